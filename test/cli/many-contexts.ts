import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { World } from '../../src/demo/world.ts'

export const KINDS = ['works', 'expired', 'unnamed', 'closed', 'rotated', 'no-cluster'] as const
export type Kind = (typeof KINDS)[number]

export interface ManyContexts {
  readonly kubeconfig: string
  /** Port of each kind's server; several contexts share one. */
  readonly ports: Readonly<Record<Kind, number>>
  close(): Promise<void>
}

/** A kubeconfig of contexts `works-0`, `expired-1`, … in turn, on a few loopback servers. */
export async function manyContexts(count: number): Promise<ManyContexts> {
  const world = await World.create(new Date())
  const works = await world.apiServer()
  const ports = {
    works,
    expired: await world.apiServer({ validDays: [-366, -1] }),
    unnamed: await world.apiServer({ addresses: [] }),
    closed: await world.closedPort(),
    rotated: works,
    'no-cluster': 0,
  }
  const own = await world.run('', { server: `https://127.0.0.1:${works}`, proxyUrl: null, ca: world.clusterCa.pem })
  const token = /token: (?<token>\S+)/.exec(readFileSync(own.kubeconfigPath, 'utf8'))?.groups?.token ?? ''
  const [ca, other] = [world.clusterCa.pem, world.otherClusterCa().pem].map((pem) =>
    Buffer.from(pem).toString('base64'),
  )
  const names = Array.from({ length: count }, (_, index) => {
    const kind = KINDS[index % KINDS.length] ?? 'works'
    return { kind, name: `${kind}-${index}` }
  })
  const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-scan-'))
  const kubeconfig = join(folder, 'config')
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': names[0]?.name ?? '',
    contexts: names.map(({ name }) => ({ name, context: { cluster: name, user: 'ann' } })),
    clusters: names
      .filter(({ kind }) => kind !== 'no-cluster')
      .map(({ kind, name }) => ({
        name,
        cluster: {
          server: `https://127.0.0.1:${ports[kind]}`,
          'certificate-authority-data': kind === 'rotated' ? other : ca,
        },
      })),
    users: [{ name: 'ann', user: { token } }],
  }
  writeFileSync(kubeconfig, JSON.stringify(config))
  return {
    kubeconfig,
    ports,
    close: async () => {
      rmSync(folder, { recursive: true })
      await world.close()
    },
  }
}
