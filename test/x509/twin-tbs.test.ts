import { describe, expect, test } from 'vitest'
import { DerReader } from '../../src/lib/der.ts'
import { bitString, contextTag, element, integer, octetString, oid, sequence, TAG } from '../../src/lib/der-encode.ts'
import { covered, keyOf, partsOf, type Renaming, twinName, twinTbs } from '../../src/x509/twin-tbs.ts'
import { attributeOf, extension, nameOf, type RawMembers, rawCertificate, rawTbs } from './raw-certificate.ts'

const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'))
const renaming: Renaming = {
  dns: (name) => `<${name}>`,
  ip: (octets) => octets.toReversed(),
  text: (value) => `T${value}`,
  filler: (bytes) => bytes.map(() => 0x7a),
}
const COMMON_NAME = '2.5.4.3'
const twinKey = sequence(oid('1.2.3'))

describe('the parts of a certificate', () => {
  test.each([
    ['version 3', {}],
    ['version 1', { version: null }],
  ])('of %s', (_, members) => {
    const parts = partsOf(rawCertificate({ ...members, publicKey: twinKey }, Uint8Array.of(1, 2)))
    expect(parts).toMatchObject({
      issuer: nameOf([COMMON_NAME, 'issuer']),
      subject: nameOf([COMMON_NAME, 'subject']),
      publicKey: twinKey,
      algorithm: sequence(oid('1.3.101.112')),
      signature: Uint8Array.of(1, 2),
    })
    expect(parts?.tbs).toHaveLength('version' in members ? 6 : 7)
  })

  const algorithm = sequence(oid('1.2.3'))
  const six = rawTbs({ version: null })
  test.each([
    ['nothing', new Uint8Array()],
    ['another thing', integer(1)],
    ['a certificate and more', Buffer.concat([rawCertificate(), integer(1)])],
    ['one without a TBSCertificate', sequence(integer(1), algorithm, bitString(new Uint8Array()))],
    ['one without an algorithm', sequence(six, integer(1), bitString(new Uint8Array()))],
    ['one without a signature', sequence(six, algorithm)],
    [
      'one with too few members',
      sequence(sequence(integer(1), algorithm, nameOf(), sequence(), nameOf()), algorithm, bitString(new Uint8Array())),
    ],
    ['one that breaks off inside', sequence(sequence(Uint8Array.of(0x30, 5)), algorithm, bitString(new Uint8Array()))],
  ])('there are none in %s', (_, der) => {
    expect(partsOf(der)).toBeNull()
  })
})

describe('a twin', () => {
  test.each([{}, { version: null }])(
    'has other names, another key and another serial, and keeps the rest: %j',
    (version) => {
      const uniqueIds = [element(contextTag(1, 'primitive'), Uint8Array.of(0, 1))]
      expect(twin({ ...version, uniqueIds })).toEqual(
        rawTbs({
          ...version,
          uniqueIds,
          serial: element(TAG.integer, Uint8Array.of(1, 2, 0x7a, 0x7a, 0x7a, 0x7a, 0x7a, 0x7a)),
          issuer: nameOf([COMMON_NAME, 'Tissuer']),
          subject: nameOf([COMMON_NAME, 'Tsubject']),
          publicKey: twinKey,
        }),
      )
    },
  )

  test.each([
    [integer(7), integer(7)],
    [integer(0x010203), integer(0x010203)],
    [integer(0x01020304), element(TAG.integer, Uint8Array.of(1, 2, 0x7a, 0x7a))],
    [integer(-0x01020304), element(TAG.integer, Uint8Array.of(0xfe, 0xfd, 0x7a, 0x7a))],
  ])('keeps sign and length of a serial', (serial, expected) => {
    expect(new DerReader(twin({ serial, version: null })).enter(TAG.sequence)?.any()?.raw).toEqual(expected)
  })
})

