import { describe, expect, test } from 'vitest'
import type { Case } from '../src/case.ts'
import { decodeCase, encodeCase, MAX_CASE_TEXT } from '../src/case-codec.ts'
import { reportOf } from '../src/diagnose/report-of.ts'
import { Secret } from '../src/lib/secret.ts'
import { kubectls, pathTo, proxyEndpoint } from './scenarios/case.ts'
import { firing, healthy } from './scenarios/firing.ts'
import { emptyWalk } from './scenarios/walks.ts'

describe('a Case that was written and read again', () => {
  test.each(Object.entries({ ...firing, healthy: () => healthy }))('gives the same report: %s', (_, make) => {
    const subject = make()
    expect(JSON.stringify(reportOf(decoded(encodeCase(subject))))).toBe(JSON.stringify(reportOf(subject)))
  })

  test('is the same text, whatever the order of its members was', () => {
    const once = encodeCase(healthy)
    expect(encodeCase(decoded(once))).toBe(once)
    expect(encodeCase(Object.fromEntries(Object.entries(healthy).reverse()) as unknown as Case)).toBe(once)
  })

  test.each(['https://t.1:6443/version', 'https://[fe80::1%25eth0]', 'http://10.1/x'])('may ask for %s', (url) => {
    const [request] = healthy.requests
    if (request === undefined) throw new Error('the fixture has a request')
    const subject = { ...healthy, requests: [{ ...request, url }] }
    expect(decoded(encodeCase(subject)).requests).toEqual(subject.requests)
  })

  test('may begin with a byte order mark', () => {
    expect(decoded(`\ufeff${encodeCase(healthy)}`)).toEqual(decoded(encodeCase(healthy)))
  })
})

describe('secrets', () => {
  const credentials = { username: 'jane', password: new Secret('hunter2') }
  const walked = kubectls(pathTo('http-proxy', emptyWalk))
  const path = { ...walked.path, proxy: { ...proxyEndpoint(), credentials } }

  test('are written as REDACTED', () => {
    const text = encodeCase({ ...healthy, paths: [path], transcripts: [] })
    expect(text).toContain('"password": "REDACTED"')
    expect(text).not.toContain('hunter2')
  })

  test('that somebody wrote into a file do not come back as secrets', () => {
    const text = encodeCase({ ...healthy, paths: [path], transcripts: [] }).replace('REDACTED', 'hunter2')
    expect(decoded(text).paths[0]?.proxy?.credentials?.password?.reveal()).toBe('REDACTED')
  })

  test('in a member that no type names are not written', () => {
    const walks = [{ ...emptyWalk, keyLog: 'CLIENT_RANDOM 00 00' }]
    const text = encodeCase({ ...healthy, transcripts: [{ pathId: 'x', startedMs: 0, walks, cutOff: false }] })
    expect(text).not.toContain('CLIENT_RANDOM')
  })
})

