import { parseArgs } from 'node:util'
import { fuzzApart } from './apart.ts'
import { store } from './store.ts'
import { type FuzzTargetName, fuzzTargets } from './targets/index.ts'

/**
 * `npm run fuzz -- --seconds N [--only NAME[,NAME]] [--seed S] [--keep]`: every target, or these, N seconds each, one after
 * the other. Exit status 1 where something broke; docs/fuzzing.md says what then.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
})
/** The corpus is in every clone: small inputs only. */
const KEPT_UP_TO = 1024

const names = Object.keys(fuzzTargets) as FuzzTargetName[]
const only = values.only?.split(',') ?? names
const unknown = only.filter((name) => !names.some((known) => known === name))
const seconds = Number(values.seconds)
const seed = Number(values.seed)
if (unknown.length > 0) throw new Error(`no target ${unknown.join(', ')}; there are ${names.join(', ')}`)
if (!(seconds > 0) || !Number.isInteger(seed))
  throw new Error('--seconds wants a number above 0, --seed a whole number')

const keepUpTo = values.keep ? KEPT_UP_TO : 0
let allExecutions = 0
let allCrashes = 0
for (const target of names.filter((name) => only.includes(name))) {
  for (const told of await fuzzApart({ targets: [target], seconds, seed, keepUpTo })) {
    const { executions, crashes, pool, reached } = told
    for (const { message, input } of crashes)
      console.error(`${target}: ${message}\n  ${store('crashes', target, input)}`)
    allExecutions += executions
    allCrashes += crashes.length
    const [first, last] = reached
    console.log(
      `${target}: ${executions} executions, ${crashes.length} crashes, ${pool} inputs built upon, ${first} → ${last} characters of source reached`,
    )
  }
}
console.log(`fuzz: seed ${seed}, ${only.length} targets, ${allExecutions} executions, ${allCrashes} crashes`)
if (allCrashes > 0) process.exitCode = 1
