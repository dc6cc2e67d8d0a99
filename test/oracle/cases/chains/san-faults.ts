import { nameConstraints } from '../extensions.ts'
import { keys } from '../keys.ts'
import { name } from '../names.ts'
import { CA, type ChainFamily, chain, soundAuthorities } from './chain-case.ts'
import { SAN_FAULTS } from './san-values.ts'

/** Subject alternative names as Go reads them, also below an authority whose constraints make it look closer. */
export const sanFaults: ChainFamily = (forge) => {
  const { root } = soundAuthorities(forge)
  const constrained = forge({
    subject: name('constrained'),
    key: keys.root,
    extensions: [...CA, nameConstraints({ excluded: [['uri', 'excluded.example']] })],
  })
  return Object.entries(SAN_FAULTS).flatMap(([id, extensions]) => [
    chain(`san/${id}`, [forge({ issuer: root, extensions })], [root]),
    ...(id.startsWith('uri')
      ? [chain(`san/constrained/${id}`, [forge({ issuer: constrained, extensions })], [constrained])]
      : []),
  ])
}
