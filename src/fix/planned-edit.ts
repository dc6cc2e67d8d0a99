import { editKubeconfigText } from '../kubeconfig/edit-text.ts'
import type { LookedUpChange } from '../report/remedy-list.ts'
import type { ReportRemedy } from '../report/report.ts'
import { entryDiff } from './entry-diff.ts'

/** The kubeconfig of a remedy's edit as it would be. */
export type PlannedEdit =
  | { readonly kind: 'planned'; readonly bytes: Uint8Array; readonly change: NonNullable<LookedUpChange['change']> }
  /** No edit, or one that is there already. */
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly problem: string }

/** @param bytesOf what was read of a kubeconfig for the diagnosis; `null`: it was not. */
export function planEdit(
  { edit }: Pick<ReportRemedy, 'edit'>,
  bytesOf: (file: string) => Uint8Array | null,
): PlannedEdit {
  if (edit === null || edit === undefined) return { kind: 'none' }
  const bytes = bytesOf(edit.file)
  if (bytes === null) return { kind: 'refused', problem: `${edit.file} was not read` }
  const edited = editKubeconfigText(Buffer.from(bytes).toString('utf8'), edit)
  switch (edited.kind) {
    case 'unchanged':
      return { kind: 'none' }
    case 'refused':
      return edited
    case 'edited': {
      const diff = entryDiff(edited.before, edited.after)
      return { kind: 'planned', bytes: Buffer.from(edited.text), change: { file: edit.file, line: edited.line, diff } }
    }
  }
}

export function lookedUp(planned: PlannedEdit): LookedUpChange {
  return {
    change: planned.kind === 'planned' ? planned.change : null,
    problem: planned.kind === 'refused' ? planned.problem : null,
  }
}
