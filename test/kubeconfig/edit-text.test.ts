import { describe, expect, test } from 'vitest'
import { type EntryChange, editKubeconfigText } from '../../src/kubeconfig/edit-text.ts'

const HEAD = `# kept by hand
apiVersion: v1
kind: Config
x-unknown: {of: [ours,  "not"]}   # odd spacing stays
clusters:
- name: other
  cluster: {server: https://192.0.2.1}
`
const TAIL = `contexts: []
users:
- name: ann
  user: {token: "sekrit"}
current-context: ''
`

describe('a block entry', () => {
  test.each<[string, string, Partial<EntryChange>, string]>([
    [
      'a new key stands where kubectl would sort it',
      '- cluster:\n    certificate-authority: ca.crt\n    server: https://192.0.2.9\n  name: prod\n',
      { set: { 'proxy-url': 'http://proxy.example:3128' } },
      '- cluster:\n    certificate-authority: ca.crt\n    proxy-url: http://proxy.example:3128\n    server: https://192.0.2.9\n  name: prod\n',
    ],
    [
      'a new key that sorts first stands first',
      '- name: prod\n  cluster:\n        server: https://192.0.2.9 # the one\n',
      { set: { 'proxy-url': 'http://[2001:db8::1]:3128' } },
      '- name: prod\n  cluster:\n        proxy-url: "http://[2001:db8::1]:3128"\n        server: https://192.0.2.9 # the one\n',
    ],
    [
      'a comment stays above the line that it is about',
      '- name: prod\n  cluster:\n    # about the server\n    server: https://192.0.2.9\n',
      { set: { 'proxy-url': 'http://proxy.example:3128' } },
      '- name: prod\n  cluster:\n    # about the server\n    server: https://192.0.2.9\n    proxy-url: http://proxy.example:3128\n',
    ],
    [
      'a value is replaced in its own quotes, beside its comment',
      "- name: prod\n  cluster:\n    server: https://192.0.2.9\n    tls-server-name: 'old.example'   # asked for by ops\n",
      { set: { 'tls-server-name': 'kubernetes.default.svc' } },
      "- name: prod\n  cluster:\n    server: https://192.0.2.9\n    tls-server-name: 'kubernetes.default.svc'   # asked for by ops\n",
    ],
    [
      'an empty value is filled',
      '- name: prod\n  cluster:\n    server: https://192.0.2.9\n    tls-server-name:\n',
      { set: { 'tls-server-name': 'on' } },
      '- name: prod\n  cluster:\n    server: https://192.0.2.9\n    tls-server-name: "on"\n',
    ],
    [
      'a line goes, with what stands beside it, and the comment above stays',
      '- name: prod\n  cluster:\n    # the old egress\n    proxy-url: http://proxy.example:3128 # gone soon\n    server: https://192.0.2.9\n',
      { unset: ['proxy-url'] },
      '- name: prod\n  cluster:\n    # the old egress\n    server: https://192.0.2.9\n',
    ],
    [
      'a key that stands twice goes twice',
      '- name: prod\n  cluster:\n    proxy-url: http://a.example\n    server: https://192.0.2.9\n    proxy-url: http://b.example\n',
      { unset: ['proxy-url'] },
      '- name: prod\n  cluster:\n    server: https://192.0.2.9\n',
    ],
    [
      'a folded value is replaced as a whole',
      '- name: prod\n  cluster:\n    tls-server-name: >-\n      old.example\n    server: https://192.0.2.9\n',
      { set: { 'tls-server-name': 'new.example' } },
      '- name: prod\n  cluster:\n    tls-server-name: new.example\n    server: https://192.0.2.9\n',
    ],
    [
      'a merge key is overridden, not followed',
      '- name: prod\n  cluster:\n    <<: {tls-server-name: a.example}\n    server: https://192.0.2.9\n',
      { set: { 'tls-server-name': 'new.example' } },
      '- name: prod\n  cluster:\n    <<: {tls-server-name: a.example}\n    server: https://192.0.2.9\n    tls-server-name: new.example\n',
    ],
  ])('%s', (_title, entry, change, expected) => {
    expect(textOf(HEAD + entry + TAIL, change)).toBe(HEAD + expected + TAIL)
  })

  test('Windows line ends stay', () => {
    const before = '- name: prod\n  cluster:\n    server: https://192.0.2.9\n'
    const after = '- name: prod\n  cluster:\n    server: https://192.0.2.9\n    tls-server-name: a.example\n'
    const windows = (text: string) => (HEAD + text + TAIL).replaceAll('\n', '\r\n')
    expect(textOf(windows(before), { set: { 'tls-server-name': 'a.example' } })).toBe(windows(after))
  })

  test('a last line without line feed', () => {
    const text = 'clusters:\n- name: prod\n  cluster:\n    server: https://192.0.2.9'
    expect(textOf(text, { set: { 'tls-server-name': 'a.example' } })).toBe(`${text}\n    tls-server-name: a.example`)
    expect(textOf(`${text}\n    proxy-url: http://a.example`, { unset: ['proxy-url'] })).toBe(`${text}\n`)
  })
})

