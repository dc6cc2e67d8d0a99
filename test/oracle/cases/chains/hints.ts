import { bitString, element, integer, oid, sequence, TAG, utf8String } from '../../../../src/lib/der-encode.ts'
import { withBrokenSignature } from '../forge.ts'
import { keys } from '../keys.ts'
import { ATTRIBUTE, attribute, name, organizationName, rdn, string } from '../names.ts'
import { type ChainFamily, chain, leafOf, ROOT } from './chain-case.ts'

/** What the candidate is called in the hint, and what the hint says. */
export const hints: ChainFamily = (forge) => {
  const root = forge(ROOT)
  return [
    ...Object.entries(CALLED).map(([id, subject]) => {
      const candidate = forge({ ...ROOT, subject })
      const signer = forge({ ...ROOT, subject, key: keys.other })
      return chain(`hint/name/${id}`, [leafOf(forge, signer)], [candidate])
    }),
    ...Object.entries(KEY_PAIRS).map(([id, [candidateKey, signerKey]]) => {
      const candidate = forge({ ...ROOT, key: candidateKey() })
      const signer = forge({ ...ROOT, key: signerKey() })
      return chain(`hint/key/${id}`, [leafOf(forge, signer)], [candidate])
    }),
    ...(['sha1', 'sha256', 'sha384', 'sha512'] as const).flatMap((hash) =>
      (['rsa', 'root', 'p384', 'p521'] as const).map((kind) => {
        const signer = forge({ ...ROOT, key: keys[kind] })
        return chain(`hint/hash/${hash}-${kind}`, [leafOf(forge, signer, { hash })], [signer])
      }),
    ),
    ...Object.entries(ALGORITHMS).map(([id, algorithm]) =>
      chain(`hint/algorithm/${id}`, [leafOf(forge, root, { parts: { innerAlgorithm: algorithm } })], [root]),
    ),
    ...Object.entries(ALGORITHMS).map(([id, algorithm]) => {
      const signer = forge({ ...ROOT, key: keys.rsa })
      return chain(
        `hint/algorithm-rsa/${id}`,
        [leafOf(forge, signer, { parts: { innerAlgorithm: algorithm } })],
        [signer],
      )
    }),
    chain(
      'hint/serial-large',
      [leafOf(forge, forge({ ...ROOT, subject: sequence(), key: keys.other }))],
      [forge({ ...ROOT, subject: sequence(), parts: { serial: integer(2n ** 150n + 7n) } })],
    ),
    chain(
      'hint/serial-negative',
      [leafOf(forge, forge({ ...ROOT, subject: sequence(), key: keys.other }))],
      [forge({ ...ROOT, subject: sequence(), parts: { serial: integer(-5) } }), root],
    ),
    chain('hint/encoding-differs', [leafOf(forge, forge({ ...ROOT, subject: printable('root') }))], [root]),
    chain('hint/case-differs', [leafOf(forge, forge({ ...ROOT, subject: name('Root') }))], [root]),
    chain('hint/broken-signature', [withBrokenSignature(leafOf(forge, root))], [root]),
    chain(
      'hint/broken-rsa',
      [withBrokenSignature(leafOf(forge, forge({ ...ROOT, key: keys.rsa })))],
      [forge({ ...ROOT, key: keys.rsa })],
    ),
    chain(
      'hint/broken-ed25519',
      [withBrokenSignature(leafOf(forge, forge({ ...ROOT, key: keys.ed25519 })))],
      [forge({ ...ROOT, key: keys.ed25519 })],
    ),
    chain(
      'hint/empty-signature',
      [leafOf(forge, root, { parts: { signature: bitString(new Uint8Array(0)) } })],
      [root],
    ),
    chain(
      'hint/unaligned-signature',
      [leafOf(forge, root, { parts: { signature: bitString(Uint8Array.of(0x80), 7) } })],
      [root],
    ),
  ]
}

function printable(text: string): Uint8Array {
  return sequence(rdn(attribute(ATTRIBUTE.commonName, string(TAG.printableString, text))))
}

const CALLED: Readonly<Record<string, Uint8Array>> = {
  plain: name('plain'),
  quotes: name('a "quoted" \\ name'),
  tab: name('tab\there'),
  newline: name('line\nfeed'),
  unicode: name('Zürich ☃ 𝔘'),
  'soft-hyphen': name('soft\u00adhyphen'),
  'no-break-space': name('no\u00a0break'),
  'zero-width': name('zero\u200bwidth'),
  'byte-order-mark': name('\ufeffmark'),
  'control-c1': name('c1\u0085'),
  delete: name('del\x7f'),
  nul: name('nul\0'),
  'private-use': name('\ue000'),
  unassigned: name('\u{e0080}'),
  empty: name(''),
  organization: organizationName('First', 'Second'),
  nothing: sequence(),
  'two-common-names': sequence(
    rdn(attribute(ATTRIBUTE.commonName, utf8String('one'))),
    rdn(attribute(ATTRIBUTE.commonName, utf8String('two'))),
  ),
  'two-in-one-set': sequence(
    rdn(attribute(ATTRIBUTE.organization, utf8String('org')), attribute(ATTRIBUTE.commonName, utf8String('cn'))),
  ),
  'empty-set': sequence(rdn()),
  latin1: sequence(rdn(attribute(ATTRIBUTE.commonName, string(TAG.t61String, 'caf\xe9')))),
  bmp: sequence(rdn(attribute(ATTRIBUTE.commonName, string(TAG.bmpString, Uint8Array.of(0, 0x41, 0x26, 3))))),
  'unit-only': sequence(rdn(attribute(ATTRIBUTE.unit, utf8String('unit')))),
}

