import { describe, expect, test } from 'vitest'
import { readSources, type SourceFile } from './architecture/source.ts'
import { formViolations, layerViolations, worldViolations } from './architecture/violations.ts'

const sources = readSources('src')

describe('the sources keep to the architecture', () => {
  test('every import goes to the same row of the layer table or to one before', () => {
    expect(sources.flatMap(layerViolations)).toEqual([])
  })

  test('packages, sockets, files, clock and process are touched in their places only', () => {
    expect(sources.flatMap(worldViolations)).toEqual([])
  })

  test('files are small, named by what they are, without default exports', () => {
    expect(sources.flatMap(formViolations)).toEqual([])
  })

  test('tests and tools are files of the same form', () => {
    expect([...readSources('test'), ...readSources('tools')].flatMap(formViolations)).toEqual([])
  })
})

describe('one file is one finding', () => {
  const rules = sources.filter(({ path }) => /^rules\/[^/]+\.ts$/.test(path) && !/\/(index|rule|run)\.ts$/.test(path))
  const index = sources.find(({ path }) => path === 'rules/index.ts')?.text ?? ''

  test('there are rules', () => {
    expect(rules.length).toBeGreaterThan(50)
  })

  test.each(rules.map(({ path, text }) => [idOf(path), text]))('%s has its file name as id', (id, text) => {
    expect(text).toContain(`'${id}'`)
  })

  test.each(rules.map(({ path }) => [idOf(path)]))('%s is in the list of rules', (id) => {
    expect(index).toContain(`./${id}.ts`)
  })
})

describe('the checks notice', () => {
  test.each([
    [
      'lib/a.ts',
      "import { b } from '../errors-of/b.ts'",
      'lib/a.ts imports errors-of/b.ts, which stands in no row of the layer table',
    ],
    ['lib/a.ts', "import { b } from '../x509/b.ts'", 'lib/a.ts (row 0) imports x509/b.ts (row 1)'],
    ['x509/a.ts', "export * from '../../test/b.ts'", 'x509/a.ts imports ../test/b.ts from outside of src'],
    [
      'go/x509/a.ts',
      "import type {\n  B,\n} from '../../paths/b.ts'",
      'go/x509/a.ts imports paths/b.ts, but the model judges one walk; it knows of no other',
    ],
    [
      'probe/a.ts',
      "const b = await import('../go/b.ts')",
      'probe/a.ts imports go/b.ts, but looking and judging stay apart: diagnose hands in what may be asked of the model',
    ],
    [
      'render/a.ts',
      "import { b } from '../transcript/transcript.ts'",
      'render/a.ts imports transcript/transcript.ts, but a renderer shows the report; only the live view hears events',
    ],
    [
      'cli/a.ts',
      "import { b } from '../render/ink/b.tsx'",
      'cli/a.ts imports render/ink/b.tsx at once, but the terminal UI is loaded by import() on a terminal only',
    ],
    ['new/a.ts', '', 'new/a.ts: new stands in no row of the layer table'],
  ])('%s with %j', (path, text, violation) => {
    expect(layerViolations({ path, text })).toEqual([violation])
  })

  test.each([
    [
      'rules/a.ts',
      "import { connect } from 'node:net'",
      'rules/a.ts imports node:net, but sockets are opened by what looks, and by the demo, which is the other end of them',
    ],
    [
      'cli/a.ts',
      "import { parse } from 'yaml'",
      "cli/a.ts imports yaml, but kubeconfigs are read in one place, by client-go's rules",
    ],
    [
      'go/a.ts',
      'const now = Date.now()',
      'go/a.ts has Date.now(, but the clock comes in by the System port, so that tests can fix it',
    ],
    ['target/a.ts', 'return process.env.HOME', 'target/a.ts has process.e, but the process is touched at the edge'],
  ])('%s with %j', (path, text, violation) => {
    expect(worldViolations({ path, text })).toEqual([violation])
  })

  test.each([
    ['x509/a.ts', 'line\n'.repeat(301), 'x509/a.ts has 301 lines; one thing takes at most 300'],
    ['x509/utils/a.ts', '', 'x509/utils/a.ts stands in a folder whose name says nothing'],
    ['x509/sanHelpers.ts', '', 'x509/sanHelpers.ts is not in kebab-case'],
    ['x509/a.ts', 'export default 1', 'x509/a.ts has a default export'],
    ['lib/a.ts', 'export function parseCertificate() {}', 'lib/a.ts knows of the field: Certificate'],
  ])('%s with %.20j', (path, text, violation) => {
    expect(formViolations({ path, text })).toEqual([violation])
  })

  test('and stay quiet about what is allowed', () => {
    const quiet: SourceFile = {
      path: 'render/live.ts',
      text: "import type { ProbeEvent } from '../transcript/event.ts'\n// new Date() in a comment\nconst app = await import('./ink/app.tsx')\n",
    }
    expect([layerViolations(quiet), worldViolations(quiet), formViolations(quiet)]).toEqual([[], [], []])
  })
})

function idOf(path: string): string {
  return path.replace(/^rules\//, '').replace(/\.ts$/, '')
}
