import type { DerReader } from '../../lib/der.ts'
import { TAG } from '../../lib/der-encode.ts'
import { quote } from '../../lib/quote.ts'
import type { Behaviours } from '../../release/release.ts'
import { x509Behaviours } from '../../release/x509-behaviours.ts'
import type { ExtensionFacts, GoExtension } from './certificate.ts'
import {
  readAuthorityInfoAccess,
  readAuthorityKeyId,
  readBasicConstraints,
  readCrlDistributionPoints,
  readExtKeyUsages,
  readKeyUsage,
  readSubjectKeyId,
} from './parse-common-extensions.ts'
import { failure, ParseFailure } from './parse-failure.ts'
import { readNameConstraints } from './parse-name-constraints.ts'
import { readInhibitAnyPolicy, readPolicies, readPolicyConstraints, readPolicyMappings } from './parse-policies.ts'
import { readSubjectAltNames } from './parse-sans.ts'

export const NO_EXTENSION_FACTS: ExtensionFacts = {
  unhandledCritical: false,
  keyUsage: 0,
  basicConstraints: null,
  sanExtension: null,
  sans: { dns: [], email: [], uri: [], ip: [], ordered: [] },
  nameConstraints: null,
  subjectKeyId: new Uint8Array(0),
  authorityKeyId: new Uint8Array(0),
  extKeyUsages: [],
  policies: [],
  policyMappings: [],
  requireExplicitPolicy: null,
  inhibitPolicyMapping: null,
  inhibitAnyPolicy: null,
}

/** What one extension adds; `handled: false` is a failure of the chain where the extension is critical. */
export type ExtensionReading = { readonly facts: Partial<ExtensionFacts>; readonly handled: boolean } | ParseFailure
export type ExtensionReader = (extension: GoExtension, behaviours: Behaviours) => ExtensionReading

const SUBJECT_ALT_NAME = '2.5.29.17'

const READERS: Readonly<Record<string, ExtensionReader>> = {
  '2.5.29.14': readSubjectKeyId,
  '2.5.29.15': readKeyUsage,
  [SUBJECT_ALT_NAME]: readSubjectAltNames,
  '2.5.29.19': readBasicConstraints,
  '2.5.29.30': readNameConstraints,
  '2.5.29.31': readCrlDistributionPoints,
  '2.5.29.32': readPolicies,
  '2.5.29.33': readPolicyMappings,
  '2.5.29.35': readAuthorityKeyId,
  '2.5.29.36': readPolicyConstraints,
  '2.5.29.37': readExtKeyUsages,
  '2.5.29.54': readInhibitAnyPolicy,
  '1.3.6.1.5.5.7.1.1': readAuthorityInfoAccess,
}

/** The list as it stands: shapes and duplicates are judged for all before any is looked into. */
export function readExtensions(list: DerReader, behaviours: Behaviours): readonly GoExtension[] | ParseFailure {
  const extensions: GoExtension[] = []
  while (!list.empty) {
    const reader = list.enter(TAG.sequence)
    if (reader === null) return failure('malformed-extension')
    const extension = readExtension(reader, behaviours)
    if (extension instanceof ParseFailure) return extension
    if (extensions.some(({ oid }) => oid === extension.oid)) {
      if (behaviours.duplicateExtensions === 'unnamed') return failure('duplicate-extensions', 's')
      if (behaviours.duplicateExtensions === 'named') {
        return failure('duplicate-extensions', ` with OID ${quote(extension.oid)}`)
      }
    }
    extensions.push(extension)
  }
  return extensions
}

function readExtension(reader: DerReader, behaviours: Behaviours): GoExtension | ParseFailure {
  const oid = reader.oid(x509Behaviours(behaviours).oidPadding)
  if (oid === null) return failure('malformed-extension-oid')
  const critical = reader.nextIs(TAG.boolean) ? reader.boolean() : false
  if (critical === null) return failure('malformed-extension-critical')
  const value = reader.element(TAG.octetString)?.contents
  return value === undefined ? failure('malformed-extension-value') : { oid, critical, value }
}

/** Models crypto/x509 processExtensions: in the order of the certificate, the first failure wins. */
export function processExtensions(
  extensions: readonly GoExtension[],
  behaviours: Behaviours,
): ExtensionFacts | ParseFailure {
  let facts = NO_EXTENSION_FACTS
  let unhandledCritical = false
  for (const extension of extensions) {
    const reading = READERS[extension.oid]?.(extension, behaviours) ?? UNKNOWN
    if (reading instanceof ParseFailure) return reading
    facts = { ...facts, ...reading.facts }
    unhandledCritical ||= extension.critical && !reading.handled
  }
  return { ...facts, unhandledCritical }
}

const UNKNOWN: ExtensionReading = { facts: {}, handled: false }
