import { describe, expect, test } from 'vitest'
import type { ExtensionFacts } from '../../../src/go/x509/certificate.ts'
import { NO_EXTENSION_FACTS, processExtensions } from '../../../src/go/x509/parse-extensions.ts'
import { ParseFailure } from '../../../src/go/x509/parse-failure.ts'
import { boolean, contextTag, element, integer, oid, sequence, TAG } from '../../../src/lib/der-encode.ts'
import { behavioursOfGo } from './behaviours-of-go.ts'

const POLICIES = '2.5.29.32'
const MAPPINGS = '2.5.29.33'
const CONSTRAINTS = '2.5.29.36'
const INHIBIT = '2.5.29.54'
const pair = (...ids: readonly string[]) => sequence(...ids.map(oid))
const skip = (number: number, ...octets: readonly number[]) =>
  element(contextTag(number, 'primitive'), Uint8Array.from(octets))
const raw = (...octets: readonly number[]) => sequence(element(TAG.oid, Uint8Array.from(octets)))

describe('policies', () => {
  test.each<[string, Uint8Array, Partial<ExtensionFacts>]>([
    [POLICIES, sequence(pair('1.2.3'), pair('1.2.4')), { policies: ['1.2.3', '1.2.4'] }],
    [POLICIES, sequence(), {}],
    [
      POLICIES,
      sequence(raw(0x2a, 0x90, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01)),
      { policies: ['2a90808080808080808001'] },
    ],
    [MAPPINGS, sequence(pair('1.2.3', '1.2.4')), { policyMappings: [{ issuer: '1.2.3', subject: '1.2.4' }] }],
    [MAPPINGS, sequence(), {}],
    [CONSTRAINTS, sequence(skip(0, 0), skip(1, 2)), { requireExplicitPolicy: 0n, inhibitPolicyMapping: 2n }],
    [CONSTRAINTS, sequence(skip(1, 2)), { inhibitPolicyMapping: 2n }],
    [CONSTRAINTS, sequence(), {}],
    [INHIBIT, integer(3), { inhibitAnyPolicy: 3n }],
  ])('%s are read (%#)', (id, value, facts) => {
    expect(read(id, value)).toEqual({ ...NO_EXTENSION_FACTS, ...facts })
  })

  test.each<[string, Uint8Array, string]>([
    [POLICIES, integer(1), 'invalid certificate policies'],
    [POLICIES, sequence(integer(1)), 'invalid certificate policies'],
    [POLICIES, sequence(sequence(integer(1))), 'invalid certificate policies'],
    [POLICIES, sequence(pair('1.2.3'), pair('1.2.3')), 'invalid certificate policies'],
    [POLICIES, sequence(raw()), 'invalid certificate policies'],
    [POLICIES, sequence(raw(0x2a, 0x83)), 'invalid certificate policies'],
    [POLICIES, sequence(raw(0x80, 0x01)), 'invalid certificate policies'],
    [POLICIES, sequence(raw(0x2a, 0x80, 0x01)), 'invalid certificate policies'],
    [MAPPINGS, integer(1), 'invalid policy mappings extension'],
    [MAPPINGS, sequence(integer(1)), 'invalid policy mappings extension'],
    [MAPPINGS, sequence(pair('1.2.3')), 'invalid policy mappings extension'],
    [MAPPINGS, sequence(sequence(integer(1), oid('1.2.3'))), 'invalid policy mappings extension'],
    [CONSTRAINTS, integer(1), 'invalid policy constraints extension'],
    [CONSTRAINTS, sequence(skip(0)), 'invalid policy constraints extension'],
    [CONSTRAINTS, sequence(skip(1, 0, 0x80, 0, 0, 0, 0, 0, 0, 0)), 'invalid policy constraints extension'],
    [CONSTRAINTS, sequence(Uint8Array.of(contextTag(0, 'primitive'), 0x7f)), 'invalid policy constraints extension'],
    [INHIBIT, boolean(true), 'invalid inhibit any policy extension'],
  ])('%s are refused (%#)', (id, value, problem) => {
    expect(read(id, value)).toBe(`x509: ${problem}`)
  })

  test('but for the list itself nobody read them until Go 1.23', () => {
    for (const id of [MAPPINGS, CONSTRAINTS, INHIBIT]) {
      expect(read(id, boolean(true), 'go1.23.0')).toEqual({ ...NO_EXTENSION_FACTS, unhandledCritical: true })
    }
    expect(read(POLICIES, sequence(pair('1.2.3'), pair('1.2.3')), 'go1.23.0')).toMatchObject({
      policies: ['1.2.3', '1.2.3'],
    })
  })
})

test('a component may have a padded octet inside', () => {
  expect(read(POLICIES, sequence(raw(0x2a, 0x81, 0x80, 0x01)))).toMatchObject({ policies: ['1.2.16385'] })
})

function read(id: string, value: Uint8Array, go = 'go1.24.0') {
  const facts = processExtensions([{ oid: id, critical: true, value }], behavioursOfGo(go))
  return facts instanceof ParseFailure ? facts.text : facts
}
