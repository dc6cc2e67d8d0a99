import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { decodeCase } from '../../src/case-codec.ts'
import { runCommandLine } from '../../src/cli/run.ts'
import { type ScenarioName, scenarios, startScenario } from '../../src/demo/scenarios.ts'
import { nodeSystem } from '../../src/system/node.ts'
import type { ProcessCommand } from '../../src/system/system.ts'
import { fakeWorld } from '../cli/fake-world.ts'
import { kubectlBinary } from '../oracle/kubectl-binary.ts'
import { leaksIn } from './canary.ts'
import { type PlantedUserName, PROXY_PASSWORD, plantAll, planted, plantedUsers } from './credentials.ts'
import { everythingShown } from './everything-shown.ts'
import { filesIn } from './files-in.ts'
import { type Received, recordReceived } from './received.ts'
import { givenAway } from './unverified.ts'

const kubectl = await kubectlBinary('v1.34')
const names = Object.keys(scenarios) as ScenarioName[]
const users = Object.keys(plantedUsers) as PlantedUserName[]

/** Every credential is in every kubeconfig; who is active changes from one scenario to the next, and goes round in two. */
const runs = names.flatMap((scenario, index) => {
  const whole = scenario === 'healthy' || scenario === 'golden'
  return users.filter((_, at) => whole || at === index % users.length).map((user) => [scenario, user] as const)
})

describe('nothing of a credential is shown, kept, or given to whom it is not meant for', () => {
  test.each(runs)('in the scenario %s, as the user %s', async (scenario, userName) => {
    const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-leaks-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const received: Received[] = []
    onTestFinished(recordReceived((one) => received.push(one)))
    const everything = plantAll(folder)
    const canaries = [...everything.canaries, PROXY_PASSWORD]
    const ran: ProcessCommand[] = []
    const change = (text: string) => planted(text, everything, userName)
    const { out, err, saved, certs } = await diagnosed(scenario, change, folder, ran)

    const decoded = decodeCase(saved)
    if (!decoded.ok) throw new Error(`${decoded.problem}\n${err}`)
    const texts = { out, err, saved, certs: filesIn(certs), ...everythingShown(decoded.case) }
    expect(Object.entries(texts).flatMap(([name, text]) => leaksIn(name, text, canaries))).toEqual([])
    expect(ran.flatMap((command) => leaksIn('arguments', wordsOf(command, folder), canaries))).toEqual([])
    expect(givenAway(received, decoded.case, everything.canaries)).toEqual([])
    if (scenario === 'healthy' && SENT[userName] !== undefined) {
      expect(leaksIn('', received.map(({ text }) => text).join('\n'), everything.canaries)).toEqual([SENT[userName]])
    }
  })
})

/** What a server that is trusted is told: the checks above would see it. */
const SENT: Partial<Record<PlantedUserName, string>> = {
  token: ': the token, plain',
  'token file': ': the token of a file, plain',
  basic: ': the password, in base64',
  plugin: ': the token of a plugin, plain',
}

/** A plugin is given the arguments that its user wrote down for it; nobody else is. */
function wordsOf({ file, args }: ProcessCommand, folder: string): string {
  return [file, ...(file.startsWith(folder) ? [] : args)].join('\n')
}

interface Diagnosed {
  readonly out: string
  readonly err: string
  readonly saved: string
  readonly certs: string
}

/** The whole command on a scenario whose kubeconfig was changed; `ran`: the processes that it started. */
async function diagnosed(
  scenario: ScenarioName,
  change: (kubeconfig: string) => string,
  folder: string,
  ran: ProcessCommand[],
): Promise<Diagnosed> {
  const system = nodeSystem()
  const running = await startScenario(scenario, system)
  try {
    const kubeconfig = join(folder, 'kubeconfig')
    writeFileSync(kubeconfig, change(readFileSync(running.kubeconfigPath, 'utf8')))
    const [saved, certs] = [join(folder, 'case.json'), join(folder, 'certs')]
    const asked = kubectl === null ? ['--kubectl-version', 'v1.34'] : ['--kubectl', kubectl]
    const keep = ['--save-case', saved, '--save-certs', certs]
    const world = fakeWorld()
    const watched = {
      ...system,
      env: { ...system.env, ...running.environment, HOME: folder, KUBECONFIG: kubeconfig },
      run: (command: ProcessCommand) => {
        ran.push(command)
        return system.run(command)
      },
    }
    await runCommandLine(['-v', '9', '--timeout', '20s', '-o', 'wide', ...asked, ...keep], {
      ...world,
      system: async () => watched,
    })
    return { out: world.out(), err: world.err(), saved: readFileSync(saved, 'utf8'), certs }
  } finally {
    await running.close()
  }
}
