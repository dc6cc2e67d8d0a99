import { UsageError } from '../../errors.ts'
import type { NamedRemedy } from '../../report/remedy-list.ts'
import { shown } from '../read-flags.ts'

/**
 * The remedy that is asked for: its name, or the beginning of one. What widens trust is carried out only by its whole
 * name, so that nobody gets it by a slip.
 *
 * @param known ids of remedies that do not come into question here
 * @returns `null`: there is such a remedy, but not here
 * @throws UsageError for a name that is none, or fits several
 */
export function chooseRemedy(
  remedies: readonly NamedRemedy[],
  asked: string,
  applying: boolean,
  known: readonly string[],
): NamedRemedy | null {
  const exact = remedies.find(({ name }) => name === asked)
  if (exact !== undefined) return exact
  const fitting = asked === '' ? [] : remedies.filter(({ name }) => name.startsWith(asked))
  const [only] = fitting
  if (only === undefined) {
    if (known.some((id) => id === asked)) return null
    throw new UsageError(`there is no remedy ${JSON.stringify(shown(asked))} here; ${namesOf(remedies)}`)
  }
  if (fitting.length > 1) {
    throw new UsageError(`${JSON.stringify(shown(asked))} fits several remedies: ${list(fitting)}`)
  }
  if (applying && only.risk === 'widens-trust') {
    throw new UsageError(`${only.name} widens what kubectl trusts: give its whole name to apply it`)
  }
  return only
}

function namesOf(remedies: readonly NamedRemedy[]): string {
  return remedies.length === 0 ? 'no remedy comes into question' : `there are: ${list(remedies)}`
}

function list(remedies: readonly NamedRemedy[]): string {
  return remedies.map(({ name }) => name).join(', ')
}
