import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Case } from '../case.ts'
import { UsageError } from '../errors.ts'
import { type Invocation, isSet, lastValue } from './invocation.ts'
import { type SaveOptions, saveFile, saveProblem } from './save-file.ts'

/** What of a diagnosis is kept, beside the report. */
export interface Saving {
  /** `--save-case`. */
  readonly caseFile: string | null
  /** `--save-certs`. */
  readonly certificatesFolder: string | null
  /** `--anonymize`: of what is shown, too. */
  readonly anonymize: boolean
}

/** @throws UsageError before anything is looked at, where it is known already that saving must fail */
export function savingOf(invocation: Invocation): Saving {
  const saving = {
    caseFile: lastValue(invocation, 'save-case') ?? null,
    certificatesFolder: lastValue(invocation, 'save-certs') ?? null,
    anonymize: isSet(invocation, 'anonymize'),
  }
  if (saving.caseFile === '') throw new UsageError('invalid argument "" for "--save-case" flag: must name a file')
  if (saving.certificatesFolder === '')
    throw new UsageError('invalid argument "" for "--save-certs" flag: must name a folder')
  if (saving.anonymize && saving.certificatesFolder !== null) {
    throw new UsageError('--save-certs cannot be combined with --anonymize: the certificates hold the names')
  }
  const problem = saving.caseFile === null ? null : saveProblem(saving.caseFile, CASE)
  if (problem !== null) throw new UsageError(`cannot save the Case: ${problem}`)
  return saving
}

export function keepsAnything({ caseFile, certificatesFolder, anonymize }: Saving): boolean {
  return caseFile !== null || certificatesFolder !== null || anonymize
}

/**
 * Writes what was asked for. Called before the report is printed, so that a reader who goes away loses nothing.
 *
 * @returns one line for each thing that could not be written
 */
export async function saveWhatWasFound(found: Case, saving: Saving): Promise<readonly string[]> {
  const problems: (string | null)[] = []
  if (saving.caseFile !== null) {
    const { encodeCase } = await import('../case-codec.ts')
    const problem = saveFile(saving.caseFile, encodeCase(found), CASE)
    problems.push(problem === null ? null : `cannot save the Case: ${problem}`)
  }
  if (saving.certificatesFolder !== null) {
    const { chainFiles } = await import('../report/chain-files.ts')
    const folder = saving.certificatesFolder
    const made = folderProblem(folder)
    const failed =
      made === null ? chainFiles(found).map(({ name, pem }) => saveFile(join(folder, name), pem, CHAIN)) : [made]
    problems.push(...failed.map((problem) => (problem === null ? null : `cannot save the certificates: ${problem}`)))
  }
  return problems.filter((problem) => problem !== null)
}

/** What may be known of a network stands in it: for the user alone. */
const CASE: SaveOptions = { mode: 0o600, mayReplace: isCase, replaceable: 'a Case' }
const CHAIN: SaveOptions = { mode: 0o644, mayReplace: isPem, replaceable: 'a PEM file of certificates' }

/** Of whatever version. */
function isCase(there: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(there).toString('utf8'))
    return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'Case'
  } catch {
    return false
  }
}

function isPem(there: Uint8Array): boolean {
  return Buffer.from(there.subarray(0, 64)).toString('latin1').startsWith('-----BEGIN CERTIFICATE-----')
}

function folderProblem(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true })
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
