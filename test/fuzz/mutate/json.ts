import { fromBase64, toBase64 } from '../../../src/lib/bytes.ts'
import { damaged } from '../../oracle/fuzz/damage.ts'
import type { Random } from '../../oracle/fuzz/random.ts'

/** Values that many checks forget. */
const ODD: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1, 0.5, 1e308, -0, 2 ** 31, 2 ** 53, 65_536, 0x0304, [], {}, [null], { kind: 'x' }],
  ...['', ' ', '-', '0', 'REDACTED', '__proto__', 'constructor', 'toString', 'a'.repeat(3000), '\u001b[2J\u0007'],
  ...[
    '\u202e\u2066abc',
    '\ud800',
    '\u0000',
    'a\nb\r\nc',
    '<script>alert(1)</script>',
    '"\'`$',
    '](javascript:x)',
    '|a|',
  ],
  ...['http://', 'https://[', 'https://u:p@h:1/?q#f', '%zz', '[::1]:1', '::', '192.0.2.1:99999', '.', '..', 'xn--a'],
  ...['9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', '2026-02-30T00:00:00Z', 'AA==', 'MAA=', '00', 'ff'.repeat(40)],
]

/** Changes one value inside JSON and keeps the rest as it is; what is no JSON comes back as it was. */
export function mutateJson(text: string, other: string, words: readonly string[], random: Random): string {
  const value = parsed(text)
  if (value === undefined) return text
  const donor = parsed(other) ?? value
  for (let times = 1 + random.below(3); times > 0; times--) changeSomewhere(value, donor, words, random)
  return JSON.stringify(value)
}

type Container = unknown[] | Record<string, unknown>

/** Every object and list, weighted by how many members it has, so that the deep ones are met as well. */
function changeSomewhere(root: unknown, donor: unknown, words: readonly string[], random: Random): void {
  const places = placesIn(root)
  if (places.length === 0) return
  const [container, key] = random.pick(places)
  const value = (container as Record<string, unknown>)[key]
  const put = (to: unknown) => Object.defineProperty(container, key, { value: to, ...PLAIN })
  switch (random.below(8)) {
    case 0:
      if (Array.isArray(container)) container.splice(Number(key), 1)
      else delete container[key]
      return
    case 1:
      if (Array.isArray(container)) container.splice(Number(key), 0, structuredClone(value))
      else put(structuredClone(random.pick(placesIn(donor))[0]))
      return
    case 2: {
      // The member of that name elsewhere: of the right type, and yet not meant for here.
      const same = placesIn(donor).filter(([, name]) => name === key)
      const [from, name] = same.length === 0 ? [container, key] : random.pick(same)
      put(structuredClone((from as Record<string, unknown>)[name]))
      return
    }
    case 3:
    case 4:
      put(changed(value, words, random))
      return
    case 5:
      put(words.length === 0 ? structuredClone(random.pick(ODD)) : random.pick(words))
      return
    default:
      put(structuredClone(random.pick(ODD)))
  }
}

const PLAIN = { writable: true, enumerable: true, configurable: true } as const

/** Of the same type, so that it gets past the reader. */
function changed(value: unknown, words: readonly string[], random: Random): unknown {
  if (typeof value === 'number') return random.pick([value + 1, value - 1, -value, value * 256, value >> 8, 0])
  if (typeof value === 'boolean') return !value
  if (Array.isArray(value)) return random.shuffled(value)
  if (typeof value !== 'string') return structuredClone(random.pick(ODD))
  if (value.length > 40 && /^[A-Za-z0-9+/]+={0,2}$/.test(value)) return toBase64(damaged(fromBase64(value), random))
  const at = random.below(value.length + 1)
  const odd = words.length === 0 ? String(random.pick(ODD)) : random.pick(words)
  return value.slice(0, at) + odd.slice(0, 40) + value.slice(random.chance(0.5) ? at : at + 1)
}

function placesIn(root: unknown): readonly (readonly [Container, string])[] {
  if (typeof root !== 'object' || root === null) return []
  const container = root as Container
  return Object.entries(container).flatMap(([key, value]) => [[container, key] as const, ...placesIn(value)])
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
