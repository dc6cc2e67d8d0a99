import { parseDuration } from '../../../src/lib/duration.ts'
import { bounded, escapeControl, escapeInsideJson } from '../../../src/lib/escape.ts'
import { parseInstant } from '../../../src/lib/instant.ts'
import { formatIp, parseIp, sameIp } from '../../../src/lib/ip.ts'
import { parseAddrError } from '../../../src/lib/parse-addr.ts'
import { quote } from '../../../src/lib/quote.ts'
import { toYaml } from '../../../src/lib/yaml-emit.ts'
import { parseCidr } from '../../../src/target/cidr.ts'
import { parseRequestTimeout } from '../../../src/target/request-timeout.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { holds, same } from '../invariants/holds.ts'
import { holdsNoControls, readsAlike } from '../invariants/output.ts'

/** Durations, instants, addresses and ranges; and the ways in which a text is made safe to show. */
export const values: FuzzTarget = {
  covers: ['lib/', 'target/cidr', 'target/request-timeout'],
  mutator: 'bytes',
  words: [
    '1h30m',
    '.5s',
    'µs',
    '+',
    '-',
    '2026-11-24T00:00:00Z',
    '+14:00',
    '::',
    ':',
    '.',
    '/',
    '255',
    '0',
    'ffff',
    '\u2028',
    '\u202e',
    '\ufeff',
    '\u0085',
    '"',
    "'",
    '|',
    '- ',
    '#',
    '~',
    'null',
  ],
  seeds: () => [
    '1h2m3.5s',
    '10ms',
    '2026-11-24T10:00:00.123456789+05:30',
    '1764000000',
    '192.0.2.1',
    '2001:db8::192.0.2.1',
    '192.0.2.0/24',
    '::/0',
    'a "b" \\ c\n\u001b[0m\u202e',
    '- a: |\n  b',
  ],
  long: ['1m', '1', ':', '.', ' ', '\t', '"', '- '],
  executions: 1000,
  run(input) {
    const text = Buffer.from(input).toString('utf8')
    const duration = parseDuration(text)
    holds(duration === null || Number.isFinite(duration), `the duration ${duration}`)
    parseRequestTimeout(text)
    const instant = parseInstant(text)
    if (instant !== null) same(parseInstant(instant.toISOString()), instant, 'the instant written anew')
    const ip = parseIp(text)
    if (ip !== null) {
      const again = parseIp(formatIp(ip))
      holds(again !== null && sameIp(again, ip), `${text} as ${formatIp(ip)}`)
      holds(parseAddrError(text) === null, `${text} is an address, and is none: ${parseAddrError(text)}`)
    }
    parseAddrError(text)
    parseCidr(text, true)
    shown(text)
  },
}

function shown(text: string): void {
  const escaped = escapeControl(text)
  holdsNoControls(escaped, 'escaped')
  same(escapeControl(escaped), escaped, 'escaped twice')
  holds(bounded(text, 20).length < 80, 'bounded')
  const value = { [text]: [text, { text }] }
  const json = JSON.stringify(value, null, 2)
  readsAlike(escapeInsideJson(json), toYaml(value))
  same(JSON.parse(escapeInsideJson(json)), value, 'escaped inside JSON')
  quote(text)
}
