import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommandLine } from '../../src/cli/run.ts'
import { nodeSystem } from '../../src/system/node.ts'
import { fakeWorld } from './fake-world.ts'

let folder = ''
let kubeconfig = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-paths-'))
  kubeconfig = join(folder, 'config')
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'prod',
      contexts: [{ name: 'prod', context: { cluster: 'prod', user: 'admin' } }],
      clusters: [{ name: 'prod', cluster: { server: 'https://203.0.113.10:10443', 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'admin', user: { token: 'sekrit' } }],
    }),
  )
})

afterAll(() => rmSync(folder, { recursive: true }))

const PROXIES = { https_proxy: 'http://jane:hunter2@proxy.example:8080', NO_PROXY: 'localhost,203.0.113.' }

describe('paths', () => {
  test('says which path kubectl takes and why, entry by entry', async () => {
    const { code, out, err } = await run(['paths', '--kubeconfig', kubeconfig], PROXIES)
    expect(code).toBe(0)
    expect(err).toBe('')
    expect(out).toContain(
      'WHY THIS PATH\n  kubectl takes http://jane:REDACTED@proxy.example:8080 because of the variable',
    )
    expect(out).toContain('    • localhost: another host\n    • 203.0.113.: an address is compared whole')
    expect(out).toMatch(/\n▸ .*proxy\.example:8080/)
  })

  test('as JSON measures nothing and holds no secret', async () => {
    const { code, out } = await run(['paths', '--kubeconfig', kubeconfig, '-o', 'json'], PROXIES)
    const list = JSON.parse(out)
    expect([code, list.kind]).toEqual([0, 'PathList'])
    expect(list.kubectl.path).toBe('http-proxy@proxy.example:8080>203.0.113.10:10443')
    const stages: readonly { readonly status: string }[] = list.paths.flatMap(
      (path: { stages: object[] }) => path.stages,
    )
    expect(new Set(stages.map((stage) => stage.status))).toEqual(new Set(['not-measured']))
    expect(out).not.toMatch(/hunter2|sekrit/)
  })

  test('takes a further path and leaves others out', async () => {
    const args = [
      'paths',
      '--kubeconfig',
      kubeconfig,
      '-o',
      'json',
      '--via',
      'socks5://192.0.2.9:1080',
      '--exclude',
      'direct',
    ]
    const { out } = await run(args, {})
    const ids = JSON.parse(out).paths.map((path: { id: string }) => path.id)
    expect(ids).toContain('socks5@192.0.2.9:1080>203.0.113.10:10443')
  })

  test('a broken kubeconfig is shown in kubectl’s words, exit status 1', async () => {
    const { code, out } = await run(['paths', '--kubeconfig', kubeconfig, '--context', 'zz'], {})
    expect(code).toBe(1)
    expect(out).toBe(
      'kubectl refuses the kubeconfig before it connects anywhere:\n  │ error: context "zz" does not exist\n',
    )
  })
})

async function run(args: readonly string[], env: Readonly<Record<string, string>>) {
  const world = fakeWorld()
  const system = { ...nodeSystem(), env: { HOME: folder, ...env }, which: () => null }
  const code = await runCommandLine(args, { ...world, system: async () => system })
  return { code, out: world.out(), err: world.err() }
}
