import type { Replaced } from '../../fix/replace-file.ts'
import type { UndoPlan } from '../../fix/undo.ts'
import { errnoText } from '../../kubeconfig/go-errno.ts'
import { escapeControl } from '../../lib/escape.ts'

type NotDone =
  | Exclude<Replaced, { readonly kind: 'done' }>
  | Exclude<UndoPlan, { readonly kind: 'undoable' | 'nothing' }>

/** Why nothing was written, and what to do then: one line. */
export function whyNotDone(result: NotDone, platform: string): string {
  return escapeControl(`nothing was changed: ${reason(result, platform)}`)
}

function reason(result: NotDone, platform: string): string {
  switch (result.kind) {
    case 'changed-meanwhile':
      return `${result.file} was changed by somebody else meanwhile; run the command again`
    case 'changed-since':
      return `${result.file} was changed since the doctor wrote it; what it was before stands in ${result.backup}`
    case 'damaged':
      return `the backup ${result.backup} is not what it was when it was written`
    case 'failed':
      return `${result.file}: cannot ${result.doing}: ${errnoText(result.code, platform as NodeJS.Platform)}${advice(result)}`
  }
}

function advice({ doing, code }: Extract<NotDone, { readonly kind: 'failed' }>): string {
  if (code !== 'EEXIST' || !doing.startsWith('lock it')) return ''
  return '; another kubectl is writing it, or one that was ended left that file behind: then remove it'
}
