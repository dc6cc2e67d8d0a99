import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, type expect, test } from 'vitest'
import { decodeCase } from '../../src/case-codec.ts'
import { whatIsMissingFor } from '../lab/needs.ts'
import { allScenarios } from '../lab/scenarios.ts'
import { startWorld } from '../lab/world.ts'
import { kubectlBinary } from '../oracle/kubectl-binary.ts'
import { leaksIn } from './canary.ts'
import { type PlantedUserName, PROXY_PASSWORD, plantAll, planted, plantedUsers, withPassword } from './credentials.ts'
import { everythingShown } from './everything-shown.ts'
import { filesIn } from './files-in.ts'
import { RECEIVED_FILE, receivedIn } from './received-into-file.ts'
import { givenAway } from './unverified.ts'

const kubectl = await kubectlBinary('v1.34')
const users = Object.keys(plantedUsers) as PlantedUserName[]
const LIMIT_MS = 60_000

/** Every credential is in every kubeconfig; who is active changes from one scenario to the next. */
describe('nothing of a credential is shown, kept, or given to whom it is not meant for', () => {
  const runs = [...allScenarios.keys()].map((name, index) => {
    const missing = whatIsMissingFor(name) ?? (kubectl === null ? 'npm run oracle:fetch' : null)
    return { name, user: users[index % users.length] ?? 'token', missing }
  })
  for (const { name, user, missing } of runs) {
    const title = `${name}, as the user ${user}${missing === null ? '' : ` (missing: ${missing})`}`
    test.skipIf(missing !== null)(title, { timeout: LIMIT_MS + 10_000, concurrent: true }, ({ expect: own }) =>
      check(name, user, own),
    )
  }
})

async function check(name: string, active: PlantedUserName, own: typeof expect): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-leaks-'))
  const receivedFile = join(folder, 'received')
  writeFileSync(receivedFile, '')
  const imports = [new URL('./received-into-file.ts', import.meta.url)]
  const world = await startWorld(name, { imports, env: { [RECEIVED_FILE]: receivedFile } })
  try {
    const everything = plantAll(folder)
    const canaries = [...everything.canaries, PROXY_PASSWORD]
    const at = (one: string) => join(folder, one)
    const [kubeconfig, saved, certs, temporary] = [at('kubeconfig'), at('case.json'), at('certs'), at('tmp')]
    mkdirSync(temporary)
    writeFileSync(kubeconfig, planted(readFileSync(world.kubeconfig, 'utf8'), everything, active))
    const args = [
      ...['-v', '9', '--timeout', '8s', '-o', 'wide', '--kubectl', kubectl ?? ''],
      ...['--save-case', saved, '--save-certs', certs],
      ...(allScenarios.get(name)?.args ?? []),
    ]
    const env = { ...proxiesWithPassword(world.environment), KUBECONFIG: kubeconfig, TMPDIR: temporary }
    const { stdout, stderr } = await world.doctor(args, { env, timeoutMs: LIMIT_MS })
    own(existsSync(saved), stderr).toBe(true)
    const text = readFileSync(saved, 'utf8')
    const decoded = decodeCase(text)
    if (!decoded.ok) throw new Error(`${decoded.problem}\n${stderr}`)
    const texts = {
      ...{ stdout, stderr, saved: text, certs: filesIn(certs), temporary: filesIn(temporary) },
      ...everythingShown(decoded.case),
    }
    own(Object.entries(texts).flatMap(([where, one]) => leaksIn(where, one, canaries))).toEqual([])
    own(givenAway(receivedIn(receivedFile), decoded.case, everything.canaries)).toEqual([])
  } finally {
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The proxy variables of a world, each with a user and a password. */
function proxiesWithPassword(environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const proxies = Object.entries(environment).filter(([name]) => /^(?:https?|all)_proxy$/i.test(name))
  return Object.fromEntries(proxies.map(([name, url]) => [name, withPassword(url)]))
}
