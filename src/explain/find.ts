import type { Hop } from './hops.ts'
import type { KnownText, Variables } from './known-text.ts'
import { wrappedBy } from './layers.ts'
import type { Message } from './reading/messages.ts'
import { valuesOf } from './reading/values.ts'
import { type Family, families } from './texts/index.ts'

/** A known text, found in one message. */
export interface Found {
  readonly known: KnownText
  readonly family: Family
  readonly hop: Hop
  readonly message: string
  readonly values: Variables
}

/** The most telling text of a message; `null`: none is known. */
export function findIn(message: Message): Found | null {
  let general: Found | null = null
  for (const reading of message) {
    const found = firstIn(reading)
    if (found === null) continue
    if (found.known.general !== true) return found
    general ??= found
  }
  return general
}

function firstIn(message: string): Found | null {
  for (const family of Object.keys(families) as Family[]) {
    const texts: readonly KnownText[] = families[family]
    for (const known of texts) {
      const match = known.pattern.exec(message)
      if (match === null) continue
      const hop = isOwn(known.hop) ? (wrappedBy(message) ?? known.hop) : known.hop
      return { known, family, hop, message, values: valuesOf(message, match) }
    }
  }
  return null
}

/** A text about kubectl's own files or plugins is never that of a hop behind the server. */
function isOwn(hop: Hop): boolean {
  return hop !== 'configuration' && hop !== 'credential-plugin'
}
