import { randomBytes } from 'node:crypto'
import { startApiServer } from '../../src/demo/api-server.ts'
import { createAuthority, daysFrom, issueApiServerCertificate } from '../../src/demo/authority.ts'
import { kubeconfigText } from '../../src/demo/kubeconfig-file.ts'
import { Secret } from '../../src/lib/secret.ts'
import type { Inside } from './world-spec.ts'

export const SERVER = '192.0.2.10'
export const PROXY = '198.51.100.8'
export const NAME_SERVER = '203.0.113.53'

/** A cluster whose API server is, or would be, at `SERVER`. */
export interface Cluster {
  readonly kubeconfig: string
  /** Starts the API server; without this call it exists elsewhere only. */
  startServer(): Promise<void>
}

/** `name` is what the kubeconfig calls the server by; the certificate holds it and the address. */
export function createCluster(inside: Inside, port: number, name: string = SERVER): Cluster {
  const ca = createAuthority({ commonName: 'kubernetes' }, inside.now)
  const token = new Secret(randomBytes(16).toString('hex'))
  return {
    kubeconfig: kubeconfigText({ server: `https://${name}:${port}`, ca: ca.pem, token, proxyUrl: null }),
    async startServer() {
      const validity = { notBefore: daysFrom(inside.now, -30), notAfter: daysFrom(inside.now, 335) }
      const certificate = issueApiServerCertificate(ca, validity, [
        { type: 'ip', value: SERVER },
        ...(name === SERVER ? [] : [{ type: 'dns' as const, value: name }]),
      ])
      inside.keep(await startApiServer({ host: SERVER, port, certificate, clientCa: ca, token }))
    },
  }
}

/** All four spellings, as administrators set them. */
export function proxyVariables(url: string): Readonly<Record<string, string>> {
  return { HTTPS_PROXY: url, HTTP_PROXY: url, https_proxy: url, http_proxy: url, NO_PROXY: 'localhost,127.0.0.1,::1' }
}

/** Where an organisation puts its proxy's CA, and the variables that lead there. */
export function trustVariables(file: string): Readonly<Record<string, string>> {
  return { SSL_CERT_FILE: file, NODE_EXTRA_CA_CERTS: file, REQUESTS_CA_BUNDLE: file, PIP_CERT: file }
}
