import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kubectlBinary } from '../oracle/kubectl-binary.ts'
import { whatIsMissingFor } from './needs.ts'
import { startWorld, type World } from './world.ts'

const missing = whatIsMissingFor('golden') ?? ((await kubectlBinary('v1.34')) === null ? 'npm run oracle:fetch' : null)

describe.skipIf(missing !== null)(
  `what kubectl 1.34 prints in the golden case${missing === null ? '' : ` (missing: ${missing})`}`,
  () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld('golden')
    })
    afterAll(() => world.close())

    const VERSION = ['get', '--raw', '/version']
    const NO_IP_SANS =
      "Unable to connect to the server: tls: failed to verify certificate: x509: cannot validate certificate for 192.0.2.10 because it doesn't contain any IP SANs\n"

    test('as it is: the leaf holds the address as a DNS name', async () => {
      expect(await world.kubectl('v1.34', VERSION)).toEqual({
        stdout: '',
        stderr: NO_IP_SANS,
        exitCode: 1,
        signal: null,
      })
    })

    test('only the upper-case variables cleared: Go falls through to https_proxy', async () => {
      const env = { HTTPS_PROXY: undefined, HTTP_PROXY: undefined }
      expect((await world.kubectl('v1.34', VERSION, { env })).stderr).toBe(NO_IP_SANS)
    })

    test('all four cleared: there is no route', async () => {
      const env = { HTTPS_PROXY: undefined, HTTP_PROXY: undefined, https_proxy: undefined, http_proxy: undefined }
      expect((await world.kubectl('v1.34', VERSION, { env })).stderr).toBe(
        'Unable to connect to the server: dial tcp 192.0.2.10:10443: connect: network is unreachable\n',
      )
    })

    test("verification off: the proxy's own upstream is the next blocker", async () => {
      const { stderr } = await world.kubectl('v1.34', [...VERSION, '--insecure-skip-tls-verify'])
      expect(stderr).toBe(
        'Error from server (ServiceUnavailable): the server is currently unable to handle the request\n',
      )
    })
  },
)
