import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { toBase64 } from '../../src/lib/bytes.ts'
import { issueCertificate } from '../../src/x509/issue.ts'
import { type Canary, canary, keyCanaries } from './canary.ts'

/** What a user of a kubeconfig may prove himself with, all of it made of canaries. */
export interface PlantedUser {
  readonly user: object
  readonly canaries: readonly Canary[]
}

const EXEC_API = 'client.authentication.k8s.io/v1'

const client = issueCertificate({
  subject: { commonName: 'jane' },
  issuer: 'self',
  extKeyUsage: ['clientAuth'],
  notBefore: new Date('2026-01-01T00:00:00Z'),
  notAfter: new Date('2056-01-01T00:00:00Z'),
})

/** @param folder for what stands in files of its own */
export const plantedUsers = {
  token: () => withSecrets(['token'], ([token]) => ({ token })),
  'token file': (folder) =>
    withSecrets(['token of a file'], ([token]) => ({ tokenFile: written(folder, 'token', `${token}\n`) })),
  basic: () => withSecrets(['password'], ([password]) => ({ username: 'jane', password })),
  'client key': () => ({
    user: {
      'client-certificate-data': toBase64(Buffer.from(client.pem)),
      'client-key-data': toBase64(Buffer.from(client.keyPem)),
    },
    canaries: keyCanaries('client key', client.keyPem),
  }),
  plugin: (folder) => plugin(folder, 'plugin', 0),
  'failing plugin': (folder) => plugin(folder, 'failing-plugin', 1),
  'auth provider': () =>
    withSecrets(['id token', 'refresh token', 'client secret'], ([id, refresh, secret]) => ({
      'auth-provider': {
        name: 'oidc',
        config: {
          'idp-issuer-url': 'https://issuer.example',
          'client-id': 'kubectl',
          'client-secret': secret,
          'id-token': `e30.${toBase64(Buffer.from(`{"exp":1,"jti":"${id}"}`))}.c2ln`,
          'refresh-token': refresh,
        },
      },
    })),
} satisfies Readonly<Record<string, (folder: string) => PlantedUser>>

export type PlantedUserName = keyof typeof plantedUsers

/** The password that is put into every proxy URL. */
export const PROXY_PASSWORD = canary('proxy password')

/** Every one of them, and what they are made of. */
export function plantAll(folder: string): Planted {
  const users = Object.entries<(folder: string) => PlantedUser>(plantedUsers).map(
    ([name, make]) => [name, make(folder)] as const,
  )
  return { users: new Map(users), canaries: users.flatMap(([, { canaries }]) => canaries) }
}

export interface Planted {
  readonly users: ReadonlyMap<string, PlantedUser>
  readonly canaries: readonly Canary[]
}

/** The kubeconfig with all these users, one of them the active one, and a password for the proxy of every cluster. */
export function planted(kubeconfig: string, { users }: Planted, active: PlantedUserName): string {
  const config = parse(kubeconfig)
  config.users = [...users].map(([name, { user }]) => ({ name, user }))
  for (const { context } of config.contexts) context.user = active
  for (const { cluster } of config.clusters) {
    if (cluster['proxy-url'] !== undefined) cluster['proxy-url'] = withPassword(cluster['proxy-url'])
  }
  return JSON.stringify(config)
}

/** A proxy's URL with a user and a canary for a password; who has one already keeps it. */
export function withPassword(url: string): string {
  return url.includes('@') ? url : url.replace('://', `://jane:${PROXY_PASSWORD.value}@`)
}

function plugin(folder: string, name: string, status: number): PlantedUser {
  const names = [`token of a ${name}`, `words of a ${name}`, `argument of a ${name}`, `variable of a ${name}`]
  return withSecrets(names, ([token, words, argument, variable]) => {
    const answer = JSON.stringify({ apiVersion: EXEC_API, kind: 'ExecCredential', status: { token } })
    const script = `#!/bin/sh\necho 'refused: ${words}' >&2\necho '${answer}'\nexit ${status}\n`
    const exec = {
      apiVersion: EXEC_API,
      command: written(folder, name, script),
      args: [argument],
      env: [{ name: 'PLANTED', value: variable }],
      interactiveMode: 'Never',
    }
    return { exec }
  })
}

function withSecrets(names: readonly string[], user: (values: readonly string[]) => object): PlantedUser {
  const canaries = names.map(canary)
  return { user: user(canaries.map(({ value }) => value)), canaries }
}

function written(folder: string, name: string, content: string): string {
  const file = join(folder, name)
  writeFileSync(file, content, { mode: 0o700 })
  chmodSync(file, 0o700)
  return file
}
