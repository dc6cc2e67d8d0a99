import { inhibitAnyPolicy, PURPOSE, policies, policyConstraints, policyMappings, purposes, san } from '../extensions.ts'
import { keys } from '../keys.ts'
import { name } from '../names.ts'
import { CA, type ChainFamily, chain, HOST, SAN } from './chain-case.ts'

const ANY = '2.5.29.32.0'
const P = '1.2.3.1'
const Q = '1.2.3.2'
const R = '1.2.3.3'

/** Certificate policies: root, intermediate and leaf. Go before 1.24 does not know them. */
export const policyTrees: ChainFamily = (forge) => [
  ...ROWS.map(([id, ofRoot, ofIntermediate, ofLeaf]) => {
    const root = forge({ subject: name('root'), key: keys.root, extensions: [...CA, ...ofRoot] })
    const between = forge({
      subject: name('between'),
      key: keys.intermediate,
      issuer: root,
      extensions: [...CA, ...ofIntermediate],
    })
    return chain(`policy/${id}`, [forge({ issuer: between, extensions: [SAN, ...ofLeaf] }), between], [root])
  }),
  ...twoWays(forge),
]

type Row = readonly [
  id: string,
  root: readonly Uint8Array[],
  intermediate: readonly Uint8Array[],
  leaf: readonly Uint8Array[],
]

const required = policyConstraints(0)
const ROWS: readonly Row[] = [
  ['none', [], [], []],
  ['leaf-only', [], [], [policies(P)]],
  ['all-same', [], [policies(P)], [policies(P)]],
  ['differ-not-required', [], [policies(P)], [policies(Q)]],
  ['differ-required-by-intermediate', [], [policies(P), required], [policies(Q)]],
  ['differ-required-by-root', [required], [policies(P)], [policies(Q)]],
  ['same-required', [], [policies(P), required], [policies(P)]],
  ['any-over-leaf', [], [policies(ANY), required], [policies(Q)]],
  ['any-in-leaf', [], [policies(P), required], [policies(ANY)]],
  ['any-in-leaf-inhibited', [], [policies(P), required, inhibitAnyPolicy(0)], [policies(ANY)]],
  ['any-in-leaf-inhibited-later', [], [policies(P), required, inhibitAnyPolicy(1)], [policies(ANY)]],
  ['any-inhibited-by-root', [inhibitAnyPolicy(0)], [policies(ANY), required], [policies(Q)]],
  ['any-inhibited-by-root-later', [inhibitAnyPolicy(1)], [policies(ANY), required], [policies(Q)]],
  ['missing-in-leaf', [], [policies(P), required], []],
  ['missing-in-intermediate', [required], [], [policies(P)]],
  ['missing-everywhere-required', [required], [], []],
  ['required-later', [policyConstraints(2)], [], []],
  ['required-after-one', [policyConstraints(1)], [], []],
  ['required-by-leaf', [], [], [required]],
  ['required-by-leaf-with-policy', [], [policies(P)], [policies(P), required]],
  ['required-by-leaf-later', [], [], [policyConstraints(1)]],
  ['mapped', [], [policies(P), required, policyMappings([P, Q])], [policies(Q)]],
  ['mapped-original', [], [policies(P), required, policyMappings([P, Q])], [policies(P)]],
  ['mapped-two', [], [policies(P), required, policyMappings([P, Q], [P, R])], [policies(R)]],
  ['mapped-from-unknown', [], [policies(P), required, policyMappings([R, Q])], [policies(Q)]],
  ['mapped-from-any', [], [policies(ANY), required, policyMappings([P, Q])], [policies(Q)]],
  ['mapped-from-any-original', [], [policies(ANY), required, policyMappings([P, Q])], [policies(P)]],
  ['mapping-inhibited', [policyConstraints(null, 0)], [policies(P), required, policyMappings([P, Q])], [policies(Q)]],
  [
    'mapping-inhibited-later',
    [policyConstraints(null, 1)],
    [policies(P), required, policyMappings([P, Q])],
    [policies(Q)],
  ],
  [
    'mapping-inhibited-original',
    [policyConstraints(null, 0)],
    [policies(P), required, policyMappings([P, Q])],
    [policies(P)],
  ],
  ['mapping-of-any', [], [policies(P), required, policyMappings([ANY, Q])], [policies(Q)]],
  ['mapping-of-any-not-required', [], [policies(P), policyMappings([ANY, Q])], [policies(Q)]],
  ['mapping-to-any-not-required', [], [policies(P), policyMappings([P, ANY])], [policies(Q)]],
  ['mapping-to-any-no-policies', [], [policyMappings([P, ANY])], []],
  ['mapping-to-any-in-root', [policyMappings([P, ANY])], [], []],
  ['mapping-to-any-in-leaf', [], [], [policyMappings([P, ANY])]],
  ['mapping-to-any', [], [policies(P), required, policyMappings([P, ANY])], [policies(Q)]],
  ['root-policy-differs', [policies(R), required], [policies(P)], [policies(P)]],
  ['several', [], [policies(P, Q), required], [policies(Q, R)]],
  ['several-none', [], [policies(P, Q), required], [policies(R)]],
  ['and-wrong-purpose', [], [policies(P), required], [policies(Q), purposes(PURPOSE.clientAuth)]],
  ['and-wrong-purpose-not-required', [], [policies(P)], [policies(Q), purposes(PURPOSE.clientAuth)]],
]

const twoWays: ChainFamily = (forge) => {
  const root = forge({ subject: name('root'), key: keys.root, extensions: CA })
  const make = (more: readonly Uint8Array[]) =>
    forge({ subject: name('between'), key: keys.intermediate, issuer: root, extensions: [...CA, ...more] })
  const invalid = make([policies(P), required])
  const alsoInvalid = make([policies(R), required])
  const open = make([])
  const client = make([purposes(PURPOSE.clientAuth)])
  const leaf = forge({ issuer: open, extensions: [san(HOST), policies(Q)] })
  const rows = {
    invalid: [invalid],
    'two-invalid': [invalid, alsoInvalid],
    'invalid-open': [invalid, open],
    'invalid-client': [invalid, client],
    'client-invalid': [client, invalid],
    client: [client],
  }
  return Object.entries(rows).map(([id, sent]) => chain(`policy/ways/${id}`, [leaf, ...sent], [root]))
}
