import { createSecureContext, type TLSSocketOptions } from 'node:tls'
import { encodePem } from '../../../src/x509/pem.ts'
import { CA } from '../cases/chains/chain-case.ts'
import { san } from '../cases/extensions.ts'
import { createForge, type Forged } from '../cases/forge.ts'
import { keys } from '../cases/keys.ts'
import { name } from '../cases/names.ts'
import { PROXY, SECRETS, SERVER } from './situation.ts'

/** The certificates of a recording: one authority, which the kubeconfigs trust, and what it or others issued. */
export interface Certificates {
  readonly root: Forged
  readonly server: Forged
  readonly proxy: Forged
  /** By an authority that nobody trusts. */
  readonly foreign: Forged
  readonly expired: Forged
  readonly client: Forged
  readonly rsaServer: Forged
}

export function createCertificates(now: Date): Certificates {
  const forge = createForge(now)
  const root = forge({ subject: name('oracle root'), key: keys.root, extensions: CA })
  const stranger = forge({ subject: name('egress'), key: keys.other, extensions: CA })
  const names = san('api.example', ['ip', SERVER])
  return {
    root,
    server: forge({ issuer: root, extensions: [names] }),
    proxy: forge({ issuer: root, key: keys.third, extensions: [san('proxy.example', ['ip', PROXY])] }),
    foreign: forge({ issuer: stranger, extensions: [names] }),
    expired: forge({ issuer: root, extensions: [names], from: -60, to: -5 }),
    client: forge({ subject: name('client'), issuer: root, key: keys.intermediate }),
    rsaServer: forge({ issuer: root, key: keys.rsa, extensions: [names] }),
  }
}

export function pemOf(...certificates: readonly Forged[]): string {
  return certificates.map(({ der }) => encodePem('CERTIFICATE', der)).join('')
}

export function keyPemOf({ key }: Forged): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** Options of a sound server with that certificate. */
export function serving(certificate: Forged, more: TLSSocketOptions = {}): TLSSocketOptions {
  const { ciphers, minVersion, maxVersion, ...rest } = more as TLSSocketOptions & {
    readonly ciphers?: string
    readonly minVersion?: 'TLSv1.2' | 'TLSv1.3'
    readonly maxVersion?: 'TLSv1.2' | 'TLSv1.3'
  }
  return {
    ALPNProtocols: ['http/1.1'],
    ...rest,
    secureContext: createSecureContext({
      cert: pemOf(certificate),
      key: keyPemOf(certificate),
      ...(ciphers === undefined ? {} : { ciphers }),
      ...(minVersion === undefined ? {} : { minVersion }),
      ...(maxVersion === undefined ? {} : { maxVersion }),
    }),
  }
}

export interface ConfigParts {
  readonly server?: string
  /** Members of the cluster besides `server` and the CA; `null` leaves the CA out. */
  readonly cluster?: Readonly<Record<string, unknown>> | null
  readonly user?: Readonly<Record<string, unknown>>
  readonly context?: Readonly<Record<string, unknown>>
  readonly top?: Readonly<Record<string, unknown>>
}

/** A kubeconfig as JSON, which is YAML too. */
export function configOf(ca: Forged | null, { server, cluster, user, context, top }: ConfigParts): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'x',
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u', ...context } }],
    clusters: [
      {
        name: 'c',
        cluster: {
          ...(server === undefined ? {} : { server }),
          ...(ca === null ? {} : { 'certificate-authority-data': base64(pemOf(ca)) }),
          ...cluster,
        },
      },
    ],
    users: [{ name: 'u', user: user ?? { token: SECRETS.token } }],
    ...top,
  })
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
