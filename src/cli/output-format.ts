import { UsageError } from '../errors.ts'
import { shown } from './read-flags.ts'

/**
 * Checks `-o` against what a command can print.
 *
 * @throws UsageError in kubectl's words (cli-runtime `NoCompatiblePrinterError`)
 */
export function outputFormat<F extends string>(asked: string | undefined, allowed: readonly F[], otherwise: F): F {
  if (asked === undefined) return otherwise
  const format = allowed.find((candidate) => candidate === asked)
  if (format !== undefined) return format
  throw new UsageError(
    `unable to match a printer suitable for the output format "${shown(asked)}", allowed formats are: ${allowed.join(',')}`,
  )
}