describe('a name', () => {
  test('has every attribute renamed but the country, as it stood', () => {
    const name = sequence(
      element(TAG.set, attributeOf('2.5.4.6', 'DE')),
      element(
        TAG.set,
        attributeOf('2.5.4.10', 'Müller'),
        attributeOf('2.5.4.11', element(TAG.printableString, latin1('Unit'))),
      ),
    )
    expect(twinName(name, renaming)).toEqual(
      sequence(
        element(TAG.set, attributeOf('2.5.4.6', 'DE')),
        element(
          TAG.set,
          attributeOf('2.5.4.10', 'TMüller'),
          attributeOf('2.5.4.11', element(TAG.printableString, latin1('TUnit'))),
        ),
      ),
    )
  })

  test('in UTF-16 stays in it', () => {
    const bmp = (...units: readonly number[]) =>
      element(TAG.bmpString, Uint8Array.from(units.flatMap((unit) => [unit >> 8, unit & 0xff])))
    expect(twinName(nameOf([COMMON_NAME, bmp(0x41, 0x20ac)]), renaming)).toEqual(
      nameOf([COMMON_NAME, bmp(0x54, 0x41, 0x20ac)]),
    )
  })

  test('keeps the bytes of what is not renamed, though they are no text', () => {
    const odd = nameOf([COMMON_NAME, element(TAG.utf8String, Uint8Array.of(0xff, 0x41))])
    expect(twinName(odd, { ...renaming, text: (value) => value })).toEqual(odd)
  })

  test.each([
    ['no SEQUENCE', octetString(latin1('\x00api.example'))],
    ['a set that is none', sequence(sequence(latin1('\x00api.example')))],
    ['a SEQUENCE in place of a SET', sequence(sequence(attributeOf(COMMON_NAME, 'api.example')))],
    ['an attribute that is none', sequence(element(TAG.set, octetString(latin1('api.example'))))],
    ['an attribute without a type', sequence(element(TAG.set, sequence(octetString(latin1('api.example')))))],
    [
      'an attribute without a value',
      sequence(element(TAG.set, sequence(oid('1.2.3')), attributeOf(COMMON_NAME, 'api.example'))),
    ],
  ])('that cannot be read (%s) has its letters covered', (_, name) => {
    expect(Buffer.from(twinName(name, renaming)).toString('latin1')).toBe(
      Buffer.from(name).toString('latin1').replace('api.example', 'xxxxxxxxxxx'),
    )
  })
})

describe('an extension', () => {
  test.each(['2.5.29.19', '2.5.29.15', '2.5.29.37', '2.5.29.36', '2.5.29.54', '2.5.29.33'])(
    'without names stays: %s',
    (id) => {
      expect(twinOf(id, latin1('api.example'), true)).toEqual(extension(id, latin1('api.example'), true))
    },
  )

  test.each(['2.5.29.32', '2.5.29.31', '1.3.6.1.5.5.7.1.1'])('that Go reads into has its letters covered: %s', (id) => {
    expect(twinOf(id, latin1('\x00api.example'))).toEqual(extension(id, latin1('\x00xxxxxxxxxxx')))
  })

  test('of another kind is emptied, in its length', () => {
    expect(twinOf('1.2.3.4', latin1('api.example'))).toEqual(extension('1.2.3.4', new Uint8Array(11)))
  })

  test('keeps what stands behind its value', () => {
    const odd = sequence(oid('1.2.3.4'), octetString(Uint8Array.of(1)), integer(5))
    expect(twinExtensions(odd)).toEqual([sequence(oid('1.2.3.4'), octetString(Uint8Array.of(0)), integer(5))])
  })

  test.each([
    ['no OID', sequence(octetString(latin1('api.example')))],
    ['no value', sequence(oid('1.2.3'), element(TAG.utf8String, latin1('api.example')))],
  ])('with %s has its letters covered', (_, odd) => {
    expect(twinExtensions(odd)).toEqual([covered(odd)])
  })

  test('in a list that is none, too', () => {
    const extensions = element(contextTag(3, 'constructed'), octetString(latin1('\x00api.example')))
    const tbs = new DerReader(rawTbs()).enter(TAG.sequence)?.rest ?? new Uint8Array()
    const parts = partsOf(sequence(sequence(tbs, extensions), sequence(oid('1.2.3')), bitString(new Uint8Array())))
    expect(parts).not.toBeNull()
    if (parts !== null)
      expect(Buffer.from(twinTbs(parts, twinKey, renaming)).toString('latin1')).toContain('\x00xxxxxxxxxxx')
  })

  test('that identifies a key has octets that say nothing', () => {
    const id = Uint8Array.of(1, 2, 3)
    const filled = Uint8Array.of(0x7a, 0x7a, 0x7a)
    expect(twinOf('2.5.29.14', octetString(id))).toEqual(extension('2.5.29.14', octetString(filled)))
    expect(twinOf('2.5.29.14', latin1('\x00api.example'))).toEqual(extension('2.5.29.14', latin1('\x00xxxxxxxxxxx')))
    const key = (octets: Uint8Array) => element(contextTag(0, 'primitive'), octets)
    expect(twinOf('2.5.29.35', sequence(element(contextTag(1, 'constructed'), id), key(id)))).toEqual(
      extension('2.5.29.35', sequence(key(filled))),
    )
    expect(twinOf('2.5.29.35', sequence(element(contextTag(2, 'primitive'), id)))).toEqual(
      extension('2.5.29.35', sequence()),
    )
    expect(twinOf('2.5.29.35', latin1('\x00api.example'))).toEqual(extension('2.5.29.35', latin1('\x00xxxxxxxxxxx')))
  })
})

