import { afterEach, describe, expect, test } from 'vitest'
import { kubectlBinary } from '../oracle/kubectl-binary.ts'
import { whatIsMissingFor } from './needs.ts'
import { startWorld, type World } from './world.ts'
import type { WorldName } from './worlds.ts'

/** `silent` would take kubectl's 30 s. The last line that the pinned kubectl 1.34 prints for `get --raw /version` in each world; `null`: it succeeds. */
const PRINTS: Readonly<Record<Exclude<WorldName, 'silent'>, string | null>> = {
  golden:
    "Unable to connect to the server: tls: failed to verify certificate: x509: cannot validate certificate for 192.0.2.10 because it doesn't contain any IP SANs",
  healthy: null,
  transparent:
    "Unable to connect to the server: tls: failed to verify certificate: x509: cannot validate certificate for 192.0.2.10 because it doesn't contain any IP SANs",
  mitmproxy:
    'Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority',
  squid:
    'Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority',
  dante: null,
  named: null,
  'name-unknown': 'Unable to connect to the server: dial tcp: lookup api.example on 203.0.113.53:53: no such host',
  'name-server-fails':
    'Unable to connect to the server: dial tcp: lookup api.example on 203.0.113.53:53: server misbehaving',
  'no-route': 'Unable to connect to the server: dial tcp 192.0.2.10:6443: connect: no route to host',
  'large-hello-dropped': 'Unable to connect to the server: net/http: TLS handshake timeout',
}

const oracle = (await kubectlBinary('v1.34')) === null ? 'npm run oracle:fetch' : null
let world: World | null = null

afterEach(async () => {
  await world?.close()
  world = null
})

describe('each world is what it says it is', () => {
  for (const name of Object.keys(PRINTS).filter(isTold)) {
    const missing = whatIsMissingFor(name) ?? oracle
    test.skipIf(missing !== null)(`${name}${missing === null ? '' : ` (missing: ${missing})`}`, async () => {
      world = await startWorld(name)
      const { stdout, stderr } = await world.kubectl('v1.34', ['get', '--raw', '/version'])
      expect(stderr === '' ? null : stderr.trimEnd().split('\n').at(-1)).toBe(PRINTS[name])
      expect(stdout.includes('"gitVersion"')).toBe(PRINTS[name] === null)
    })
  }
})

function isTold(name: string): name is keyof typeof PRINTS {
  return Object.hasOwn(PRINTS, name)
}
