import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { encodePem } from '../../../src/x509/pem.ts'
import type { ChainCase } from '../cases/chains/chain-case.ts'
import type { OracleRelease } from '../kubectl-binary.ts'
import { certificateFlight } from './flight.ts'
import { askKubectl } from './kubectl.ts'
import { inParallel } from './parallel.ts'

const CHAIN_SERVER = '192.0.2.10'
export const CHAIN_NETWORK = { addresses: [CHAIN_SERVER], hosts: {} }

/** A question that was put: `text` as kubectl printed it; `null` where no answer came in time. */
export interface ChainAnswer {
  readonly chain: ChainCase
  readonly release: OracleRelease
  readonly text: string | null
}

export interface ChainQuestion {
  readonly chain: ChainCase
  readonly releases: readonly OracleRelease[]
}

const WIDTH = 3

/** Puts chains to real kubectls. To be called inside the namespace of `CHAIN_NETWORK`. */
export async function askAboutChains(
  questions: readonly ChainQuestion[],
  folder: string,
  onAnswer: (answer: ChainAnswer) => void,
): Promise<void> {
  await inParallel(questions, WIDTH, async ({ chain, releases }) => {
    const server = await present(chain)
    const config = join(folder, `${server.port}.kubeconfig`)
    writeFileSync(config, kubeconfig(chain, server.port))
    try {
      for (const release of releases) {
        const args = ['--kubeconfig', config, 'get', '--raw', '/version']
        const answer = await askKubectl(release, { args, env: { HOME: folder, TZ: 'UTC' } })
        onAnswer({ chain, release, text: answer ?? null })
      }
    } finally {
      server.close()
    }
  })
}

async function present(chain: ChainCase): Promise<{ readonly port: number; close(): void }> {
  const flight = certificateFlight(chain.presented)
  const server: Server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.write(flight))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, CHAIN_SERVER, resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  return { port: address.port, close: () => server.close() }
}

/** The name that is verified stands in tls-server-name, so that it may be anything at all. */
function kubeconfig(chain: ChainCase, port: number): string {
  const ca = chain.anchors.map((der) => encodePem('CERTIFICATE', der)).join('')
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'oracle',
    contexts: [{ name: 'oracle', context: { cluster: 'oracle', user: 'oracle' } }],
    clusters: [
      {
        name: 'oracle',
        cluster: {
          server: `https://${CHAIN_SERVER}:${port}`,
          'tls-server-name': chain.host,
          'certificate-authority-data': Buffer.from(ca).toString('base64'),
        },
      },
    ],
    users: [{ name: 'oracle', user: { token: 'oracle' } }],
  })
}
