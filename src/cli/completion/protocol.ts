import { escapeControl } from '../../lib/escape.ts'
import type { Completion } from './complete.ts'

/** Of cobra's directives (ShellCompDirective) those that are needed. */
const DEFAULT = 0
const NO_FILES = 4
const MAX_DESCRIPTION = 100

/**
 * As kubectl reads it from `kubectl_complete-tlsdoctor`: a choice a line, a tab before its description, then a colon and
 * the directive. Values that would break a line or a terminal are left out.
 */
export function completionLines({ choices, files }: Completion): string {
  const lines = choices
    .filter(({ value }) => value !== '' && escapeControl(value) === value)
    .map(({ value, describe }) => {
      const text = escapeControl(describe).slice(0, MAX_DESCRIPTION)
      return text === '' ? value : `${value}\t${text}`
    })
  return `${[...lines, `:${files ? DEFAULT : NO_FILES}`].join('\n')}\n`
}
