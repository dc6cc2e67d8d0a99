import { SERVER_OUTPUT_HEADER } from './server-output.ts'

/**
 * A POSIX sh script for the control plane: what its API server presents there, where nothing can be in between. It reads
 * public certificates, the clock and the listening sockets, connects to this machine alone, and writes to stdout only.
 * Runs under dash, bash and busybox; what is not installed is left out and said so.
 */
export const serverScript = `#!/bin/sh
# Run on a control-plane node:  sh server-script.sh [ADDRESS:PORT...] > server.txt
# and compare on the machine with the trouble:  kubectl tlsdoctor compare server.txt case.json
# It changes nothing, needs no root (root sees more files), and reads no keys: public certificates, clock, listening ports.
set -u
LC_ALL=C
export LC_ALL
PATH="$PATH:/usr/sbin:/sbin"

have() { command -v "$1" >/dev/null 2>&1; }

# PEM on stdin, one line for each certificate: KEYWORD FROM BASE64
certificates() {
  awk -v keyword="$1" -v from="$2" '
    /^-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----/ { body = ""; inside = 1; next }
    /^-----END / { if (inside) print keyword, from, body; inside = 0; next }
    inside { gsub(/[ \\t\\r]/, ""); body = body $0 }
  '
}

# For people; compare reads the certificates themselves.
describe() {
  have openssl || return 0
  openssl x509 -noout -subject -issuer -dates 2>/dev/null | sed 's/^/text /'
}

listening() {
  if have ss; then
    ss -ltn 2>/dev/null | awk 'NR > 1 { print $4 }'
  elif have netstat; then
    netstat -ltn 2>/dev/null | awk '/^tcp/ { print $4 }'
  else
    echo "text neither ss nor netstat is here: listening ports are not known" >&2
  fi
}

bounded() {
  if have timeout && timeout 1 true 2>/dev/null; then timeout 10 "$@"; else "$@"; fi
}

handshake() {
  if ! have openssl; then
    echo "text openssl is not here: what $1 presents is not known"
    return 0
  fi
  shown=$(bounded openssl s_client -connect "$1" -showcerts </dev/null 2>/dev/null)
  lines=$(printf '%s\\n' "$shown" | certificates presented "$1")
  if [ -z "$lines" ]; then
    echo "text nothing that speaks TLS answers at $1"
    return 0
  fi
  printf '%s\\n' "$lines"
  printf '%s\\n' "$shown" | describe
}

echo "${SERVER_OUTPUT_HEADER}"
echo "clock $(date -u +%Y-%m-%dT%H:%M:%SZ)"

sockets=$(listening)
ports='6443|8443|16443|443'
printf '%s\\n' "$sockets" | grep -E ":($ports)\\$" | sort -u | sed 's/^/listen /'

if [ "$#" -eq 0 ]; then
  for port in 6443 8443 16443 443; do
    if [ -z "$sockets" ] || printf '%s\\n' "$sockets" | grep -q ":$port\\$"; then
      set -- "$@" "127.0.0.1:$port"
    fi
  done
fi
for address in "$@"; do
  case "$address" in
    '' | -* | *[!][A-Za-z0-9.:_-]*) echo "text not an address: skipped" ;;
    *) handshake "$address" ;;
  esac
done

for file in \\
  /etc/kubernetes/pki/apiserver.crt \\
  /etc/kubernetes/pki/ca.crt \\
  /var/lib/rancher/k3s/server/tls/serving-kube-apiserver.crt \\
  /var/lib/rancher/k3s/server/tls/server-ca.crt \\
  /var/lib/rancher/rke2/server/tls/serving-kube-apiserver.crt \\
  /var/lib/rancher/rke2/server/tls/server-ca.crt \\
  /var/lib/k0s/pki/server.crt \\
  /var/lib/k0s/pki/ca.crt \\
  /var/snap/microk8s/current/certs/server.crt \\
  /var/snap/microk8s/current/certs/ca.crt; do
  if [ -r "$file" ]; then
    certificates stored "$file" <"$file"
    describe <"$file"
  fi
done

echo end
`
