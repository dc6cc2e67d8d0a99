import { concatBytes } from '../../../../src/lib/bytes.ts'
import {
  bitString,
  element,
  integer,
  namedBits,
  oid,
  sequence,
  TAG,
  utf8String,
} from '../../../../src/lib/der-encode.ts'
import {
  authorityKeyId,
  basicConstraints,
  EXTENSION,
  extension,
  keyUsage,
  PURPOSE,
  purposes,
  san,
  subjectKeyId,
  UNKNOWN_CRITICAL,
} from '../extensions.ts'
import type { Forge, Forged, Forging } from '../forge.ts'
import { withBrokenSignature } from '../forge.ts'
import { keys } from '../keys.ts'
import { ATTRIBUTE, attribute, name, organizationName, rdn, string } from '../names.ts'
import { CA, type ChainCase, type ChainFamily, chain, HOST, SAN } from './chain-case.ts'

/** Which candidates Go looks at, in which order, and which one's problem it reports. */
export const building: ChainFamily = (forge) => [
  ...authorities(forge),
  ...hints(forge),
  ...candidates(forge),
  ...paths(forge),
  ...usages(forge),
]

const ROOT: Forging = { subject: name('root'), key: keys.root, extensions: CA }

/** One authority that is not what an authority should be, as root and as intermediate. */
function authorities(forge: Forge): readonly ChainCase[] {
  const root = forge(ROOT)
  return Object.entries(AUTHORITIES).flatMap(([id, forging]) => {
    const bad = forge({ ...ROOT, subject: name('bad'), key: keys.other, ...forging })
    const between = forge({ subject: name('bad'), key: keys.other, issuer: root, ...forging })
    return [
      chain(`authority/root/${id}`, [leafOf(forge, bad)], [bad]),
      chain(`authority/intermediate/${id}`, [leafOf(forge, between), between], [root]),
      chain(`authority/root-unneeded/${id}`, [leafOf(forge, root)], [bad, root]),
    ]
  })
}

const V1 = { version: new Uint8Array(0) }

const AUTHORITIES: Readonly<Record<string, Forging>> = {
  'no-basic-constraints': { extensions: [keyUsage(5)] },
  'not-ca': { extensions: [basicConstraints(false), keyUsage(5)] },
  'no-cert-sign': { extensions: [basicConstraints(true), keyUsage(6)] },
  'cert-sign-only': { extensions: [basicConstraints(true), keyUsage(5)] },
  'no-key-usage': { extensions: [basicConstraints(true)] },
  'empty-key-usage': { extensions: [basicConstraints(true), extension(EXTENSION.keyUsage, namedBits([]), true)] },
  'nothing-at-all': { extensions: [] },
  'version-1': { extensions: [], parts: V1 },
  'version-2': { extensions: [], parts: { version: element(0xa0, integer(1)) } },
  'version-1-with-extensions': { extensions: CA, parts: V1 },
  expired: { extensions: CA, from: -400, to: -10 },
  'not-yet-valid': { extensions: CA, from: 10, to: 400 },
  'unknown-critical': { extensions: [...CA, UNKNOWN_CRITICAL] },
  'unknown-critical-and-expired': { extensions: [...CA, UNKNOWN_CRITICAL], from: -400, to: -10 },
  'client-only': { extensions: [...CA, purposes(PURPOSE.clientAuth)] },
  'path-length-0': { extensions: [basicConstraints(true, 0), keyUsage(5)] },
  'path-length-negative': { extensions: [basicConstraints(true, -1), keyUsage(5)] },
  'path-length-without-ca': { extensions: [basicConstraints(false, 3), keyUsage(5)] },
  'not-ca-and-expired': { extensions: [basicConstraints(false), keyUsage(5)], from: -400, to: -10 },
  'no-cert-sign-and-expired': { extensions: [basicConstraints(true), keyUsage(6)], from: -400, to: -10 },
}

