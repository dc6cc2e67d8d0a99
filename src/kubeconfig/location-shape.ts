import { boolean, byKind, count, either, list, nullable, number, record, text } from '../lib/shape.ts'
import type { Location } from './location.ts'

export const locationShape = byKind<Location>({
  file: { file: text(), pointer: text(), line: nullable(count) },
  flag: { flag: text() },
  variable: { variable: text() },
  'in-cluster': { file: nullable(text()) },
  default: {},
})

/** Named values of a configuration error or an oddity. */
export const factsShape = record(either(either(text(), number), either(boolean, list(text()))))
