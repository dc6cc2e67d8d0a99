import { describe, expect, test } from 'vitest'
import { explain } from '../../src/explain/explain.ts'

describe('text that was written to harm', () => {
  test('control characters are made visible in everything that is shown', () => {
    const { items } = explain(
      'x509: certificate is valid for evil\u001b]0;title\u0007\u202e\u0007name, not \u009b31mhost',
    )
    expect(JSON.stringify(items)).not.toMatch(/\\u001b|\\u0007|\u202e|\u009b/)
    expect(items[0]?.id).toBe('x509-other-names')
  })

  test.each(['$(reboot)', '`reboot`', 'a;reboot', '-oProxyCommand=x', "a'b", 'a|b', '10.0.0.1$IFS'])(
    'the host %s gets into no command',
    (host) => {
      const { items } = explain(
        `Error from server: Get "https://${host}:8443/x": x509: certificate signed by unknown authority`,
      )
      expect(items[0]?.next.command).toMatch(/-connect (SERVER:PORT|[\w.-]+:8443) -showcerts/)
      expect(items[0]?.next.command).not.toContain('reboot')
    },
  )

  test('credentials in it are not shown again', () => {
    const { items } = explain(
      'Authorization: Bearer abcdefghijklmnop Get "https://jane:hunter2@203.0.113.10:6443/api?token=sekrit": EOF',
    )
    expect(items[0]?.id).toBe('eof')
    expect(JSON.stringify(items)).not.toMatch(/hunter2|abcdefghijklmnop|sekrit/)
  })

  test('of a longer text than 1 MiB the end is read, and it is told', () => {
    const explanation = explain(`${'x'.repeat(1_100_000)}\nUnable to connect to the server: EOF\n`)
    expect(explanation.truncated).toBe(true)
    expect(explanation.items.map(({ id }) => id)).toEqual(['eof'])
  })

  test.each([
    ['one line', 'certificate is valid for a, '.repeat(37_000)],
    ['many lines', 'dial tcp x\n'.repeat(95_000)],
    ['quotes', '\\"'.repeat(500_000)],
    ['escape sequences', '\u001b['.repeat(500_000)],
    ['open fields', 'err="'.repeat(200_000)],
    ['lookups', 'lookup a on '.repeat(87_000)],
    ['frames', '│ > '.repeat(260_000)],
    ['entities', '&quot;'.repeat(170_000)],
  ])(
    'a megabyte of %s takes seconds at most',
    (_, text) => {
      expect(explain(text).items.length).toBeLessThanOrEqual(8)
    },
    8000,
  )

  test.each(['', '\n\n', 'hello world', 'all pods are running', 'kubectl get pods', 'NAME READY STATUS', '\u0000'])(
    '%j says nothing that is known',
    (text) => {
      expect(explain(text)).toMatchObject({ known: false, items: [] })
    },
  )
})
