import { describe, expect, test } from 'vitest'
import { basicConstraints, type GeneralName, nameConstraints, san } from '../oracle/cases/extensions.ts'
import type { Forged } from '../oracle/cases/forge.ts'
import { keys } from '../oracle/cases/keys.ts'
import { name } from '../oracle/cases/names.ts'
import { forge, HERE, leaf, presented, root } from './certificates.ts'
import type { Row } from './doctor.ts'

/** Each of these names with each of these keys signs each of the others: every path is one of very many. */
function mesh(names: number, keyCount: number): readonly Uint8Array[] {
  const pool = [keys.intermediate, keys.intermediate2, keys.other, keys.third, keys.p384, keys.p521].slice(0, keyCount)
  const identities = Array.from({ length: names }, (_, i) => name(`mesh ${i}`)).flatMap((subject) =>
    pool.map((key) => ({ subject, key })),
  )
  const extensions = [basicConstraints(true)]
  const authorities = identities.flatMap((subject) =>
    identities.filter((issuer) => issuer !== subject).map((issuer) => forge({ ...subject, issuer, extensions })),
  )
  const [first = root] = identities
  return [leaf({ issuer: first }), ...authorities.map(({ der }) => der)]
}

/** A path that goes on and on: each signs the one before. */
function ladder(length: number): readonly Uint8Array[] {
  const rungs: Forged[] = []
  for (let i = length; i > 0; i--) {
    const issuer = rungs.at(-1)
    const more = issuer === undefined ? {} : { issuer }
    rungs.push(
      forge({ subject: name(`rung ${i}`), key: keys.intermediate, extensions: [basicConstraints(true)], ...more }),
    )
  }
  return [leaf({ issuer: rungs.at(-1) ?? root }), ...rungs.toReversed().map(({ der }) => der)]
}

const hosts = (count: number): readonly GeneralName[] =>
  Array.from({ length: count }, (_, i) => ['dns', `h${i}.example`])

/** An authority with many constraints, and a leaf with many names. */
function constrained(constraints: number, names: number): readonly Uint8Array[] {
  const issuer = forge({
    subject: name('constrained'),
    key: keys.intermediate,
    issuer: root,
    extensions: [
      basicConstraints(true),
      nameConstraints({ excluded: hosts(constraints).map(([type, text]) => [type, `x.${text}`] as const) }),
    ],
  })
  return [leaf({ issuer, extensions: [san(['ip', '127.0.0.1'], ...hosts(names))] }), issuer.der]
}

const rows: readonly Row<() => readonly Uint8Array[]>[] = [
  [
    'one that signed itself, 50 times',
    () => Array(50).fill(forge({ subject: name('loop'), extensions: [basicConstraints(true), HERE] }).der),
    '1 self-signed-server | … tls: failed to verify certificate: x509: certificate signed by unknown authority',
  ],
  [
    'two that sign one another',
    () => {
      const a = { subject: name('a'), key: keys.intermediate }
      const b = { subject: name('b'), key: keys.other }
      const extensions = [basicConstraints(true)]
      return [
        leaf({ issuer: a }),
        forge({ ...a, issuer: b, extensions }).der,
        forge({ ...b, issuer: a, extensions }).der,
      ]
    },
    '1 cluster-ca-mismatch | … tls: failed to verify certificate: x509: certificate signed by unknown authority',
  ],
  [
    'a path of 300',
    () => ladder(300),
    '1 cluster-ca-mismatch | … tls: failed to verify certificate: x509: signature check attempts limit reached while verifying certificate chain',
  ],
  [
    '4 names with 4 keys, all of them signing all',
    () => mesh(4, 4),
    '1 cluster-ca-mismatch | … tls: failed to verify certificate: x509: signature check attempts limit reached while verifying certificate chain',
  ],
  [
    '12 names with 2 keys, all of them signing all',
    () => mesh(12, 2),
    '1 cluster-ca-mismatch | … tls: failed to verify certificate: x509: signature check attempts limit reached while verifying certificate chain',
  ],
  [
    '1000 constraints on 1000 names',
    () => constrained(1000, 1000),
    '1 authority-may-not-sign | … tls: failed to verify certificate: x509: unknown error',
  ],
  [
    '2000 constraints on 4000 names',
    () => constrained(2000, 4000),
    '1 authority-may-not-sign | … tls: failed to verify certificate: x509: unknown error',
  ],
  [
    '500 authorities of one name',
    () => [
      leaf({ issuer: { subject: name('many'), key: keys.other } }),
      ...Array.from(
        { length: 500 },
        () => forge({ subject: name('many'), key: keys.third, extensions: [basicConstraints(true)] }).der,
      ),
    ],
    '1 cluster-ca-mismatch | … tls: failed to verify certificate: x509: signature check attempts limit reached while verifying certificate chain',
  ],
]

describe('chains that are hostile', () => {
  for (const [title, chain, expected] of rows) {
    test(title, async () => {
      expect(await presented(chain())).toBe(expected)
    })
  }
})
