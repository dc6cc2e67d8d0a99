import type { judgePath } from '../../src/go/judge.ts'
import { toBase64 } from '../../src/lib/bytes.ts'
import type { Target } from '../../src/target/target.ts'
import type { HttpExchange, Walk } from '../../src/transcript/transcript.ts'
import { issueCertificate } from '../../src/x509/issue.ts'
import { answerOf, inputOf, LOCAL, targetOf } from './judge-input-builder.ts'

export const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z') }
const AT = new Date('2026-06-01T12:00:00Z')
export const ca = issueCertificate({ subject: { commonName: 'kubernetes' }, issuer: 'self', isCa: true, ...validity })
export const proxyCa = issueCertificate({
  subject: { commonName: 'egress-proxy' },
  issuer: 'self',
  isCa: true,
  ...validity,
})
export const leaf = issueCertificate({
  subject: { commonName: 'kube-apiserver' },
  issuer: ca,
  sans: [
    { type: 'dns', value: 'api.example' },
    { type: 'ip', value: '192.0.2.10' },
  ],
  ...validity,
})
export const minted = issueCertificate({
  subject: { commonName: '192.0.2.10' },
  issuer: proxyCa,
  sans: [{ type: 'dns', value: '192.0.2.10' }],
  sanCritical: true,
  ...validity,
})

export const NO_IP_SANS =
  "tls: failed to verify certificate: x509: cannot validate certificate for 192.0.2.10 because it doesn't contain any IP SANs"
export const UNKNOWN_AUTHORITY = 'tls: failed to verify certificate: x509: certificate signed by unknown authority'
export const UNAVAILABLE =
  'Error from server (ServiceUnavailable): the server is currently unable to handle the request'

export function target(changes: Partial<Target> = {}): Target {
  return targetOf('https://192.0.2.10:6443', {
    trust: { source: 'kubeconfig-data', certificates: [toBase64(ca.der)], files: [] },
    ...changes,
  })
}

export function input(walks: Walk | readonly Walk[], changes: Partial<Parameters<typeof judgePath>[0]> = {}) {
  return inputOf(changes.target ?? target(), [walks].flat(), { at: AT, ...changes })
}

export function anonymous(parts: Partial<HttpExchange>): HttpExchange {
  return answerOf({ carried: [], ...parts })
}

export function tunnel(status: number): NonNullable<Walk['tunnel']> {
  return {
    kind: 'connect',
    authority: '192.0.2.10:6443',
    end: { kind: 'answered' },
    statusLine: `HTTP/1.1 ${status} OK`,
    status,
    headers: [],
    body: null,
    firstBytes: '',
    local: LOCAL,
  }
}