describe('what is no Case says where it is wrong', () => {
  test.each<[string, string, unknown, string]>([
    ['an instant of another form', '/at', 'yesterday', '/at: an instant such as 2026-01-31T12:00:00Z is expected'],
    [
      'an instant beyond reason',
      '/at',
      '2026-13-41T12:00:00Z',
      '/at: an instant such as 2026-01-31T12:00:00Z is expected',
    ],
    ['a number for a text', '/target/host', 7, '/target/host: a string of at most 1048576 characters is expected'],
    ['a port that is none', '/target/port', 1.5, '/target/port: a whole number from 0 to 9007199254740991 is expected'],
    [
      'a certificate that is no base64',
      '/target/trust/certificates/0',
      '{}',
      '/target/trust/certificates/0: base64 is expected',
    ],
    [
      'an unknown end',
      '/transcripts/0/walks/0/tls/end/kind',
      'odd',
      '/transcripts/0/walks/0/tls/end/kind: one of established, closed, reset, timeout, alert, stack-gave-up, cut-off is expected',
    ],
    ['an object for a list', '/paths', {}, '/paths: a list is expected'],
    [
      'a header of three',
      '/transcripts/0/walks/0/http/0/headers/0',
      ['a', 'b', 'c'],
      '/transcripts/0/walks/0/http/0/headers/0: a list of two is expected',
    ],
    ['no target', '/target', null, '/target: null is allowed only with a configError'],
    ['another kind of location', '/target/origins/server', null, '/target/origins/server: an object is expected'],
    ['a request that is no URL', '/requests/0/url', 'version', '/requests/0/url: a URL is expected'],
    ['a method that writes', '/requests/0/method', 'DELETE', '/requests/0/method: "GET" is expected'],
    ['a release that is none', '/kubectl/requested', 'newest', '/kubectl/requested: a release is expected'],
    [
      'another version',
      '/schemaVersion',
      '2',
      '/schemaVersion: "1" is expected: this Case was written by another version',
    ],
    ['another kind', '/kind', 'Scan', '/kind: "Case" is expected, but it is another'],
    ['a Report', '/kind', 'Report', 'this is a Report; a Case is what --save-case writes'],
  ])('%s', (_, pointer, value, problem) => {
    expect(decodeCase(changed(pointer, value))).toEqual({ ok: false, problem })
  })

  test('a missing member is called missing', () => {
    expect(decodeCase(changed('/environment/zoneOffsetMinutes', undefined))).toEqual({
      ok: false,
      problem: '/environment/zoneOffsetMinutes: a whole number from -1440 to 1440 is expected, but it is missing',
    })
  })

  test.each(['[]', 'null', '3', '{}'])('%s', (text) => {
    expect(decodeCase(text)).toEqual({ ok: false, problem: '/kind: "Case" is expected, but it is missing' })
  })

  test('no JSON at all', () => {
    expect(decodeCase('kind: Case')).toMatchObject({ ok: false, problem: expect.stringMatching(/^not JSON: /) })
  })

  test('more than anybody would write', () => {
    const list = `[${'0,'.repeat(10_000)}0]`
    expect(decodeCase(changed('/canaries', JSON.parse(list)))).toEqual({
      ok: false,
      problem: '/canaries: at most 10000 items is expected',
    })
    expect(decodeCase(' '.repeat(MAX_CASE_TEXT + 1))).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/more than/),
    })
  })
})

describe('what a stranger writes never makes judging throw', () => {
  const hostile = {
    string: ['', '\u0000', '::::', '[', 'http://[', '%', '999999999999', '__proto__', 'AAAA', '00', 'a'.repeat(5000)],
    number: [0, 1, 255, 65_536, 1e15],
  }

  test.each(['tls-intercepted-by-proxy', 'certificate-expired', 'not-tls', 'unauthorized', 'socks-refused'] as const)(
    '%s with each of its values replaced',
    (id) => {
      const base = JSON.parse(encodeCase(firing[id]()))
      let judged = 0
      // Each leaf once, the replacements in turn: every value meets every kind of place in one of the five.
      for (const [index, pointer] of leaves(base).entries()) {
        const kind = typeof at(base, pointer)
        if (kind !== 'string' && kind !== 'number') continue
        const choices = hostile[kind]
        const read = decodeCase(changed(pointer, choices[index % choices.length], base))
        if (!read.ok) continue
        judged += 1
        const crashed = reportOf(read.case).quiet.filter(({ state }) => state === 'crashed')
        expect(crashed, pointer).toEqual([])
      }
      expect(judged).toBeGreaterThan(40)
    },
  )
})

function decoded(text: string): Case {
  const read = decodeCase(text)
  if (!read.ok) throw new Error(read.problem)
  return read.case
}

/** The healthy Case as text, with one place changed. */
function changed(pointer: string, value: unknown, base: unknown = JSON.parse(encodeCase(healthy))): string {
  const copy = structuredClone(base)
  const cut = pointer.lastIndexOf('/')
  const parent = at(copy, pointer.slice(0, cut)) as Record<string, unknown>
  parent[unescaped(pointer.slice(cut + 1))] = value
  return JSON.stringify(copy)
}

function at(value: unknown, pointer: string): unknown {
  const names = pointer.split('/').slice(1).map(unescaped)
  return names.reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], value)
}

function leaves(value: unknown, pointer = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [pointer]
  return Object.entries(value).flatMap(([name, member]) =>
    leaves(member, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  )
}

function unescaped(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~')
}
