import { authorityKeyId, subjectKeyId } from '../extensions.ts'
import type { Forged } from '../forge.ts'
import { keys } from '../keys.ts'
import { name } from '../names.ts'
import { CA, type ChainFamily, chain, leafOf, ROOT, SAN } from './chain-case.ts'

/** Several authorities of one name: key identifiers and order decide. */
export const candidates: ChainFamily = (forge) => {
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
