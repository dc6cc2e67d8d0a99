import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { kubectlBinary } from '../oracle/kubectl-binary.ts'
import { whatIsMissingFor } from './needs.ts'
import { type RunOptions, startWorld, type World } from './world.ts'

const kubectl = await kubectlBinary('v1.34')
const missing = whatIsMissingFor('golden') ?? (kubectl === null ? 'npm run oracle:fetch' : null)
const NO_IP_SANS =
  "Unable to connect to the server: tls: failed to verify certificate: x509: cannot validate certificate for 192.0.2.10 because it doesn't contain any IP SANs"

describe.skipIf(missing !== null)(
  `the doctor in the golden case${missing === null ? '' : ` (missing: ${missing})`}`,
  () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld('golden')
    })
    afterAll(() => world.close())

    async function report(env: RunOptions['env'] = {}, ...args: readonly string[]): Promise<Report> {
      const ran = await world.doctor(['--kubectl', kubectl ?? '', '-o', 'json', ...args], { env })
      expect(ran.exitCode, ran.stderr).toBe(1)
      return JSON.parse(ran.stdout)
    }
    const idsOf = ({ findings }: Report) => findings.map(({ id }) => id)
    const DIRECT = 'direct>192.0.2.10:10443'

    test('predicts the line of kubectl 1.34 byte for byte, and kubectl itself prints it', async () => {
      const { kubectl: said, outcome } = await report()
      expect(said).toMatchObject({ version: 'v1.34.5', goVersion: 'go1.24.13' })
      expect(said.predicted).toEqual({ message: NO_IP_SANS, fidelity: 'exact' })
      expect(said.observed).toMatchObject({ message: NO_IP_SANS, exitCode: 1 })
      expect(outcome).toBe('failing')
    })

    test('names the proxy, the missing way around it and its upstream, and blames the API server for nothing', async () => {
      const { findings } = await report()
      const told = findings.filter(({ severity }) => severity !== 'notice')
      expect(told.map(({ id, explainedBy }) => [id, explainedBy])).toEqual([
        ['tls-intercepted-by-proxy', null],
        ['no-direct-route', null],
        ['proxy-cannot-reach-upstream', 'tls-intercepted-by-proxy'],
        ['interceptor-cannot-name-server', 'tls-intercepted-by-proxy'],
        ['interceptor-trusted-elsewhere', 'tls-intercepted-by-proxy'],
        ['no-route', 'no-direct-route'],
      ])
    })

    test('shows three blockers, each hidden by the one before it', async () => {
      const { paths } = await report()
      const verdict = paths.find(({ usedByKubectl }) => usedByKubectl)?.verdict
      expect([verdict?.text, ...(verdict?.next ?? []).map(({ text }) => text)]).toEqual([
        "tls: failed to verify certificate: x509: cannot validate certificate for 192.0.2.10 because it doesn't contain any IP SANs",
        'tls: failed to verify certificate: x509: certificate signed by unknown authority',
        'Error from server (ServiceUnavailable): the server is currently unable to handle the request',
      ])
    })

    test('shows the body that kubectl drops', async () => {
      const { paths } = await report()
      const response = paths.find(({ usedByKubectl }) => usedByKubectl)?.response
      expect(response?.status).toBe(503)
      expect(response?.body).toContain('delayed connect error: Connection refused')
    })

    test('on the direct path, kubectl without proxy variables prints what is predicted', async () => {
      const direct = (await report()).paths.find(({ id }) => id === DIRECT)
      expect(direct?.kubectlMessage).toBe(
        'Unable to connect to the server: dial tcp 192.0.2.10:10443: connect: network is unreachable',
      )
      expect(direct?.observed?.message).toBe(direct?.kubectlMessage)
    })

    test('with only the upper-case variables cleared it shows that https_proxy still won', async () => {
      const cleared = { HTTPS_PROXY: undefined, HTTP_PROXY: undefined }
      const { kubectl: said, proxy, findings } = await report(cleared)
      expect(said.predicted.message).toBe(NO_IP_SANS)
      expect(said.observed?.message).toBe(NO_IP_SANS)
      expect(proxy?.decidedBy).toEqual({ kind: 'variable', variable: 'https_proxy' })
      expect(proxy?.variables.find(({ status }) => status === 'won')?.name).toBe('https_proxy')
      expect(findings.map(({ id }) => id)).not.toContain('tls-intercepted-transparently')
      const { stdout } = await world.doctor(['--kubectl', kubectl ?? ''], { env: cleared })
      expect(stdout).toMatch(/kubectl takes http:\/\/proxy:8080 because of the variable https_proxy/)
    })

    test('with all four cleared nothing is said of interception: no foreign chain is on the way', async () => {
      const cleared = { HTTPS_PROXY: undefined, HTTP_PROXY: undefined, https_proxy: undefined, http_proxy: undefined }
      const ids = idsOf(await report(cleared))
      expect(ids).toContain('no-route')
      expect(ids.filter((id) => id.startsWith('tls-intercepted'))).toEqual([])
    })

    test('a second address of the API server fails alike', async () => {
      const { paths } = await report({}, '--endpoint', '192.0.2.11:10443')
      const [endpoint] = paths.filter(({ origins }) => origins.some(({ source }) => source === 'endpoint'))
      expect(endpoint?.verdict.outcome).not.toBe('accepted')
    })

    test('what was tried on the evidence is refuted, what is left is a tunnel or the network team', async () => {
      const { remedies } = await report()
      const by = (status: string) => remedies.filter(({ proof }) => proof.status === status).map(({ id }) => id)
      expect(by('proved')).toEqual([])
      expect(by('unproved')).toEqual(['tunnel', 'exempt-from-inspection'])
      expect(by('refuted')).toEqual(expect.arrayContaining(['no-proxy-entry', 'tls-server-name', 'ca-bundle-variable']))
    })
  },
)
