import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { renderHtml } from '../../src/render/html.ts'
import { renderMarkdown } from '../../src/render/markdown.ts'
import { expectedText } from './expected.ts'
import { golden, healthy, hostile, refused } from './fixtures.ts'

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
    for (const name of ['section', 'article', 'pre', 'ol', 'ul', 'li', 'dl', 'dd', 'details', 'summary', 'span']) {
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

describe('the drawing of a path', () => {
  const [first, second] = golden.paths
  if (first === undefined || second === undefined) throw new Error('no two paths')

  test('says in a word where the line breaks, and draws what lies beyond as not reached', () => {
    const page = renderHtml(golden)
    expect(page).toContain('<p class="bad">✗ breaks at certificate</p>')
    expect(page).toContain('<li class="failed"><span class="sign">✗</span> <b>cert</b> fail</li>')
    expect(page).toContain('<li class="failed beyond"><span class="sign">✗</span> <b>http</b> 503</li>')
  })

  test('breaks at an answer that kubectl takes for a failure, though the stage itself got one', () => {
    const stages = first.stages.map((stage) => ({ ...stage, status: 'ok' }) as const)
    const response = { status: 401, headers: {}, contentType: null, bodyBytes: 0, body: null }
    const verdict = { ...first.verdict, outcome: 'rejected', stage: 'http' } as const
    const page = renderHtml({ ...golden, paths: [{ ...first, stages, response, verdict }] })
    expect(page).toContain('<p class="bad">✗ breaks at http</p>')
    expect(page).toContain('<li class="failed"><span class="sign">✗</span> <b>http</b> 401</li>')
    expect(page).not.toContain('beyond"')
    expect(page).not.toContain('dashed: kubectl')
  })

  test('is whole where kubectl succeeds', () => {
    const page = renderHtml(healthy)
    expect(page).toContain('<p class="good">✓ kubectl would succeed</p>')
    expect(page).not.toContain('breaks at')
    expect(page).not.toContain('dashed: kubectl')
  })

  test('says on the path itself what kubectl printed when it was run there', () => {
    expect(renderHtml(golden)).toContain('<p>observed here, exit status 1: <strong>same</strong></p>')
  })

  test('names each step’s detail in the text, where a finger reaches it', () => {
    const page = renderHtml(golden)
    expect(page).toContain('<dt>proxy</dt><dd>ok: CONNECT answered HTTP/1.1 200 OK</dd>')
    expect(page).not.toContain('title="')
  })

  test('does not say the same words of kubectl twice', () => {
    const { message } = golden.kubectl.predicted
    const twin = { ...second, id: 'twin', label: 'the twin' }
    const page = renderHtml({ ...golden, paths: [first, second, twin] })
    expect(page.split(message?.replace("'", '&#39;') ?? '?').length - 1).toBe(1)
    expect(page).toContain(`<p>kubectl would print the same as on: ${second.label}</p>`)
  })
})

describe('certificates', () => {
  const [own] = golden.paths
  const [leaf] = own?.presented ?? []
  if (own === undefined || leaf === undefined) throw new Error('no certificate')

  test('are folded one by one, and a chain that two paths presented stands there once', () => {
    const chain = [leaf, { ...leaf, subject: 'CN=above', sha256: 'ab'.repeat(32) }]
    const paths = [
      { ...own, presented: chain },
      { ...own, id: 'other', label: 'the other', presented: chain },
    ]
    const page = renderHtml({ ...golden, target: null, paths })
    expect(page).toContain(`<h3>${own.label}; the other</h3>`)
    expect(page.match(/<details class="certificate"><summary>\d\. [^ ]+/g)).toEqual([
      '<details class="certificate"><summary>1. CN=203.0.113.10',
      '<details class="certificate"><summary>2. CN=above',
    ])
  })

  test('of a chain without any say so', () => {
    expect(renderHtml({ ...golden, paths: [{ ...own, presented: [] }] })).toContain('<p>an empty chain</p>')
  })

  test('without a subject have a line to press on all the same', () => {
    const page = renderHtml({ ...golden, paths: [{ ...own, presented: [{ ...leaf, subject: '' }] }] })
    expect(page).toContain('<summary>1. no subject ')
  })

  test('of a system’s whole store are the first twenty', () => {
    if (golden.target === null) throw new Error('no target')
    const certificates = Array.from({ length: 23 }, () => leaf)
    const target = { ...golden.target, trust: { source: 'system', certificates } }
    const page = renderHtml({ ...golden, paths: [], target })
    expect(page.match(/class="certificate"/g)).toHaveLength(20)
    expect(page).toContain('<p>and 3 more</p>')
  })
})

test('remedies of no use stand folded, after those that may help', () => {
  const page = renderHtml(golden)
  const fold = page.indexOf('<summary>tried on the evidence and of no use: 1</summary>')
  expect(fold).toBeGreaterThan(page.lastIndexOf('<article class="unproved">'))
  expect(page.indexOf('<article class="refuted">')).toBeGreaterThan(fold)
})

test('the answer and what to do stand before the target and the chains', () => {
  expect([...renderHtml(golden).matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title)).toEqual([
    'kubectl’s words',
    'Paths',
    'What comes next',
    'Findings',
    'Remedies',
    'Why this path',
    'Target',
    'Probes that kubectl would not send',
    'Presented chains',
    'Trusted authorities',
  ])
})

test('NO_PROXY is named, and what would match instead', () => {
  const page = renderHtml(golden)
  expect(page).toContain('<p><code>NO_PROXY=localhost,127.0.0.1,203.0.113.</code></p>')
  expect(page).toContain('203.0.113.0/24 would match</li>')
})

test('proxy settings of other tools are listed', () => {
  const setting = {
    source: 'tool',
    name: 'http.proxy',
    file: '/home/user/.gitconfig',
    line: 3,
    value: 'http://192.0.2.8:3128',
    isPath: true,
  } as const
  expect(renderHtml({ ...golden, proxySettings: [setting] })).toContain(
    '<li>http.proxy in /home/user/.gitconfig line 3: http://192.0.2.8:3128</li>',
  )
})

test('a refused kubeconfig leaves no empty section and no empty list', () => {
  for (const report of [
    refused,
    { ...golden, findings: golden.findings.map((finding) => ({ ...finding, evidence: [] })) },
  ]) {
    const page = renderHtml(report)
    expect(page).not.toMatch(/<(ul|ol|dl|section|details)>\s*<\/\1>/)
    expect(page).not.toMatch(/<\/h2>\s*<\/section>/)
  }
})

test.each([
  ['healthy', '✓ nothing found'],
  ['failing', '? no known cause fits: kubectl’s words and the paths say what is known'],
  ['unfinished', '? nothing found as far as the run came'],
] as const)('without a finding, %s says what that means', (outcome, words) => {
  expect(renderHtml({ ...golden, outcome, findings: [] })).toContain(`<p>${words}</p>`)
})

test('a likely finding says that it is no more than that', () => {
  const findings = golden.findings.map((finding) => ({ ...finding, confidence: 'likely' }) as const)
  expect(renderHtml({ ...golden, findings })).toContain('error: the proxy intercepts TLS (likely)</h3>')
})
