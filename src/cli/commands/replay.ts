import { decodeCase, MAX_CASE_TEXT } from '../../case-codec.ts'
import { UsageError } from '../../errors.ts'
import { bounded, escapeControl } from '../../lib/escape.ts'
import { askedConclusion, conclude } from '../diagnosis.ts'
import { readInput } from '../input.ts'
import type { RunCommand } from '../invocation.ts'
import { shown } from '../read-flags.ts'

/** Judges a saved Case again; nothing is looked at but the file. */
export const runReplay: RunCommand = async (invocation, world) => {
  const asked = askedConclusion(invocation)
  const [file] = invocation.positionals
  if (file === undefined)
    throw new UsageError('which Case? give the file that --save-case wrote, or "-" for standard input')
  const bytes = await readInput(file, MAX_CASE_TEXT, world)
  const decoded = decodeCase(new TextDecoder().decode(bytes))
  if (!decoded.ok) throw new UsageError(`${shown(file)}: ${bounded(escapeControl(decoded.problem), 300)}`)
  return conclude(decoded.case, asked, world)
}