/** What the candidate is called in the hint, and what the hint says. */
function hints(forge: Forge): readonly ChainCase[] {
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

/** Several authorities of one name: key identifiers and order decide. */
function candidates(forge: Forge): readonly ChainCase[] {
  const good = forge({ ...ROOT, extensions: [...CA, subjectKeyId(keys.root)] })
  const wrongKey = forge({ ...ROOT, key: keys.other, extensions: [...CA, subjectKeyId(keys.other)] })
  const wrongKeyNoId = forge({ ...ROOT, key: keys.other })
  const wrongKeyLiar = forge({ ...ROOT, key: keys.third, extensions: [...CA, subjectKeyId(keys.root)] })
  const expired = forge({ ...ROOT, extensions: [...CA, subjectKeyId(keys.root)], from: -400, to: -5 })
  const expiredOther = forge({ ...ROOT, key: keys.other, from: -400, to: -5 })
  const notYet = forge({ ...ROOT, from: 5, to: 400 })
  const leaf = leafOf(forge, good, { extensions: [SAN, authorityKeyId(keys.root)] })
  const leafNoId = leafOf(forge, good)
  const anchors: Readonly<Record<string, readonly Forged[]>> = {
    'wrong-good': [wrongKey, good],
    'wrong-only': [wrongKey],
    'wrong-no-id': [wrongKeyNoId],
    'two-wrong': [wrongKeyNoId, wrongKey],
    'two-wrong-liar': [wrongKey, wrongKeyLiar],
    'three-wrong': [wrongKeyNoId, wrongKey, wrongKeyLiar],
    'expired-good': [expired, good],
    'good-expired': [good, expired],
    'wrong-expired': [wrongKey, expired],
    'expired-wrong': [expired, wrongKey],
    'expired-not-yet': [expired, notYet],
    'not-yet-expired': [notYet, expired],
    'expired-other-key': [expiredOther],
    'liar-expired': [wrongKeyLiar, expired],
    twice: [good, good],
  }
  const intermediates: Readonly<Record<string, readonly Forged[]>> = {
    'root-presented': [good],
    'expired-presented': [expired],
    'wrong-presented': [wrongKey],
    'liar-presented': [wrongKeyLiar, good],
  }
  return [
    ...Object.entries(anchors).flatMap(([id, pool]) => [
      chain(`candidates/id/${id}`, [leaf], pool),
      chain(`candidates/no-id/${id}`, [leafNoId], pool),
      chain(
        `candidates/intermediate-pool/${id}`,
        [leaf, ...pool],
        [forge({ subject: name('alien'), key: keys.third, extensions: CA })],
      ),
    ]),
    ...Object.entries(intermediates).flatMap(([id, sent]) => [
      chain(`candidates/presented/${id}`, [leaf, ...sent], [expired]),
      chain(`candidates/presented-good/${id}`, [leaf, ...sent], [good]),
      chain(`candidates/presented-wrong/${id}`, [leaf, ...sent], [wrongKey]),
    ]),
  ]
}

/** Longer ways: order, loops, cross-signatures, path lengths. */
function paths(forge: Forge): readonly ChainCase[] {
  const root = forge(ROOT)
  const a = forge({ subject: name('a'), key: keys.intermediate, issuer: root, extensions: CA })
  const b = forge({ subject: name('b'), key: keys.intermediate2, issuer: a, extensions: CA })
  const crossA = forge({
    subject: name('a'),
    key: keys.intermediate,
    issuer: { subject: name('b'), key: keys.intermediate2 },
    extensions: CA,
  })
  const leaf = leafOf(forge, b)
  const limited = (pathLength: number, issuer = root) =>
    forge({
      subject: name('a'),
      key: keys.intermediate,
      issuer,
      extensions: [basicConstraints(true, pathLength), keyUsage(5)],
    })
  const limitedRoot = (pathLength: number) =>
    forge({ ...ROOT, extensions: [basicConstraints(true, pathLength), keyUsage(5)] })
  const under = (top: Forged) => forge({ subject: name('b'), key: keys.intermediate2, issuer: top, extensions: CA })
  const expiredA = forge({
    subject: name('a'),
    key: keys.intermediate,
    issuer: root,
    extensions: CA,
    from: -300,
    to: -3,
  })
  const unknownTop = forge({ subject: name('gone'), key: keys.third, extensions: CA })
  const lostA = forge({ subject: name('a'), key: keys.intermediate, issuer: unknownTop, extensions: CA })
  const sameA = forge({
    subject: name('a'),
    key: keys.intermediate,
    issuer: root,
    extensions: [...CA, san('x.example')],
  })
  const selfLeaf = forge({ key: keys.leaf, extensions: [SAN] })
  const many = Array.from({ length: 12 }, () => forge({ ...ROOT, key: keys.other }))
  const flood = Array.from({ length: 105 }, () => forge({ ...ROOT, key: keys.other }))
  return [
    chain('path/sound', [leaf, b, a], [root]),
    chain('path/reversed', [leaf, a, b], [root]),
    chain('path/root-sent', [leaf, b, a, root], [root]),
    chain('path/missing-b', [leaf, a], [root]),
    chain('path/missing-a', [leaf, b], [root]),
    chain('path/nothing-sent', [leaf], [root]),
    chain('path/intermediate-trusted', [leaf, b], [a]),
    chain('path/nearest-trusted', [leaf], [b]),
    chain('path/leaf-trusted', [leaf], [leaf]),
    chain('path/leaf-trusted-too', [leaf, b, a], [leaf, root]),
    chain('path/leaf-twice', [leaf, leaf, b, a], [root]),
    chain('path/loop', [leaf, b, crossA], [root]),
    chain('path/loop-and-way-out', [leaf, b, crossA, a], [root]),
    chain('path/expired-top', [leaf, b, expiredA], [root]),
    chain('path/expired-top-then-good', [leaf, b, expiredA, a], [root]),
    chain('path/good-then-expired-top', [leaf, b, a, expiredA], [root]),
    chain('path/lost-top', [leaf, b, lostA], [root]),
    chain('path/lost-then-expired', [leaf, b, lostA, expiredA], [root]),
    chain('path/expired-then-lost', [leaf, b, expiredA, lostA], [root]),
    chain('path/same-a-with-names', [leaf, b, sameA, a], [root]),
    chain('path/self-signed-unknown', [selfLeaf], [root]),
    chain('path/self-signed-trusted', [selfLeaf], [selfLeaf]),
    chain('path/self-signed-presented-twice', [selfLeaf, selfLeaf], [root]),
    chain('path/self-signed-as-ca-trusted', [forge({ key: keys.leaf, extensions: [SAN, ...CA] })], [root]),
    chain('path/root-as-leaf', [forge({ ...ROOT, extensions: [...CA, SAN] })], [root]),
    chain('path/root-itself-as-leaf', [root], [root]),
    chain('path/root-itself-other-host', [root], [root], 'other.example'),
    chain('path/unrelated-sent', [leafOf(forge, root), unknownTop, a], [root]),
    chain('path/expired-unrelated-sent', [leafOf(forge, root), expiredA], [root]),
    ...[0, 1, 2].flatMap((length) => [
      chain(
        `path/length/intermediate-${length}`,
        [leafOf(forge, under(limited(length))), under(limited(length)), limited(length)],
        [root],
      ),
      chain(`path/length/root-${length}`, [leafOf(forge, under(a)), under(a), a], [limitedRoot(length)]),
      chain(`path/length/root-${length}-one`, [leafOf(forge, a), a], [limitedRoot(length)]),
    ]),
    chain('path/length/leaf-is-ca-0', [leafOf(forge, limitedRoot(0), { extensions: [SAN, ...CA] })], [limitedRoot(0)]),
    chain(
      'path/length/huge',
      [leafOf(forge, a), a],
      [forge({ ...ROOT, extensions: [basicConstraints(true, 2n ** 62n), keyUsage(5)] })],
    ),
    chain(
      'path/length/over-int',
      [leafOf(forge, a), a],
      [forge({ ...ROOT, extensions: [basicConstraints(true, 2n ** 70n), keyUsage(5)] }), root],
    ),
    chain('path/twelve-wrong-intermediates', [leafOf(forge, root), ...many], [forge({ ...ROOT, key: keys.third })]),
    chain('path/twelve-wrong-then-good', [leafOf(forge, root), ...many], [root]),
    chain('path/signature-limit', [leafOf(forge, root), ...flood], [forge({ ...ROOT, key: keys.third })]),
    chain('path/signature-limit-good-root', [leafOf(forge, root), ...flood], [root]),
    chain(
      'path/signature-limit-good-last',
      [
        leafOf(forge, a),
        ...flood.map((_, i) =>
          forge({ subject: name('a'), key: keys.other, issuer: root, extensions: CA, from: -30 - i }),
        ),
        a,
      ],
      [root],
    ),
    chain('path/no-chain-but-bytes', [concatBytes(leafOf(forge, root).der)], [root]),
  ]
}

function usages(forge: Forge): readonly ChainCase[] {
  const root = forge(ROOT)
  const client = forge({
    subject: name('client ca'),
    key: keys.intermediate,
    issuer: root,
    extensions: [...CA, purposes(PURPOSE.clientAuth)],
  })
  const serverToo = forge({
    subject: name('client ca'),
    key: keys.intermediate,
    issuer: root,
    extensions: [...CA, purposes(PURPOSE.clientAuth, PURPOSE.serverAuth)],
  })
  const rows: Readonly<Record<string, readonly string[]>> = {
    server: [PURPOSE.serverAuth],
    client: [PURPOSE.clientAuth],
    any: [PURPOSE.any],
    'client-and-any': [PURPOSE.clientAuth, PURPOSE.any],
    unknown: ['1.2.3.4'],
    'unknown-and-server': ['1.2.3.4', PURPOSE.serverAuth],
    netscape: [PURPOSE.netscape],
    microsoft: [PURPOSE.microsoft],
    none: [],
  }
  return [
    ...Object.entries(rows).flatMap(([id, oids]) => {
      const restricted = forge({ ...ROOT, subject: name('restricted'), extensions: [...CA, purposes(...oids)] })
      return [
        chain(`usage/leaf/${id}`, [leafOf(forge, root, { extensions: [SAN, purposes(...oids)] })], [root]),
        chain(`usage/root/${id}`, [leafOf(forge, restricted)], [restricted]),
      ]
    }),
    chain(
      'usage/critical',
      [
        leafOf(forge, root, {
          extensions: [SAN, extension(EXTENSION.extKeyUsage, sequence(oid(PURPOSE.clientAuth)), true)],
        }),
      ],
      [root],
    ),
    chain('usage/client-ca', [leafOf(forge, client), client], [root]),
    chain(
      'usage/client-ca-server-leaf',
      [leafOf(forge, client, { extensions: [SAN, purposes(PURPOSE.serverAuth)] }), client],
      [root],
    ),
    chain('usage/two-ways', [leafOf(forge, client), client, serverToo], [root]),
    chain('usage/leaf-key-usage-crl', [leafOf(forge, root, { extensions: [SAN, keyUsage(6)] })], [root]),
    chain('usage/leaf-is-ca', [leafOf(forge, root, { extensions: [SAN, ...CA] })], [root]),
    chain('usage/leaf-unknown-critical', [leafOf(forge, root, { extensions: [SAN, UNKNOWN_CRITICAL] })], [root]),
    chain(
      'usage/leaf-unknown-critical-expired',
      [leafOf(forge, root, { extensions: [SAN, UNKNOWN_CRITICAL], from: -9, to: -3 })],
      [root],
    ),
    chain(
      'usage/leaf-unknown-critical-other-host',
      [leafOf(forge, root, { extensions: [SAN, UNKNOWN_CRITICAL] })],
      [root],
      'b.example',
    ),
  ]
}

function leafOf(forge: Forge, issuer: Pick<Forged, 'subject' | 'key'>, more: Forging = {}): Forged {
  return forge({ extensions: [san(HOST)], ...more, issuer })
}