describe('a flow entry', () => {
  test.each<[string, string, Partial<EntryChange>, string]>([
    [
      'JSON with indentation',
      json(2),
      { set: { 'proxy-url': 'http://proxy.example:3128' } },
      json(2).replace(
        '"server": "https://192.0.2.9"\n',
        '"server": "https://192.0.2.9",\n        "proxy-url": "http://proxy.example:3128"\n',
      ),
    ],
    [
      'JSON on one line',
      json(),
      { set: { 'tls-server-name': 'a.example' } },
      json().replace('"https://192.0.2.9"', '"https://192.0.2.9","tls-server-name":"a.example"'),
    ],
    [
      'JSON, a member replaced',
      json().replace('a.crt', 'b.crt'),
      { set: { 'certificate-authority': 'a.crt' } },
      json(),
    ],
    [
      'JSON, the first member removed',
      json(2),
      { unset: ['certificate-authority'] },
      json(2).replace('"certificate-authority": "a.crt",\n        ', ''),
    ],
    [
      'JSON, the last member removed',
      json(),
      { unset: ['server'] },
      json().replace(',"server":"https://192.0.2.9"', ''),
    ],
    [
      'YAML in braces',
      'clusters: [{name: prod, cluster: {server: https://192.0.2.9, tls-server-name: a}}] # c\n',
      { set: { 'tls-server-name': 'b.example' } },
      'clusters: [{name: prod, cluster: {server: https://192.0.2.9, tls-server-name: "b.example"}}] # c\n',
    ],
  ])('%s', (_title, text, change, expected) => {
    expect(textOf(text, change)).toBe(expected)
  })

  test('JSON stays JSON', () => {
    expect(JSON.parse(textOf(json(), { set: { 'tls-server-name': 'a.example' } })).clusters[0].cluster).toEqual({
      'certificate-authority': 'a.crt',
      server: 'https://192.0.2.9',
      'tls-server-name': 'a.example',
    })
  })
})

describe('what reaches further than the entry is refused', () => {
  const unsafe = 'this file is written in a way that cannot be changed safely'
  test.each<[string, string, Partial<EntryChange>, string]>([
    [
      'a value that others refer to',
      'clusters:\n- name: prod\n  cluster:\n    proxy-url: &p http://a.example\n- name: b\n  cluster:\n    proxy-url: *p\n',
      { unset: ['proxy-url'] },
      unsafe,
    ],
    [
      'an entry that is an alias',
      'x: &c {server: https://192.0.2.9}\nclusters:\n- name: prod\n  cluster: *c\n',
      { set: { 'proxy-url': 'http://a.example' } },
      'there is no entry prod that stands by itself',
    ],
    [
      'a key that comes out of a merge',
      'x: &c {proxy-url: http://a.example}\nclusters:\n- name: prod\n  cluster:\n    <<: *c\n    server: https://192.0.2.9\n',
      { set: { server: 'https://192.0.2.8' }, unset: ['proxy-url'] },
      unsafe,
    ],
    [
      'an entry that is not there',
      'clusters: []\n',
      { unset: ['proxy-url'] },
      'there is no entry prod that stands by itself',
    ],
    ['what is no YAML', 'clusters: [\n', { unset: ['proxy-url'] }, 'there is no entry prod that stands by itself'],
    [
      'switching verification off',
      json(),
      { set: { 'insecure-skip-tls-verify': 'true' } },
      'verification is not switched off by this command',
    ],
  ])('%s', (_title, text, change, problem) => {
    expect(edit(text, change)).toEqual({ kind: 'refused', problem })
  })
})

test('a change that is there already changes nothing', () => {
  expect(edit(json(), { set: { server: 'https://192.0.2.9' }, unset: ['proxy-url'] })).toEqual({ kind: 'unchanged' })
})

test('only the entry itself is given back to be shown', () => {
  const text = `${HEAD}- name: prod\n  cluster:\n    server: https://192.0.2.9\n${TAIL}`
  expect(edit(text, { set: { 'tls-server-name': 'a.example' } })).toMatchObject({
    before: '- name: prod\n  cluster:\n    server: https://192.0.2.9',
    after: '- name: prod\n  cluster:\n    server: https://192.0.2.9\n    tls-server-name: a.example',
    line: 8,
  })
  expect(edit(json(), { unset: ['server'] })).toMatchObject({
    before: '{"name":"prod","cluster":{"certificate-authority":"a.crt","server":"https://192.0.2.9"}}',
  })
})

function json(indent?: number): string {
  const cluster = { 'certificate-authority': 'a.crt', server: 'https://192.0.2.9' }
  const users = [{ name: 'ann', user: { token: 'sekrit' } }]
  return JSON.stringify({ users, clusters: [{ name: 'prod', cluster }] }, null, indent)
}

function edit(text: string, change: Partial<EntryChange>) {
  return editKubeconfigText(text, { section: 'clusters', name: 'prod', set: {}, unset: [], ...change })
}

function textOf(text: string, change: Partial<EntryChange>): string {
  const edited = edit(text, change)
  return edited.kind === 'edited' ? edited.text : JSON.stringify(edited)
}
