import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeCase } from '../../src/case-codec.ts'
import { reportOf } from '../../src/diagnose/report-of.ts'
import { renderJson } from '../../src/render/json.ts'
import { clusterCa, der, leafOf, SERVER_IP, serverLeaf } from '../scenarios/certificates.ts'
import { healthy } from '../scenarios/firing.ts'
import { goldenCase } from '../scenarios/golden.ts'
import { presenting } from '../scenarios/situations.ts'
import { TempWorld } from './temp-world.ts'

const server = createServer({ key: serverLeaf.keyPem, cert: serverLeaf.pem + clusterCa.pem })
let world: TempWorld
let address = ''
beforeAll(async () => {
  world = new TempWorld()
  world.write('golden.json', encodeCase(goldenCase()))
  world.write('golden-report.json', renderJson(reportOf(goldenCase())))
  world.write('healthy.json', encodeCase(healthy))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  world.remove()
  server.close()
})

interface Found {
  readonly id: string
  readonly severity: string
  readonly facts: { readonly what?: string }
}

async function compared(...files: readonly string[]) {
  const { code, out } = await world.run(['compare', '-o', 'json', ...files.map((file) => world.path(file))])
  const comparison = JSON.parse(out)
  const findings: readonly Found[] = comparison.findings
  return { code, kind: comparison.kind, found: findings.map(({ id, severity, facts }) => [id, severity, facts.what]) }
}

describe('compare', () => {
  test('a report and the Case that it was made of are alike', async () => {
    expect(await compared('golden-report.json', 'golden.json')).toEqual({ code: 0, kind: 'Comparison', found: [] })
  })

  test('a place where it works says that the server is up, and what is different', async () => {
    expect(await compared('healthy.json', 'golden.json')).toEqual({
      code: 1,
      kind: 'Comparison',
      found: [
        ['baseline-healthy', 'warning', undefined],
        ['baseline-differs', 'warning', 'certificate'],
        ['baseline-differs', 'warning', 'message'],
      ],
    })
  })

  test('another API server of the same control plane is no difference that matters', async () => {
    const sans = [{ type: 'ip', value: SERVER_IP }] as const
    world.write('second.json', encodeCase(presenting(der(leafOf(clusterCa, { sans })))))
    expect(await compared('healthy.json', 'second.json')).toEqual({
      code: 0,
      kind: 'Comparison',
      found: [['baseline-differs', 'notice', 'certificate']],
    })
  })

  test.each<[string, string, string]>([
    ['something else', 'hello', 'neither a Report, nor a Case, nor the output of server-script'],
    ['a report with a wrong type', '{"kind": "Report", "at": 1}', '/at: a string of at most 64 characters is expected'],
    [
      'a half copied output',
      'kubectl-tlsdoctor-server-output 1\nclock 2026-11-24T12:00:00Z\n',
      'the output of server-script is cut off: its last line is missing',
    ],
    ['a later output', 'kubectl-tlsdoctor-server-output 9\nend\n', 'the output of another version of server-script'],
  ])('refuses %s', async (_, text, problem) => {
    const { code, err } = await world.run(['compare', '-', world.path('golden.json')], text)
    expect(code).toBe(2)
    expect(err.split('\n')[0]).toBe(`error: standard input: ${problem}`)
  })

  test('needs two', async () => {
    expect((await world.run(['compare', world.path('golden.json')])).code).toBe(2)
  })
})

const shells = [['/bin/sh'], ['/usr/bin/dash'], ['/bin/bash', '--posix'], ['/bin/busybox', 'sh']]
const openssl = ['/usr/bin/openssl', '/usr/local/bin/openssl'].some((path) => existsSync(path))

describe.each(shells)('server-script under %s %s', (shell, ...options) => {
  const missing = existsSync(shell) ? (openssl ? null : 'there is no openssl') : `there is no ${shell}`

  test.skipIf(missing !== null)(`prints what compare reads${missing === null ? '' : ` (${missing})`}`, async () => {
    const script = world.write('server.sh', (await world.run(['server-script'])).out)
    execFileSync(shell, [...options, '-n', script])
    const output = await ran(shell, [...options, script, address, '127.0.0.1:1', '-x', 'a b'])
    const lines = output.trimEnd().split('\n')
    expect([lines[0], lines.at(-1)]).toEqual(['kubectl-tlsdoctor-server-output 1', 'end'])
    const presented = lines.filter((line) => line.startsWith(`presented ${address} `)).map((line) => line.split(' ')[2])
    expect(presented).toEqual(der(serverLeaf, clusterCa))
    expect(lines).toContain('text nothing that speaks TLS answers at 127.0.0.1:1')
    expect(lines.filter((line) => line === 'text not an address: skipped')).toHaveLength(2)
    world.write('server.txt', `Last login: Mon\n${output}`)
    expect((await compared('server.txt', 'healthy.json')).code).toBe(0)
    expect(await compared('server.txt', 'golden.json')).toMatchObject({
      found: [
        ['baseline-healthy', 'warning', undefined],
        ['baseline-differs', 'warning', 'certificate'],
      ],
    })
  })
})

/** Not synchronously: the server that it talks to lives here. */
async function ran(file: string, args: readonly string[]): Promise<string> {
  const { execFile } = await import('node:child_process')
  const { promisify } = await import('node:util')
  return (await promisify(execFile)(file, args)).stdout
}
