import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startScenario } from '../src/demo/scenarios.ts'
import type { RunningScenario } from '../src/demo/world.ts'
import { nodeSystem } from '../src/system/node.ts'
import { ROOT } from './architecture/source.ts'
import { inTitle, lacksProgram, lacksUnix } from './lacking.ts'
import { kubectlBinary } from './oracle/kubectl-binary.ts'
import { startInTerminal } from './pty/terminal.ts'
import { type CommandLine, commandLinesOf, readDocument, type Sample, samplesOf, shownBy } from './readme/document.ts'
import { brokenLinksOf } from './readme/links.ts'
import { notRun, partsOf, runnableParts } from './readme/not-run.ts'
import { isNpmScript, npmScriptLine } from './readme/npm-script.ts'
import { type Ended, Place } from './readme/place.ts'
import { GOLDEN, recordedMessage, refutedReasons } from './readme/recorded.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

const README = readDocument('README.md')
const USAGE = readDocument('docs/usage.md')
const DOCUMENTS = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)].filter((path) =>
  path.endsWith('.md'),
)
const kubectl = await kubectlBinary('v1.34')
const lacking = lacksUnix ?? lacksProgram('openssl')

/** Lines that end with another status than 0, and why. */
const ENDS_WITH: Readonly<Record<string, number>> = {
  // The demo, a rejected certificate and what is different are found: that is 1.
  'npm ci && npm run demo': 1,
  'npm run --silent demo -- expired': 1,
  'kubectl tlsdoctor --context staging': 1,
  'kubectl tlsdoctor scan --all-contexts': 1,
  'kubectl tlsdoctor scan prod staging -o wide': 1,
  'kubectl tlsdoctor scan --all-contexts -o json': 1,
  'kubectl tlsdoctor scan prod staging -- get pods -A': 1,
  'kubectl tlsdoctor compare works.json fails.json': 1,
}

/** Headings whose commands have tests of their own. */
const SHOWN_MORE_CLOSELY = ['Mend it', 'Many contexts at once']

describe.skipIf(lacking !== null)(
  `every command of the documents does what it says, by ${kubectl === null ? 'a stand-in for kubectl' : 'a real kubectl'}${inTitle(lacking)}`,
  () => {
    let place: Place
    let refusing: RunningScenario
    beforeAll(async () => {
      place = await Place.create(kubectl)
      refusing = await startScenario('proxy-refusing', nodeSystem())
    })
    afterAll(async () => {
      await refusing.close()
      await place.close()
    })

    test.each(runnable(README))('README, $heading: $line', async (command) => {
      await endsWell(command)
    })

    test.each(runnable(USAGE).filter(({ heading }) => !SHOWN_MORE_CLOSELY.includes(heading)))(
      'usage, $heading: $line',
      async (command) => {
        await endsWell(command)
      },
    )

    test.each([...samplesOf(README), ...samplesOf(USAGE)].filter(isOfTheDoctor))(
      'prints what is shown: $command',
      async (sample) => {
        const { out, err } = await place.run(`cd '${ROOT}' && ${sample.command}`)
        expect(inItsAddresses(out, sample)).toMatch(shownBy(sample))
        expect(err).toBe('')
      },
    )

    test('usage, Mend it: list, show, apply, undo, after which the kubeconfig is as it was', async () => {
      const file = refusing.kubeconfigPath
      const original = readFileSync(file, 'utf8')
      const seen = []
      for (const command of runnable(USAGE).filter(({ heading }) => heading === 'Mend it')) {
        seen.push({ ...(await endsWell(command)), mended: readFileSync(file, 'utf8') !== original })
      }
      expect(seen.map(({ mended }) => mended)).toEqual([false, false, true, false])
      const [list, one, applied, undone] = seen.map(({ out }) => out)
      expect(list).toContain('✓ proxy-url-remove: take proxy-url out of cluster demo')
      expect(one).toContain('$ kubectl config unset clusters.demo.proxy-url')
      expect(applied).toMatch(/^✓ DONE /m)
      expect(undone).toContain(`restored: ${file}`)
    })

    test.each(runnable(USAGE).filter(({ heading }) => heading === 'Many contexts at once'))(
      'usage, $heading, has a row for prod and one for staging: $line',
      async (command) => {
        const { out } = await endsWell(command)
        if (command.line.includes('-o json')) expect(JSON.parse(out).contexts).toEqual(['prod', 'staging'])
        else expect(out).toMatch(/\n. prod .*\n. staging .*\n\n2 contexts: /)
      },
    )

    async function endsWell({ heading, line }: CommandLine): Promise<Ended> {
      const commands = runnableParts(line).map((part) => npmScriptLine(part) ?? standIns(part))
      const ended = await run(commands.join(' && '), environmentOf(heading))
      expect({ code: ended.code, complaint: complaintIn(ended) }).toEqual({
        code: ENDS_WITH[line] ?? 0,
        complaint: null,
      })
      return ended
    }

    /** Both ask before they write, and only somebody at a terminal can answer. */
    async function run(line: string, env: Readonly<Record<string, string>>): Promise<Ended> {
      if (!/ --(?:apply|undo)$/.test(line)) return place.run(line, env)
      const terminal = startInTerminal([], {
        shell: `cd '${place.home}' && ${line}`,
        env: place.environment(env),
        rows: 50,
      })
      try {
        await terminal.until((screen) => screen.includes('[y/N]'), 'a question')
        terminal.press('y\r')
        return { code: await terminal.ended, out: terminal.text(), err: '' }
      } finally {
        terminal.end()
      }
    }

    function environmentOf(heading: string): Readonly<Record<string, string>> {
      if (heading === 'Mend it') return { KUBECONFIG: refusing.kubeconfigPath }
      // There `kubectl get pods` is to fail.
      if (heading === 'Explain a text') return { KUBECONFIG: place.kubeconfigOf('staging') }
      return {}
    }

    function standIns(command: string): string {
      return command.replace('192.0.2.10:6443', place.servers.prod)
    }

    /** The servers of `prod` and `staging` stand for those of the sample. */
    function inItsAddresses(out: string, { output }: Sample): string {
      const shown = [...output.matchAll(/192\.0\.2\.\d+:\d+/g)].map(([address]) => address)
      return [place.servers.prod, place.servers.staging].reduce(
        (text, server, index) => text.replaceAll(server, shown[index] ?? server),
        out,
      )
    }
  },
)

