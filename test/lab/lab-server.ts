import { randomBytes } from 'node:crypto'
import { createSecureServer } from 'node:http2'
import { startApiServer } from '../../src/demo/api-server.ts'
import { createAuthority, daysFrom, issueApiServerCertificate } from '../../src/demo/authority.ts'
import { kubeconfigText } from '../../src/demo/kubeconfig-file.ts'
import { listen } from '../../src/demo/listen.ts'
import { Secret } from '../../src/lib/secret.ts'
import { type IssuedCertificate, issueCertificate, type SubjectAltName } from '../../src/x509/issue.ts'
import { SERVER } from './cluster.ts'
import type { Inside } from './world-spec.ts'

/** What may be other than usual of a cluster; the usual is a healthy one at `SERVER`, port 6443. */
export interface LabCluster {
  readonly host?: string
  readonly port?: number
  /** What the kubeconfig calls the server. */
  readonly name?: string
  readonly sans?: readonly SubjectAltName[]
  readonly validDays?: readonly [from: number, to: number]
  /** Signs the server's certificate; default: the authority of the kubeconfig. */
  readonly signedBy?: IssuedCertificate
  /** Sent after the leaf. */
  readonly intermediates?: readonly IssuedCertificate[]
  readonly proxyUrl?: string
  /** The server knows another token than the kubeconfig has. */
  readonly tokenRevoked?: true
}

export interface Built {
  readonly kubeconfig: string
  readonly ca: IssuedCertificate
}

export function createClusterCa(inside: Inside): IssuedCertificate {
  return createAuthority({ commonName: 'kubernetes' }, inside.now)
}

/** Starts the API server and gives the kubeconfig that leads there. */
export async function startCluster(
  inside: Inside,
  options: LabCluster = {},
  ca = createClusterCa(inside),
): Promise<Built> {
  const { host = SERVER, port = 6443, validDays = [-30, 335] } = options
  const token = newToken()
  const sans = options.sans ?? [{ type: 'ip', value: host }, ...nameSan(options.name)]
  const signer = options.signedBy ?? ca
  const validity = { notBefore: daysFrom(inside.now, validDays[0]), notAfter: daysFrom(inside.now, validDays[1]) }
  const certificate = issueApiServerCertificate(signer, validity, sans)
  const known = options.tokenRevoked === true ? newToken() : token
  const { intermediates = [] } = options
  inside.keep(await startApiServer({ host, port, certificate, intermediates, clientCa: ca, token: known }))
  return { ca, kubeconfig: kubeconfigFor(ca, token, options) }
}

/** The kubeconfig of a cluster whose server nobody starts. */
export function absentCluster(inside: Inside, options: LabCluster = {}): Built {
  const ca = createClusterCa(inside)
  return { ca, kubeconfig: kubeconfigFor(ca, newToken(), options) }
}

/** A TLS server with this certificate that asks for no client certificate; whatever it is asked, that is its answer. */
export async function startWebServer(
  inside: Inside,
  certificates: readonly [IssuedCertificate, ...IssuedCertificate[]],
  at: { readonly host?: string; readonly port?: number; readonly status?: 200 | 404 } = {},
): Promise<void> {
  const cert = certificates.map(({ pem }) => pem).join('')
  const server = createSecureServer({ allowHTTP1: true, key: certificates[0].keyPem, cert }, (_, response) => {
    const { status = 404 } = at
    response.writeHead(status, { 'content-type': status === 200 ? 'application/json' : 'text/html' })
    response.end(status === 200 ? '{"gitVersion":"v1.34.5"}' : '<h1>Not Found</h1>')
  })
  server.on('sessionError', () => {})
  server.on('tlsClientError', () => {})
  inside.keep(await listen(server, at.host ?? SERVER, at.port ?? 6443))
}

/** A leaf as a web server has it, a month old. */
export function webLeaf(inside: Inside, issuer: IssuedCertificate | 'self', name: string): IssuedCertificate {
  return issueCertificate({
    subject: { commonName: name },
    issuer,
    sans: [{ type: /^[\d.]+$/.test(name) ? 'ip' : 'dns', value: name }],
    isCa: false,
    extKeyUsage: ['serverAuth'],
    notBefore: daysFrom(inside.now, -30),
    notAfter: daysFrom(inside.now, 60),
  })
}

function kubeconfigFor(
  ca: IssuedCertificate,
  token: Secret,
  { host = SERVER, port = 6443, name, proxyUrl }: LabCluster,
): string {
  const at = name ?? (host.includes(':') ? `[${host}]` : host)
  return kubeconfigText({ server: `https://${at}:${port}`, ca: ca.pem, token, proxyUrl: proxyUrl ?? null })
}

function nameSan(name: string | undefined): readonly SubjectAltName[] {
  return name === undefined ? [] : [{ type: 'dns', value: name }]
}

function newToken(): Secret {
  return new Secret(randomBytes(16).toString('hex'))
}
