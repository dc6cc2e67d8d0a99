import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { ALL_FLAGS } from '../../src/cli/flags.ts'
import { manPage } from '../../tools/man-page/page.ts'
import { ENVIRONMENT } from '../../tools/man-page/tables.ts'
import { ROOT } from '../architecture/source.ts'
import { inTitle, lacksProgram } from '../lacking.ts'

const page = manPage('1.2.3')
/** What roff sets as it stands in the source. */
const plain = page
  .replaceAll('\\-', '-')
  .replaceAll(/\\f[BIR]/g, '')
  .replaceAll('\\(dq', '"')
  .replaceAll('\\(aq', "'")
  .replaceAll('\\(ti', '~')

describe('kubectl-tlsdoctor(1) is made from the tables of --help', () => {
  test.each(commands.map((command) => [command.name ?? 'the diagnosis', command] as const))('%s', (_, command) => {
    const { name, arguments: taken, describe, examples } = command
    const called = name === null ? 'kubectl tlsdoctor' : `kubectl tlsdoctor ${name}`
    const shown = taken.replaceAll('…', '...')
    expect(plain).toContain(`\n${`${called} [flags] ${shown}`.trimEnd()}\n`)
    expect(plain).toContain(`\n.TP\n${`${name ?? called} ${shown}`.trimEnd()}\n${describe}.\n`)
    for (const [example] of examples) expect(plain).toContain(`\n.RS 4\n${example}\n.RE\n`)
  })

  test.each(ALL_FLAGS.map((flag) => [flag.name, flag] as const))('--%s', (name, { short, describe, placeholder }) => {
    const long = short === name ? [] : [`--${name}`]
    const tag = [...(short === undefined ? [] : [`-${short}`]), ...long].join(', ')
    expect(plain).toContain(`\n.TP\n${placeholder === undefined ? tag : `${tag} ${placeholder}`}\n${describe}\n`)
  })

  test('has the exit statuses of a diagnosis and that of a bug', () => {
    const section = plain.split('\n.SH ').find((part) => part.startsWith('EXIT STATUS\n')) ?? ''
    expect(section.match(/^\d+$/gm)).toEqual(['0', '1', '2', '3', '70', '130'])
  })

  test('names no variable that the sources do not read', () => {
    const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => readFileSync(join(ROOT, 'src', file), 'utf8'))
    const variables = ENVIRONMENT.flatMap(([names]) => names)
    const unread = variables.filter((name) => !sources.some((source) => new RegExp(`\\b${name}\\b`).test(source)))
    expect(unread).toEqual([])
  })
})

test('holds the version and no date, or the date that is handed in', () => {
  expect(page.split('\n')[0]).toBe('.TH KUBECTL\\-TLSDOCTOR 1 "" "kubectl\\-tlsdoctor 1.2.3" "User Commands"')
  expect(manPage('1.2.3', '2026-01-31').split('\n')[0]).toContain(' 1 "2026-01-31" ')
})

test('is ASCII, so that any roff reads it', () => {
  expect(page).toMatch(/^[\n -~]*$/)
})

describe('roff reads it', () => {
  describe.each([
    ['groff', ['-man', '-ww', '-Tutf8', '-P-c', '-rLL=80n']],
    ['groff', ['-man', '-ww', '-Tascii', '-P-c', '-rLL=80n']],
    ['mandoc', ['-Tascii', '-Owidth=80']],
  ])('%s %j', (program, flags) => {
    test.skipIf(lacksProgram(program) !== null)(
      `sets every word in 80 columns, and warns of nothing${inTitle(lacksProgram(program))}`,
      () => {
        const { stdout, stderr } = typeset(program, flags)
        const lines = withoutOverstrikes(stdout).split('\n')
        expect(lines.filter((line) => line.length > 80)).toEqual([])
        const words = lines.join(' ').replaceAll(/\s+/g, ' ')
        for (const { describe, examples } of commands) {
          expect(words).toContain(describe)
          for (const [example] of examples) expect(words).toContain(example)
        }
        expect(stderr).toBe('')
      },
    )
  })

  test.skipIf(lacksProgram('mandoc') !== null)(
    `mandoc -T lint has nothing to warn of${inTitle(lacksProgram('mandoc'))}`,
    () => {
      expect(typeset('mandoc', ['-Tlint', '-Wwarning'])).toEqual({ stdout: '', stderr: '' })
    },
  )
})

function typeset(program: string, flags: readonly string[]) {
  const input = manPage('1.2.3', '2026-01-31')
  const { stdout, stderr } = spawnSync(program, [...flags], { input, encoding: 'utf8', timeout: 20_000 })
  return { stdout, stderr }
}

/** A bold letter is typed twice, an italic one over an underline (grotty(1)). */
function withoutOverstrikes(text: string): string {
  return text.replaceAll(/.\x08/g, '')
}
