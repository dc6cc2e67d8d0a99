import { createHmac, randomBytes } from 'node:crypto'
import { formatIp, parseIp } from '../lib/ip.ts'
import type { Renaming } from '../x509/twin-tbs.ts'

/** Names that every cluster has, and that say nothing of anybody. */
const WELL_KNOWN = new Set(
  `kubernetes kubernetes-ca kubernetes-admin kube-apiserver kube-apiserver-kubelet-client kube-ca kube-system default
  system:masters system:nodes front-proxy-ca etcd-ca minikube minikubeCA docker-desktop kind kubelet cluster-admin
  kubeadm:cluster-admins localhost k3s rke2 microk8s k0s`.split(/\s+/),
)
const KEPT_LABELS = new Set(
  'kubernetes default svc cluster local localhost localdomain example invalid test internal lan com net org io'.split(
    ' ',
  ),
)

/** One run's stand-ins: the same name gets the same one, and none tells what it stood for. */
export class Placeholders implements Renaming {
  readonly #salt = randomBytes(32)
  readonly #names = new Map<string, string>()
  readonly #counts = new Map<string, number>()
  readonly #hosts = new Map<string, string>()
  readonly #texts = new Map<string, string>()

  /** @param kind what it is a name of: `context`, `user` */
  named(kind: string, original: string): string {
    const known = this.#texts.get(original)
    if (known !== undefined) return known
    if (original === '' || WELL_KNOWN.has(original)) return original
    const made = this.#next(kind, original)
    this.#texts.set(original, made)
    return made
  }

  /** Names that were given a stand-in and may stand in a text, longest first. */
  known(): readonly (readonly [original: string, placeholder: string])[] {
    return [...this.#texts].filter(([, made]) => made !== '').sort(([a], [b]) => b.length - a.length)
  }

  /** Host names of one label that were met where a host stands. */
  knownHosts(): ReadonlyMap<string, string> {
    return this.#hosts
  }

  text(value: string): string {
    const octets = parseIp(value)
    if (octets !== null) return formatIp(this.ip(octets))
    return /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+\.?$/i.test(value) ? this.dns(value) : this.#role(value)
  }

  /** An address, or a name label by label, so that wildcards and domains keep their sense. */
  host(host: string): string {
    const octets = parseIp(host)
    return octets === null ? this.dns(host) : formatIp(this.ip(octets))
  }

  dns(name: string): string {
    // An address can stand in a DNS name, and is then compared as an address.
    const octets = parseIp(name)
    if (octets !== null) return formatIp(this.ip(octets))
    const twin = name
      .split('.')
      .map((label) => this.#label(label))
      .join('.')
    if (twin !== name) this.#hosts.set(name, twin)
    return twin
  }

  /** IPv4 into the range for benchmarks (RFC 2544), IPv6 into the one for documentation; loopback and `0.0.0.0` stay. */
  ip(octets: Uint8Array): Uint8Array {
    const text = formatIp(octets)
    if (/^127\.|^0\.0\.0\.0$|^::1?$/.test(text)) return octets
    const made = this.#next('address', text)
    const index = Number(made.slice('address-'.length))
    if (octets.length === 4) return Uint8Array.of(198, 18, (index >> 8) & 0xff, index & 0xff)
    if (text.includes('.')) return Uint8Array.of(...octets.subarray(0, 12), 198, 18, (index >> 8) & 0xff, index & 0xff)
    return Uint8Array.of(0x20, 0x01, 0x0d, 0xb8, ...new Uint8Array(10), (index >> 8) & 0xff, index & 0xff)
  }

  filler(bytes: Uint8Array): Uint8Array {
    const blocks = Array.from({ length: Math.ceil(bytes.length / 32) }, (_, block) =>
      createHmac('sha256', this.#salt).update(`${block} `).update(bytes).digest(),
    )
    return new Uint8Array(Buffer.concat(blocks).subarray(0, bytes.length))
  }

  /** What kind of authority it calls itself tells nobody's name, and rules ask for it. */
  #role(value: string): string {
    const role = /\b(?:intermediate|issuing|sub-?ca|signing ca|root)\b/i.exec(value)?.[0]
    const made = this.named('name', value)
    if (role === undefined || made === value || made.endsWith(role)) return made
    this.#texts.set(value, `${made} ${role}`)
    return `${made} ${role}`
  }

  #label(label: string): string {
    const lower = label.toLowerCase()
    if (label === '' || label === '*' || KEPT_LABELS.has(lower) || WELL_KNOWN.has(lower)) return label
    return this.#next('n', lower).replace('-', '')
  }

  #next(kind: string, original: string): string {
    const key = `${kind} ${original}`
    const known = this.#names.get(key)
    if (known !== undefined) return known
    const number = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, number)
    const made = `${kind}-${number}`
    this.#names.set(key, made)
    return made
  }
}