const KEY_PAIRS = {
  'ec-ec': [() => keys.root, () => keys.other],
  'ec-p384': [() => keys.root, () => keys.p384],
  'rsa-rsa': [() => keys.rsa, () => keys.rsaOther],
  'rsa-ec': [() => keys.rsa, () => keys.other],
  'ec-rsa': [() => keys.root, () => keys.rsaOther],
  'ed-rsa': [() => keys.ed25519, () => keys.rsa],
  'rsa-ed': [() => keys.rsa, () => keys.ed25519],
  'ec-ed': [() => keys.root, () => keys.ed25519],
  'ed-ec': [() => keys.ed25519, () => keys.root],
  'ed-ed': [() => keys.ed25519, () => keys.ed25519Other],
  'dsa-ec': [() => keys.dsa, () => keys.root],
  'dsa-dsa': [() => keys.dsa, () => keys.dsa],
  'ec-dsa': [() => keys.root, () => keys.dsa],
  'ed448-ed448': [() => keys.ed448, () => keys.ed448],
  'ed448-ec': [() => keys.ed448, () => keys.root],
  'ec-ed448': [() => keys.root, () => keys.ed448],
  'x25519-ec': [() => keys.x25519, () => keys.root],
  'rsa1000-rsa1000': [() => keys.rsa1000, () => keys.rsa1000],
  'rsa1024-rsa1024': [() => keys.rsa1024, () => keys.rsa1024],
  'rsa512-rsa512': [() => keys.rsa512, () => keys.rsa512],
  'rsa1000-rsa': [() => keys.rsa1000, () => keys.rsa],
  'rsa-rsa512': [() => keys.rsa, () => keys.rsa512],
  'p224-p224': [() => keys.p224, () => keys.p224],
  'p521-p521': [() => keys.p521, () => keys.p521],
} as const

const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'), element(TAG.null))
const PSS = oid('1.2.840.113549.1.1.10')
const pss = (hash: Uint8Array, mask: Uint8Array, salt: number) =>
  sequence(
    PSS,
    sequence(
      element(0xa0, hash),
      element(0xa1, sequence(oid('1.2.840.113549.1.1.8'), mask)),
      element(0xa2, integer(salt)),
    ),
  )

const ALGORITHMS: Readonly<Record<string, Uint8Array>> = {
  unknown: sequence(oid('1.2.3.4.5')),
  md2: sequence(oid('1.2.840.113549.1.1.2'), element(TAG.null)),
  md5: sequence(oid('1.2.840.113549.1.1.4'), element(TAG.null)),
  'sha1-rsa': sequence(oid('1.2.840.113549.1.1.5'), element(TAG.null)),
  'sha1-rsa-iso': sequence(oid('1.3.14.3.2.29'), element(TAG.null)),
  'sha224-rsa': sequence(oid('1.2.840.113549.1.1.14'), element(TAG.null)),
  'sha256-rsa': sequence(oid('1.2.840.113549.1.1.11'), element(TAG.null)),
  'sha256-rsa-no-null': sequence(oid('1.2.840.113549.1.1.11')),
  'sha256-rsa-junk': sequence(oid('1.2.840.113549.1.1.11'), integer(5)),
  'rsa-encryption': sequence(oid('1.2.840.113549.1.1.1'), element(TAG.null)),
  'dsa-sha1': sequence(oid('1.2.840.10040.4.3')),
  'dsa-sha256': sequence(oid('2.16.840.1.101.3.4.3.2')),
  'ecdsa-sha1': sequence(oid('1.2.840.10045.4.1')),
  'ecdsa-sha224': sequence(oid('1.2.840.10045.4.3.1')),
  'ecdsa-sha256-null': sequence(oid('1.2.840.10045.4.3.2'), element(TAG.null)),
  ed25519: sequence(oid('1.3.101.112')),
  'ed25519-null': sequence(oid('1.3.101.112'), element(TAG.null)),
  ed448: sequence(oid('1.3.101.113')),
  'pss-none': sequence(PSS),
  'pss-empty': sequence(PSS, sequence()),
  'pss-256': pss(SHA256, SHA256, 32),
  'pss-salt-20': pss(SHA256, SHA256, 20),
  'pss-mixed': pss(SHA256, sequence(oid('2.16.840.1.101.3.4.2.2'), element(TAG.null)), 32),
  'pss-sha1': pss(
    sequence(oid('1.3.14.3.2.26'), element(TAG.null)),
    sequence(oid('1.3.14.3.2.26'), element(TAG.null)),
    20,
  ),
  'trailing-inside': sequence(oid('1.2.840.10045.4.3.2'), element(TAG.null), element(TAG.null)),
}
