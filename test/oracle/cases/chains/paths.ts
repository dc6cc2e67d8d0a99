import { concatBytes } from '../../../../src/lib/bytes.ts'
import { basicConstraints, keyUsage, san } from '../extensions.ts'
import type { Forged } from '../forge.ts'
import { keys } from '../keys.ts'
import { name } from '../names.ts'
import { CA, type ChainFamily, chain, leafOf, ROOT, SAN } from './chain-case.ts'

/** Longer ways: order, loops, cross-signatures, path lengths. */
export const paths: ChainFamily = (forge) => {
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