test('what is not run has a reason, a test that shows it otherwise, and is in a document', () => {
  const parts = [README, USAGE].flatMap(commandLinesOf).flatMap(({ line }) => partsOf(line))
  for (const { command, reason, shownBy } of notRun) {
    expect(parts).toContain(command)
    expect(reason).not.toBe('')
    expect(existsSync(join(ROOT, shownBy)), shownBy).toBe(true)
  }
})

test('every line with a status of its own is in a document', () => {
  const lines = [README, USAGE].flatMap(commandLinesOf).map(({ line }) => line)
  expect(lines).toEqual(expect.arrayContaining(Object.keys(ENDS_WITH)))
})

test('the two commands of a newcomer are there, word for word', () => {
  const lines = commandLinesOf(README).map(({ line }) => line)
  expect(lines).toEqual(expect.arrayContaining(['npm ci && npm run demo', 'npm ci && npm test']))
})

describe('what the README says of the golden case was recorded', () => {
  test('the line on the first screen is kubectl’s', () => {
    expect(README.split('\n')).toContain(recordedMessage('kubectl'))
  })

  test.each(samplesOf(README).filter((sample) => !isOfTheDoctor(sample)))('$command', ({ command, output }) => {
    expect(command.endsWith('kubectl get --raw /version')).toBe(true)
    expect(output).toBe(`${recordedMessage(command.startsWith('env -u ') ? 'direct' : 'kubectl')}\n`)
  })

  test('each change that was refuted has a row with what kubectl would then print', () => {
    const table = README.split('| change | kubectl would then print |\n|---|---|\n')[1]?.split('\n\n')[0] ?? ''
    const rows = table.split('\n').map((row) => row.split(' | ')[1] ?? '')
    const reasons = refutedReasons()
    expect(rows).toHaveLength(reasons.length)
    for (const [index, row] of rows.entries()) {
      const words = /`(?<words>[^`]+)`/.exec(row)?.groups?.words
      expect(reasons[index]).toContain(words ?? recordedMessage('kubectl'))
    }
  })

  test(`its Case is the one that is replayed: ${GOLDEN}`, () => {
    expect(samplesOf(README).map(({ command }) => command)).toContain(`kubectl tlsdoctor replay ${GOLDEN}/case.json`)
  })
})

test.each(DOCUMENTS)('every relative link of %s leads somewhere', (path) => {
  expect(brokenLinksOf(path)).toEqual([])
})

test.each(DOCUMENTS)('every npm script that %s names is one', (path) => {
  const named = [...readDocument(path).matchAll(/npm run (?:--silent )?(?<name>[\w:-]+)/g)].map(
    (found) => found.groups?.name ?? '',
  )
  expect(named.filter((name) => !isNpmScript(name))).toEqual([])
})

test('the archives in the README are of this version', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const named = [...README.matchAll(/kubectl-tlsdoctor_v(?<version>[^_]+)_/g)].map((found) => found.groups?.version)
  expect(new Set(named)).toEqual(new Set([version]))
})

function isOfTheDoctor({ command }: Sample): boolean {
  return command.startsWith('kubectl tlsdoctor ')
}

/** The lines of a document of which at least one command can be run. */
function runnable(document: string): readonly CommandLine[] {
  return commandLinesOf(document).filter(({ line }) => runnableParts(line).length > 0)
}

/** What no command of a document may print: wrong usage, a crash, an empty answer where one is written to a file. */
function complaintIn({ out, err }: Ended): string | null {
  return (
    /^error: .*|See '.*' for usage\.|^ {4}at .*:\d+:\d+\)?$|^.*is incomplete.*/m.exec(`${err}\n${out}`)?.[0] ?? null
  )
}
