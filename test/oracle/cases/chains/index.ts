import { createForge } from '../forge.ts'
import { authorities } from './authorities.ts'
import { candidates } from './candidates.ts'
import type { ChainCase, ChainFamily } from './chain-case.ts'
import { constraints } from './constraints.ts'
import { hints } from './hints.ts'
import { hostNames } from './host-names.ts'
import { parseFaults } from './parse-faults.ts'
import { paths } from './paths.ts'
import { policyTrees } from './policy-trees.ts'
import { sanFaults } from './san-faults.ts'
import { stacked } from './stacked.ts'
import { usages } from './usages.ts'

const FAMILIES: readonly ChainFamily[] = [
  stacked,
  hostNames,
  authorities,
  hints,
  candidates,
  paths,
  usages,
  constraints,
  policyTrees,
  parseFaults,
  sanFaults,
]

/** Every chain of the oracle, made anew: certificates hold around `now`, keys are of this process. */
export function chainCases(now: Date): readonly ChainCase[] {
  const forge = createForge(now)
  const cases = FAMILIES.flatMap((family) => family(forge))
  const ids = new Set(cases.map(({ id }) => id))
  if (ids.size !== cases.length) throw new Error('two cases have one id')
  return cases
}
