import { toHex } from '../../lib/bytes.ts'
import { DerReader } from '../../lib/der.ts'
import { contextTag, TAG } from '../../lib/der-encode.ts'
import { parseIp } from '../../lib/ip.ts'
import { quote } from '../../lib/quote.ts'
import { decodeUtf8 } from '../../lib/utf8.ts'
import type { Behaviours } from '../../release/release.ts'
import type { ConstraintSet, IpRange } from './certificate.ts'
import { isDomainConstraint } from './domain.ts'
import { parseMailbox } from './mailbox.ts'
import type { ExtensionReader } from './parse-extensions.ts'
import { failure, type ParseErrorSlug, ParseFailure } from './parse-failure.ts'
import { ia5Text } from './parse-sans.ts'

/** RFC 5280 section 4.2.1.10. Models crypto/x509 parseNameConstraintsExtension. */
export const readNameConstraints: ExtensionReader = ({ value }, behaviours) => {
  const whole = new DerReader(value)
  const reader = whole.enter(TAG.sequence)
  if (reader === null || !whole.empty) return failure('invalid-name-constraints')
  const subtrees: DerReader[] = []
  for (const tag of [contextTag(0, 'constructed'), contextTag(1, 'constructed')]) {
    const group = reader.nextIs(tag) ? reader.enter(tag) : new DerReader(new Uint8Array(0))
    if (group === null) return failure('invalid-name-constraints')
    subtrees.push(group)
  }
  if (!reader.empty) return failure('invalid-name-constraints')
  if (subtrees.every((group) => group.empty)) return failure('empty-name-constraints')
  const [permitted, excluded] = readBoth(subtrees, behaviours)
  if (permitted instanceof ParseFailure) return permitted
  if (excluded instanceof ParseFailure) return excluded
  return {
    facts: { nameConstraints: { permitted: permitted.set, excluded: excluded.set } },
    handled: permitted.handled && excluded.handled,
  }
}

type Subtrees = { readonly set: ConstraintSet; readonly handled: boolean } | ParseFailure

function readBoth(subtrees: readonly DerReader[], behaviours: Behaviours): readonly [Subtrees, Subtrees] {
  const read = (group: DerReader | undefined) => readSubtrees(group ?? new DerReader(new Uint8Array(0)), behaviours)
  return [read(subtrees[0]), read(subtrees[1])]
}

type Constraint =
  | { readonly type: 'dns' | 'email' | 'uri'; readonly value: string }
  | { readonly type: 'ip'; readonly value: IpRange }

function readSubtrees(group: DerReader, behaviours: Behaviours): Subtrees {
  const constraints: Constraint[] = []
  let handled = true
  while (!group.empty) {
    const base = group.enter(TAG.sequence)?.any() ?? null
    if (base === null) return failure('invalid-name-constraints')
    const constraint = READERS[base.tag]?.(base.contents, behaviours) ?? null
    if (constraint instanceof ParseFailure) return constraint
    if (constraint === null) handled = false
    else constraints.push(constraint)
  }
  const texts = (type: 'dns' | 'email' | 'uri') => constraints.flatMap((c) => (c.type === type ? [c.value] : []))
  const ip = constraints.flatMap((c) => (c.type === 'ip' ? [c.value] : []))
  return { set: { dns: texts('dns'), email: texts('email'), uri: texts('uri'), ip }, handled }
}

const READERS: Readonly<Record<number, (contents: Uint8Array, behaviours: Behaviours) => Constraint | ParseFailure>> = {
  [contextTag(1, 'primitive')]: (contents, behaviours) =>
    readText('email', contents, 'invalid-email-constraint', (text) => isEmailConstraint(text, behaviours)),
  [contextTag(2, 'primitive')]: (contents, behaviours) =>
    readText('dns', contents, 'invalid-dns-constraint', (text) => isDomainConstraint(text, behaviours)),
  [contextTag(6, 'primitive')]: readUri,
  [contextTag(7, 'primitive')]: readRange,
}

function readText(
  type: 'dns' | 'email' | 'uri',
  contents: Uint8Array,
  slug: ParseErrorSlug,
  isValid: (constraint: string) => boolean,
): Constraint | ParseFailure {
  const value = ia5Text(contents)
  if (value === null) {
    const text = quote(decodeUtf8(contents))
    return failure('invalid-constraint-value', `x509: ${text} cannot be encoded as an IA5String`)
  }
  return isValid(value) ? { type, value } : failure(slug, quote(value))
}

/** With an `@` it is one mailbox, else a host or, with a dot in front, all hosts of a domain. */
function isEmailConstraint(constraint: string, behaviours: Behaviours): boolean {
  if (constraint.includes('@')) return parseMailbox(constraint, behaviours) !== null
  return isDomainConstraint(constraint, behaviours)
}

function readUri(contents: Uint8Array, behaviours: Behaviours): Constraint | ParseFailure {
  const text = ia5Text(contents)
  if (text !== null && parseIp(text) !== null) {
    return failure('invalid-uri-constraint', `${quote(text)}: cannot be IP address`)
  }
  return readText('uri', contents, 'invalid-uri-constraint', (host) => isDomainConstraint(host, behaviours))
}

function readRange(contents: Uint8Array): Constraint | ParseFailure {
  if (contents.length !== 8 && contents.length !== 32) {
    return failure('invalid-ip-constraint-length', String(contents.length))
  }
  const address = contents.subarray(0, contents.length / 2)
  const mask = contents.subarray(contents.length / 2)
  const bits = Array.from(mask, (octet) => octet.toString(2).padStart(8, '0')).join('')
  if (!/^1*0*$/.test(bits)) return failure('invalid-ip-constraint-mask', toHex(mask))
  return { type: 'ip', value: { address, mask } }
}
