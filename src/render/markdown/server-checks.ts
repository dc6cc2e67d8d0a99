import { shellCommand } from '../../lib/shell-quote.ts'
import type { Report } from '../../report/report.ts'
import { block } from './escape.ts'
import { serverOf } from './server-address.ts'

/**
 * What somebody on the control plane can look at, to have the server's own word: nothing here changes anything. Paths
 * are kubeadm's (kubernetes.io, "PKI certificates and requirements").
 */
export function serverCheckSection(report: Report): readonly string[] {
  const own = report.paths.find((path) => path.usedByKubectl)
  if (report.target === null || own === undefined) return []
  const { port } = serverOf(own, report.target)
  const local = `127.0.0.1:${port}`
  const commands = [
    '# the chain that the API server itself presents, seen without any proxy',
    `${shellCommand(['openssl', 's_client', '-connect', local, '-showcerts'])} < /dev/null`,
    '# its certificate: names, validity, issuer (paths as kubeadm lays them out)',
    'openssl x509 -in /etc/kubernetes/pki/apiserver.crt -noout -subject -issuer -dates -ext subjectAltName',
    'openssl x509 -in /etc/kubernetes/pki/ca.crt -noout -subject -dates -fingerprint -sha256',
    'openssl verify -CAfile /etc/kubernetes/pki/ca.crt /etc/kubernetes/pki/apiserver.crt',
    '# whether it answers locally',
    shellCommand(['curl', '-sS', '--noproxy', '*', '--cacert', '/etc/kubernetes/pki/ca.crt', `https://${local}/livez`]),
  ]
  const fingerprints = report.target.trust.certificates.slice(0, 3).map((anchor) => anchor.sha256)
  return [
    '## Optional: on the server',
    '',
    'Where somebody can log in to the control plane, these show its side. They change nothing.',
    '',
    ...block(commands.join('\n'), 'sh'),
    '',
    ...(fingerprints.length === 0 || report.target.trust.source === 'system'
      ? []
      : [`The CA's SHA-256 that kubectl trusts here: ${fingerprints.map((print) => `\`${print}\``).join(', ')}`, '']),
  ]
}
