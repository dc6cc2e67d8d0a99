import { describe, expect, test } from 'vitest'
import { run, temporaryFolder } from './doctor.ts'
import { kubeconfigOf, strangers, UNSEEN } from './strangers.ts'

const FORMATS = ['text', 'wide', 'json', 'yaml', 'markdown', 'html'] as const

describe.each(FORMATS)('-o %s shows and does nothing that a stranger chose', (format) => {
  test.each(Object.entries(strangers))('%s', async (_, stranger) => {
    const folder = temporaryFolder()
    const file = await kubeconfigOf(stranger, folder)
    const args = ['--kubectl-version=v1.34', '--no-canaries', '--timeout=20s', `--kubeconfig=${file}`, `-o=${format}`]
    const { exit, out, err } = await run(args, { HOME: folder })
    expect(exit).toBe(1)
    expect(out.length).toBeGreaterThan(100)
    expect(UNSEEN.exec(out)).toBeNull()
    expect(UNSEEN.exec(err)).toBeNull()
    if (format === 'html') expectInert(out)
    if (format === 'markdown') expectPlain(out)
  })
})

/** Looks at tags alone: between them everything is text. */
function expectInert(html: string): void {
  const tags = html.match(/<[a-z!/][^>]*>/gi) ?? []
  const acting =
    /^<(?:script|img|iframe|object|embed|base|form)\b|\s(?:href|src|action)\s*=\s*["']?(?:javascript:|data:|[^>]*evil)|\son\w+\s*=/i
  expect(tags.length).toBeGreaterThan(10)
  expect(tags.filter((tag) => acting.test(tag))).toEqual([])
}

/** Looks at what stands in no code: in code nothing acts. */
function expectPlain(markdown: string): void {
  const outside = markdown
    .replaceAll(/^( *)(`{3,})[^\n]*\n[\s\S]*?^\1\2`*$/gm, '')
    .replaceAll(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')
  expect(outside).not.toMatch(/(?<!\\)\]\((?:javascript:|https:\/\/evil)|(?<!\\)<(?:script|img)/i)
}
