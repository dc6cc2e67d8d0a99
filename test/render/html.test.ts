import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { renderHtml } from '../../src/render/html.ts'
import { renderMarkdown } from '../../src/render/markdown.ts'
import { expectedText } from './expected.ts'
import { golden, healthy, hostile } from './fixtures.ts'

test('the golden case', () => {
  expect(renderHtml(golden)).toBe(expectedText('golden.html'))
})

test('nothing is loaded and nothing runs', () => {
  const page = renderHtml(golden)
  expect(page).not.toMatch(/<(?:script|link|iframe|img|object|form)\b/i)
  expect(page).not.toMatch(/\s(?:on\w+|src|href)=/i)
})

test('the policy names the one style by its hash', () => {
  const page = renderHtml(healthy)
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''
  const hash = createHash('sha256').update(style).digest('base64')
  expect(page).toContain(
    `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
  )
})

describe('hostile text', () => {
  const page = renderHtml(hostile)

  test('is no markup', () => {
    expect(page).not.toContain('<script')
    expect(page).not.toContain('<img')
    expect(page).not.toContain('" onmouseover="')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  test('holds no control character', () => {
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
  })

  test('leaves every element closed', () => {
    for (const name of ['section', 'article', 'pre', 'table', 'tr', 'td', 'ul', 'li', 'details']) {
      expect(page.match(new RegExp(`</${name}>`, 'g'))?.length, name).toBe(
        page.match(new RegExp(`<${name}[ >]`, 'g'))?.length,
      )
    }
  })
})

test('a tunnel that ssh did not open says what ssh said, and no word of kubectl', () => {
  const [path] = golden.paths
  if (path === undefined) throw new Error('no path')
  const stages = path.stages.map((stage) =>
    stage.name === 'proxy'
      ? ({ ...stage, status: 'failed', detail: 'ssh: Host key verification failed.' } as const)
      : stage,
  )
  const ssh = { ...path, transport: 'ssh', stages, response: null } as const
  for (const page of [renderHtml({ ...golden, paths: [ssh] }), renderMarkdown({ ...golden, paths: [ssh] })]) {
    expect(page).toContain('ssh opened no tunnel:')
    expect(page).toContain('Host key verification failed.')
    expect(page).not.toMatch(/kubectl would print/)
  }
})
