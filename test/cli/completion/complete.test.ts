import { describe, expect, it, test } from 'vitest'
import type { ChoiceKind } from '../../../src/cli/completion/choices.ts'
import { complete } from '../../../src/cli/completion/complete.ts'
import { completionLines } from '../../../src/cli/completion/protocol.ts'

describe('what can stand in the place of the last word', () => {
  it.each([
    [['co'], ['compare', 'completion']],
    [['explain', ''], []],
    [['--context'], ['--context']],
    [
      ['replay', '--save-'],
      ['--save-case', '--save-certs'],
    ],
    [['version', '--c'], []],
    [['--context', 'p'], ['prod']],
    [['--context=p'], ['--context=prod']],
    [['--output', 'j'], ['json']],
    [['-o', 'j'], ['json']],
    [['-o', 'i'], ['ink']],
    [['certs', '-o', 'p'], ['pem']],
    [['version', '--output=w'], []],
    [['--no-observe', 'pa'], ['paths']],
    [['--watch', 'pa'], ['paths']],
    [['scan', 'staging', 'p'], ['prod']],
    [
      ['demo', ''],
      ['golden', 'expired'],
    ],
    [['--', 'get', 'p'], []],
    [['nosuch', ''], []],
    [['--nosuch', 'pa'], ['paths']],
    [['--no-observe=perhaps', 'pa'], ['paths']],
    [[], NAMES()],
  ])('after %j', async (words, values) => {
    const { choices, files } = await complete(words, choicesOf)
    expect(choices.map(({ value }) => value)).toEqual(values)
    expect(files).toBe(false)
  })

  it.each([[['--kubeconfig', 'k']], [['verify', '']], [['verify', '--ca', '']], [['--save-case=']]])(
    'is a file name after %j',
    async (words) => {
      expect(await complete(words, choicesOf)).toEqual({ choices: [], files: true })
    },
  )

  it('is taken from the kubeconfig that the words name', async () => {
    const asked: unknown[] = []
    await complete(['--kubeconfig', 'other', '--context', ''], async (kind, kubeconfig) => {
      asked.push([kind, kubeconfig])
      return []
    })
    expect(asked).toEqual([['context', 'other']])
  })
})

test('choices come one a line with their description, then the directive', () => {
  const choices = [
    { value: 'prod', describe: 'cluster prod' },
    { value: 'plain', describe: '' },
    { value: 'bad\nname', describe: '' },
    { value: 'odd', describe: 'a\x1b[31m\tb' },
  ]
  expect(completionLines({ choices, files: false })).toBe('prod\tcluster prod\nplain\nodd\ta\\x1b[31m\\tb\n:4\n')
  expect(completionLines({ choices: [], files: true })).toBe(':0\n')
})

async function choicesOf(kind: ChoiceKind) {
  return (VALUES[kind] ?? []).map((value) => ({ value, describe: '' }))
}

const VALUES: Readonly<Partial<Record<ChoiceKind, readonly string[]>>> = {
  context: ['prod', 'staging'],
  scenario: ['golden', 'expired'],
}

function NAMES(): readonly string[] {
  return [
    'paths',
    'fix',
    'scan',
    'explain',
    'verify',
    'certs',
    'compare',
    'server-script',
    'replay',
    'demo',
    'completion',
    'version',
  ]
}
