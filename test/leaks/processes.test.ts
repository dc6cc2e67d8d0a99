import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ROOT } from '../architecture/source.ts'
import { closedPort } from '../probe/loopback.ts'
import { canary, leaksIn } from './canary.ts'
import { type PlantedUserName, PROXY_PASSWORD, plantAll, planted, plantedUsers } from './credentials.ts'
import { filesIn } from './files-in.ts'

const BUILT = join(ROOT, 'dist', 'kubectl-tlsdoctor')

/** Stands in for kubectl, and writes down what anyone on this machine could see while it runs. */
const SPY = `#!/bin/sh
case "$*" in "version --client"*)
  echo '{"clientVersion":{"gitVersion":"v1.34.5","goVersion":"go1.24.13"}}'
  exit 0
esac
{
  for one in /proc/[0-9]*/cmdline; do tr '\\0' '\\n' <"$one"; done
  find "$TMPDIR" -type f -print -exec cat {} +
} >>"$SPIED" 2>/dev/null
echo 'Unable to connect to the server: planted' >&2
exit 1
`

const isLinux = process.platform === 'linux'

test.skipIf(!isLinux).each(Object.keys(plantedUsers) as PlantedUserName[])(
  'no argument of a process and no temporary file holds a secret: %s',
  async (user) => {
    const { folder, canaries, printed, spied } = await spiedOn(user, [])
    expect(spied).toContain('kubectl-tlsdoctor')
    // Other tests of this folder hand their plugins what these are to be given: it is the same.
    const own = canaries.filter(({ name }) => !name.startsWith('argument of'))
    expect(leaksIn('while it ran', spied, own)).toEqual([])
    expect(leaksIn('printed', printed, own)).toEqual([])
    expect(filesIn(join(folder, 'tmp'))).toBe('')
  },
)

test.skipIf(!isLinux)('the spy sees what is there: a token that its user gave as a flag', async () => {
  const given = canary('given token')
  const { spied, printed } = await spiedOn('token', ['--token', given.value])
  expect(leaksIn('while it ran', spied, [given])).toEqual(['while it ran: the given token, plain'])
  expect(leaksIn('printed', printed, [given])).toEqual([])
})

/** The built program with all planted users, one of them active, while a spy stands in for kubectl. */
async function spiedOn(user: PlantedUserName, more: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-leaks-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const at = (name: string) => join(folder, name)
  const everything = plantAll(folder)
  writeFileSync(at('kubeconfig'), planted(kubeconfigOf(await closedPort()), everything, user))
  writeFileSync(at('kubectl'), SPY)
  chmodSync(at('kubectl'), 0o755)
  for (const name of ['tmp', 'cache', 'cache/discovery']) mkdirSync(at(name))
  const args = ['-v=9', '--kubectl', at('kubectl'), '--cache-dir', at('cache'), ...more, '--', 'get', 'pods']
  const env = {
    ...{ PATH: process.env.PATH, HOME: folder },
    ...{ KUBECONFIG: at('kubeconfig'), TMPDIR: at('tmp'), SPIED: at('spied') },
  }
  const printed = await outputOf(args, env)
  const canaries = [...everything.canaries, PROXY_PASSWORD]
  return { folder, canaries, printed, spied: readFileSync(at('spied'), 'latin1') }
}

function kubeconfigOf(port: number): string {
  return JSON.stringify({
    'current-context': 'x',
    clusters: [
      { name: 'c', cluster: { server: `https://127.0.0.1:${port}`, 'proxy-url': `http://127.0.0.1:${port}` } },
    ],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    users: [],
  })
}

function outputOf(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [BUILT, ...args], { env }, (_, stdout, stderr) => resolve(`${stdout}\n${stderr}`))
  })
}
