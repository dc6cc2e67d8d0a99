import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { platformName, platforms } from '../plugin-manifest/platforms.ts'
import { ROOT } from './architecture/source.ts'

const FOLDER = join(ROOT, '.github/workflows')
const files = readdirSync(FOLDER).map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }))
const scripts: object = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
}

interface Job {
  readonly 'runs-on': string
  readonly 'timeout-minutes'?: number
  readonly permissions?: Readonly<Record<string, string>>
  readonly strategy?: { readonly matrix: { readonly include?: readonly Readonly<Record<string, string>>[] } }
  readonly steps: readonly Step[]
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: unknown
  readonly concurrency: unknown
  readonly jobs: Readonly<Record<string, Job>>
}

test('there is one for every change and one for releases', () => {
  expect(files.map(({ name }) => name).toSorted()).toEqual(['ci.yml', 'release.yml'])
})

describe.each(files)('$name', ({ text }) => {
  const workflow: Workflow = parse(text)
  const jobs = Object.values(workflow.jobs)
  const steps = jobs.flatMap((job) => job.steps)

  test('names every action by a full commit, with its version beside', () => {
    const uses = text.split('\n').filter((line) => /\buses:/.test(line))
    expect(uses.length).toBe(steps.filter((step) => step.uses !== undefined).length)
    expect(uses.filter((line) => !/^ +- uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  })

  test('names one commit for an action, wherever it is used', () => {
    const everywhere = files.flatMap((file) => [...file.text.matchAll(/uses: (?<action>[^@]+)@(?<pinned>.+)$/gm)])
    const pins = Map.groupBy(everywhere, ({ groups }) => groups?.action)
    const several = [...pins].filter(([, found]) => new Set(found.map(({ groups }) => groups?.pinned)).size > 1)
    expect(several.map(([action]) => action)).toEqual([])
  })

  test('gives nothing to all jobs, and each job says what it may', () => {
    expect(workflow.permissions).toEqual({})
    expect(jobs.filter(({ permissions }) => permissions === undefined)).toEqual([])
  })

  test('ends every job in time, and runs no two of a kind at once', () => {
    expect(jobs.filter((job) => !((job['timeout-minutes'] ?? 360) <= 60))).toEqual([])
    expect(workflow.concurrency).toBeDefined()
  })

  test('never runs a stranger’s code with our rights', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target')
    expect(Object.keys(workflow.on)).not.toContain('workflow_run')
  })

  test('hands what others wrote to scripts by variables only', () => {
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([])
  })

  test('leaves no token in a checkout', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([])
  })

  test('runs npm scripts that there are', () => {
    const called = steps.flatMap(({ run }) => [...(run ?? '').matchAll(/npm run (?<name>[\w:-]+)/g)])
    expect(called.map(({ groups }) => groups?.name).filter((name) => !Object.hasOwn(scripts, name ?? ''))).toEqual([])
  })

  test('starts files that there are', () => {
    const started = steps.flatMap(({ run }) => [...(run ?? '').matchAll(/\bnode (?<file>\S+)/g)])
    for (const { groups } of started) expect(() => readFileSync(join(ROOT, groups?.file ?? ''))).not.toThrow()
  })
})

test('what a pull request runs sees no secret and may only read', () => {
  const ci = files.find(({ name }) => name === 'ci.yml')?.text ?? ''
  const { on, jobs }: Workflow = parse(ci)
  expect(Object.keys(on)).toContain('pull_request')
  expect(Object.values(jobs).map(({ permissions }) => permissions)).toEqual(
    Object.values(jobs).map(() => ({ contents: 'read' })),
  )
  expect(ci).not.toMatch(/secrets\.|github\.token|GITHUB_TOKEN/)
})

describe('a release', () => {
  const text = files.find(({ name }) => name === 'release.yml')?.text ?? ''
  const { jobs }: Workflow = parse(text)
  const may = (right: string) =>
    Object.entries(jobs).flatMap(([name, { permissions }]) => (permissions?.[right] === 'write' ? [name] : []))

  test('is written by one job, signed for npm by another, and neither runs what a package could have changed', () => {
    expect(may('contents')).toEqual(['publish'])
    expect(may('id-token')).toEqual(['npm'])
    for (const job of [jobs.publish, jobs.npm, jobs.krew]) {
      const words = job?.steps.map(({ uses, run }) => `${uses ?? ''} ${run ?? ''}`).join('\n')
      expect(words).not.toMatch(/checkout|npm (?:ci|install|run|exec)|npx|node /)
    }
  })

  test('has no secret', () => {
    expect(text).not.toContain('secrets.')
  })

  test('is built on a machine of each platform that krew is told of', () => {
    const built = jobs.build?.strategy?.matrix.include?.map(({ os, platform }) => `${platform} on ${os}`)
    expect(built).toEqual([
      'linux/amd64 on ubuntu-24.04',
      'linux/arm64 on ubuntu-24.04-arm',
      'darwin/amd64 on macos-15-intel',
      'darwin/arm64 on macos-15',
      'windows/amd64 on windows-2025',
    ])
    expect(jobs.build?.strategy?.matrix.include?.map(({ platform }) => platform)).toEqual(platforms.map(platformName))
  })
})
