import { DerReader } from '../../lib/der.ts'
import { contextTag, TAG } from '../../lib/der-encode.ts'
import { quote } from '../../lib/quote.ts'
import type { Behaviours } from '../../release/release.ts'
import { x509Behaviours } from '../../release/x509-behaviours.ts'
import type { SanEntry, SubjectAltNames } from './certificate.ts'
import { isDomain } from './domain.ts'
import type { ExtensionReader } from './parse-extensions.ts'
import { failure, type ParseErrorSlug, ParseFailure } from './parse-failure.ts'
import { parseUri } from './uri.ts'

/** RFC 5280 section 4.2.1.6. Names of other types are passed over; with none that Go knows, it is not handled. */
export const readSubjectAltNames: ExtensionReader = ({ value }, behaviours) => {
  const list = new DerReader(value).enter(TAG.sequence)
  if (list === null) return failure('invalid-subject-alternative-names')
  const ordered: SanEntry[] = []
  while (!list.empty) {
    const name = list.any()
    if (name === null) return failure('invalid-subject-alternative-name')
    const entry = READERS[name.tag]?.(name.contents, behaviours) ?? null
    if (entry instanceof ParseFailure) return entry
    if (entry !== null) ordered.push(entry)
  }
  return { facts: { sanExtension: value, sans: byType(ordered) }, handled: ordered.length > 0 }
}

const READERS: Readonly<Record<number, (contents: Uint8Array, behaviours: Behaviours) => SanEntry | ParseFailure>> = {
  [contextTag(1, 'primitive')]: (contents) => readText('email', contents, 'malformed-san-email'),
  [contextTag(2, 'primitive')]: (contents) => readText('dns', contents, 'malformed-san-dns'),
  [contextTag(6, 'primitive')]: readUri,
  [contextTag(7, 'primitive')]: readIp,
}

function readText(type: 'email' | 'dns', contents: Uint8Array, slug: ParseErrorSlug): SanEntry | ParseFailure {
  const value = ia5Text(contents)
  return value === null ? failure(slug) : { type, value }
}

function readUri(contents: Uint8Array, behaviours: Behaviours): SanEntry | ParseFailure {
  const text = ia5Text(contents)
  if (text === null) return failure('malformed-san-uri')
  const parsed = parseUri(text, x509Behaviours(behaviours).strictBrackets)
  if (!parsed.ok) return failure('invalid-san-uri', `${quote(text)}: ${parsed.error}`)
  if (!isDomain(parsed.host, behaviours)) return failure('invalid-san-uri', `${quote(text)}: invalid domain`)
  return { type: 'uri', value: { text, host: parsed.host } }
}

function readIp(contents: Uint8Array): SanEntry | ParseFailure {
  if (contents.length !== 4 && contents.length !== 16) return failure('invalid-san-ip', String(contents.length))
  return { type: 'ip', value: contents }
}

/** `null` where an octet is not ASCII. */
export function ia5Text(contents: Uint8Array): string | null {
  return contents.every((octet) => octet < 0x80) ? Buffer.from(contents).toString('latin1') : null
}

function byType(ordered: readonly SanEntry[]): SubjectAltNames {
  return {
    dns: ordered.flatMap((entry) => (entry.type === 'dns' ? [entry.value] : [])),
    email: ordered.flatMap((entry) => (entry.type === 'email' ? [entry.value] : [])),
    uri: ordered.flatMap((entry) => (entry.type === 'uri' ? [entry.value] : [])),
    ip: ordered.flatMap((entry) => (entry.type === 'ip' ? [entry.value] : [])),
    ordered,
  }
}
