import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decodeCase } from '../../src/case-codec.ts'
import { reportOf } from '../../src/diagnose/report-of.ts'
import { ROOT } from '../architecture/source.ts'
import { renderers } from '../render/renderers.ts'

const GOLDEN = readFileSync(join(ROOT, 'test/lab/golden/a-certificate-without-the-address/case.json'), 'utf8')
/** In the place of anything that a Case holds. */
const WRONG: readonly unknown[] = [null, true, -1, 1e300, '', '\u001b[2J', [], {}, [[]], { __proto__: null }]
const LOOK = { width: 80, colour: false, ascii: false } as const

test('a wrong value in any place is refused with that place, or makes a report all the same', () => {
  const paths = placesIn(JSON.parse(GOLDEN))
  expect(paths.length).toBeGreaterThan(100)
  let refused = 0
  let judged = 0
  for (const [i, path] of paths.entries()) {
    const decoded = decodeCase(JSON.stringify(replaced(JSON.parse(GOLDEN), path, WRONG[i % WRONG.length])))
    if (decoded.ok) {
      expect(renderers.text(reportOf(decoded.case), LOOK).length).toBeGreaterThan(100)
      judged++
    } else refused++
  }
  expect(refused).toBeGreaterThan(50)
  expect(judged).toBeGreaterThan(0)
})

type Path = readonly (string | number)[]

function placesIn(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at]
  // Of a list the first two tell the rest.
  const members = Array.isArray(value) ? value.slice(0, 2).map((one, i) => [i, one] as const) : Object.entries(value)
  return [at, ...members.flatMap(([key, member]) => placesIn(member, [...at, key]))]
}

function replaced(root: unknown, path: Path, by: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return by
  const holder = root as Record<string | number, unknown>
  holder[key] = replaced(holder[key], rest, by)
  return holder
}
