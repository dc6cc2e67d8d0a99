import { describe, expect, test } from 'vitest'
import { block, code, prose } from '../../src/render/markdown/escape.ts'
import { renderMarkdown } from '../../src/render/markdown.ts'
import { expectedText } from './expected.ts'
import { golden, healthy, hostile, refused } from './fixtures.ts'

test('the golden case is a whole report to hand on', () => {
  expect(renderMarkdown(golden)).toBe(expectedText('golden.md'))
})

test('a healthy report', () => {
  expect(renderMarkdown(healthy)).toBe(expectedText('healthy.md'))
})

test('a refused kubeconfig has neither tests nor server checks', () => {
  const text = renderMarkdown(refused)
  expect(text).toContain('# TLS diagnosis: kubeconfig\n')
  expect(text).not.toContain('## Tests')
  expect(text).not.toContain('## Optional')
})

describe('hostile text', () => {
  const outside = outsideOfCode(renderMarkdown(hostile))

  test('forges no heading', () => {
    const headings = outside.filter((line) => /^#{1,6} /.test(line))
    expect(headings.filter((line) => /^#+ Forged/.test(line))).toEqual([])
    expect(headings.filter((line) => line.startsWith('## '))).toEqual([
      '## Summary',
      '## What kubectl prints',
      '## Environment',
      '## Findings',
      '## What comes next once the first error is mended',
      '## Recommendations',
      '## Tests',
      '## Probes that kubectl would not send',
      '## Optional: on the server',
    ])
  })

  test('forges no list, HTML, link or image', () => {
    const text = outside.map((line) => line.replaceAll(/(?<!\\)(`+)(?!`).*?(?<!`)\1(?!`)/g, 'CODE')).join('\n')
    expect(text).not.toMatch(/^- forged/m)
    expect(text).not.toMatch(/(?<!\\)</)
    expect(text).not.toMatch(/(?<!\\)\]\(/)
  })

  test('keeps every table row whole', () => {
    const rows = outside.filter((line) => line.startsWith('| dns'))
    expect(rows.map((row) => row.match(/(?<!\\)\|/g)?.length)).toEqual([6, 6])
  })

  test('holds no control character', () => {
    expect(renderMarkdown(hostile)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
  })
})

test.each([
  ['# heading', '\\# heading'],
  ['- item', '\\- item'],
  ['+ item', '\\+ item'],
  ['1. item', '1\\. item'],
  ['12) item', '12\\) item'],
  ['=====', '\\====='],
  ['> quote', '\\> quote'],
  ['a_b_c NO_PROXY', 'a_b_c NO_PROXY'],
  ['_x_', '\\_x\\_'],
  ['*x* `y` ~~z~~', '\\*x\\* \\`y\\` \\~\\~z\\~\\~'],
  ['&lt;b&gt; R&D', '&amp;lt;b&amp;gt; R&D'],
  ['see http://proxy.example:8080.', 'see `http://proxy.example:8080`.'],
  ['www.evil.example', 'www\\.evil.example'],
  ['a\nb', 'a\\\\nb'],
])('prose %j becomes %j', (text, expected) => {
  expect(prose(text)).toBe(expected)
})

test.each([
  ['x', '`x`'],
  ['a`b', '``a`b``'],
  ['`', '`` ` ``'],
  ['', '`  `'],
])('code %j becomes %j', (text, expected) => {
  expect(code(text)).toBe(expected)
})

test('a fence is longer than what stands inside', () => {
  expect(block('a\n````\nb')).toEqual(['`````text', 'a', '````', 'b', '`````'])
})

/** Lines outside of fenced code, by CommonMark's rule: a fence ends with one at least as long. */
function outsideOfCode(markdown: string): readonly string[] {
  let fence: string | null = null
  return markdown.split('\n').filter((line) => {
    const mark = /^`{3,}/.exec(line)?.[0]
    if (fence !== null) {
      if (mark !== undefined && mark.length >= fence.length && line === mark) fence = null
      return false
    }
    if (mark === undefined) return true
    fence = mark
    return false
  })
}

test('by hand, curl verifies an https:// proxy as kubectl does', () => {
  const [path] = golden.paths
  if (path === undefined) throw new Error('no path')
  const hops = path.hops.map((hop) =>
    hop.kind === 'server' ? hop : { ...hop, kind: 'https-proxy', url: 'https://proxy.example:8443' },
  )
  const text = renderMarkdown({ ...golden, paths: [{ ...path, transport: 'https-proxy', hops }] })
  expect(text).toContain('--cacert cluster-ca.crt --proxy-cacert cluster-ca.crt')
  expect(text).toContain('openssl s_client cannot go through a proxy that is reached over TLS')
})