describe('a name of another form', () => {
  const name = (tag: number, value: string) => element(contextTag(tag, 'primitive'), latin1(value))

  test.each([
    ['an address of somebody', name(1, 'jane@api.example'), name(1, 'Tjane@<api.example>')],
    ['a mailbox with two', name(1, 'a@b@api.example'), name(1, 'Ta@b@<api.example>')],
    ['a host of mailboxes', name(1, 'api.example'), name(1, '<api.example>')],
    ['a host', name(2, '*.api.example'), name(2, '<*.api.example>')],
    ['octets that are no ASCII', name(2, '\xff\xe9'), name(2, '<\xff\xe9>')],
    ['a URI', name(6, 'https://api.example:6443/a?b'), name(6, 'https://<api.example>:6443')],
    ['a URI without a port', name(6, 'SPIFFE+x.y-z://api.example/a'), name(6, 'SPIFFE+x.y-z://<api.example>')],
    ['a URI without a host', name(6, 'urn:api.example'), name(6, 'xxxxxxxxxxxxxxx')],
    ['a URI behind something', name(6, ' https://api.example'), name(6, 'xxxxxxxxxxxxxxxxxxxx')],
    ['four octets', name(7, '\x01\x02\x03\x04'), name(7, '\x04\x03\x02\x01')],
    ['sixteen octets', name(7, `\x01${'\x00'.repeat(15)}`), name(7, `${'\x00'.repeat(15)}\x01`)],
    ['an address of no address’s length', name(7, '\x01\x02'), name(7, '\x01\x02')],
    ['another kind', name(8, '\x00api.example'), name(8, '\x00xxxxxxxxxxx')],
  ])('%s', (_, one, expected) => {
    for (const id of ['2.5.29.17', '2.5.29.18'])
      expect(twinOf(id, sequence(one, one))).toEqual(extension(id, sequence(expected, expected)))
  })

  test('a directory’s', () => {
    const directory = (value: string) => element(contextTag(4, 'constructed'), nameOf([COMMON_NAME, value]))
    expect(twinOf('2.5.29.17', sequence(directory('x')))).toEqual(extension('2.5.29.17', sequence(directory('Tx'))))
  })

  test('none: its letters are covered', () => {
    for (const id of ['2.5.29.17', '2.5.29.18', '2.5.29.30'])
      expect(twinOf(id, latin1('\x00api.example'))).toEqual(extension(id, latin1('\x00xxxxxxxxxxx')))
  })

  test('a constraint is renamed where it is a name, with its bounds', () => {
    const bounds = element(contextTag(0, 'primitive'), Uint8Array.of(0))
    const group = (tag: number, ...trees: readonly Uint8Array[]) => element(contextTag(tag, 'constructed'), ...trees)
    const range = name(7, '\x0a\x00\x00\x00\xff\x00\x00\x00')
    expect(
      twinOf('2.5.29.30', sequence(group(0, sequence(name(2, '.a'), bounds), sequence(range)), group(1, sequence()))),
    ).toEqual(
      extension(
        '2.5.29.30',
        sequence(group(0, sequence(name(2, '<.a>'), bounds), sequence(range)), group(1, sequence())),
      ),
    )
    expect(twinOf('2.5.29.30', sequence(element(contextTag(0, 'constructed'), latin1('\x30\x50api.example'))))).toEqual(
      extension('2.5.29.30', covered(sequence(element(contextTag(0, 'constructed'), latin1('\x30\x50api.example'))))),
    )
  })
})

test.each([
  ['\x00abc', '\x00abc'],
  ['\x00abcd\x01', '\x00xxxx\x01'],
  ['a.b*c@d:/_ -9', 'xxxxxxxxxxxxx'],
  ['\xe9abcd', '\xe9xxxx'],
  ['260101000000Z', '260101000000Z'],
  ['20500101000000Z', '20500101000000Z'],
  ['26010100000Z', 'xxxxxxxxxxxx'],
  ['x260101000000Z', 'xxxxxxxxxxxxxx'],
  ['260101000000Zx', 'xxxxxxxxxxxxxx'],
])('%j is covered as %j', (text, hidden) => {
  expect(covered(latin1(text))).toEqual(latin1(hidden))
})

test('equal bytes have equal keys', () => {
  expect(keyOf(Uint8Array.of(1, 255))).toBe('01ff')
})

function twin(members: RawMembers): Uint8Array {
  const parts = partsOf(rawCertificate(members))
  if (parts === null) throw new Error('not a certificate')
  return twinTbs(parts, twinKey, renaming)
}

function twinOf(id: string, value: Uint8Array, critical = false): Uint8Array | undefined {
  return twinExtensions(extension(id, value, critical))[0]
}

function twinExtensions(...extensions: readonly Uint8Array[]): readonly Uint8Array[] {
  const reader = new DerReader(twin({ extensions, version: null })).enter(TAG.sequence)
  for (let i = 0; i < 6; i++) reader?.any()
  const list = reader?.enter(contextTag(3, 'constructed'))?.enter(TAG.sequence)
  return extensions.map(() => list?.any()?.raw ?? new Uint8Array())
}
