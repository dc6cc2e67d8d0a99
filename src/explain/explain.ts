import { docsUrl } from '../report/docs-url.ts'
import { toolVersion } from '../version.ts'
import { behindServer } from './behind-server.ts'
import { isNamedCause } from './cause.ts'
import { causes } from './causes/index.ts'
import type { ExplainedCause, ExplainedText, Explanation } from './explanation.ts'
import { type Found, findIn } from './find.ts'
import { HOPS } from './hops.ts'
import { type RankedCause, type Variables, wordsFor } from './known-text.ts'
import { LONGEST_TEXT } from './reading/clean.ts'
import { messagesOf } from './reading/messages.ts'
import { shownPart } from './reading/redact.ts'
import { ABOUT_IDENTITY } from './texts/index.ts'

const MOST_ITEMS = 8
const LONGEST_SHOWN = 600

/**
 * What an error text says, who says it, what may be behind it and which command tells that apart. Rests on the text
 * alone: no network, no clock, no file.
 *
 * @param pasted one line or a whole log; of more than 1 MiB the end is read
 */
export function explain(pasted: string): Explanation {
  const found = messagesOf(pasted).flatMap((message) => findIn(message) ?? [])
  const items = insidePlugins(told(merged(found)))
    .slice(0, MOST_ITEMS)
    .map(explained)
  return {
    schemaVersion: '1',
    kind: 'Explanation',
    tool: { name: 'kubectl-tlsdoctor', version: toolVersion },
    known: items.length > 0,
    truncated: pasted.length > LONGEST_TEXT,
    items,
  }
}

type Counted = Found & { readonly count: number }

/** The same text about the same thing once: klog lines repeat what kubectl's last line says, with the URL besides. */
function merged(found: readonly Found[]): readonly Counted[] {
  const byKey = new Map<string, Counted>()
  for (const one of found) {
    const key = `${one.known.id} ${one.hop} ${ownValues(one)}`
    const before = byKey.get(key)
    byKey.delete(key)
    byKey.set(key, { ...one, values: { ...before?.values, ...one.values }, count: (before?.count ?? 0) + 1 })
  }
  return [...byKey.values()]
}

/** What differs only from try to try (times, ephemeral ports) makes no other text. */
function ownValues({ values }: Found): string {
  return Object.entries(values)
    .filter(([name]) => !EPHEMERAL.includes(name))
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
}

const EPHEMERAL: readonly string[] = ['url', 'host', 'port', 'now', 'detail', 'message', 'resolver']

/** The last message first, since it is kubectl's verdict; sentences that hide the cause only where nothing tells it. */
function told(found: readonly Counted[]): readonly Counted[] {
  const telling = found.filter(({ known }) => known.general !== true)
  return (telling.length > 0 ? telling : found).toReversed()
}

/** Beside a credential plugin that failed, the words of another program are the plugin's. */
function insidePlugins(found: readonly Counted[]): readonly Counted[] {
  if (!found.some(({ hop }) => hop === 'credential-plugin')) return found
  return found.map((one) => (one.hop === 'other-client' ? { ...one, hop: 'credential-plugin' } : one))
}

function explained({ known, family, hop, message, values, count }: Counted): ExplainedText {
  const other = behindServer(hop, ABOUT_IDENTITY.includes(family), values)
  const ranked = other?.causes ?? (typeof known.causes === 'function' ? known.causes(values) : known.causes)
  const next = other?.next ?? known.next
  return {
    id: known.id,
    text: shownPart(message, LONGEST_SHOWN),
    count,
    says: wordsFor(known.says, values),
    saidBy: { hop, text: HOPS[hop] },
    values,
    causes: inPlugin(hop, family === 'other-clients', ranked).map((cause) => explainedCause(cause, values)),
    next: { command: wordsFor(next.command, values), shows: wordsFor(next.shows, values) },
    notes: known.notes?.(values) ?? [],
    source: known.source,
  }
}

function inPlugin(hop: string, otherClient: boolean, ranked: readonly RankedCause[]): readonly RankedCause[] {
  if (hop !== 'credential-plugin' || !otherClient) return ranked
  const own: RankedCause = ['exec-plugin-network', 'the credential plugin said it before it failed']
  return [own, ...ranked.filter(([id]) => id !== 'exec-plugin-network')]
}

function explainedCause([id, why]: RankedCause, values: Variables): ExplainedCause {
  const { title, tell } = causes[id]
  return { id, title, why: wordsFor(why, values), tell, url: isNamedCause(id) ? null : docsUrl(id) }
}
