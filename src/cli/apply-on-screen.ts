import type { ReportRemedy } from '../report/report.ts'
import type { System } from '../system/system.ts'

/** What became of a remedy that was applied from the screen, in one line. */
export interface AppliedOnScreen {
  readonly written: boolean
  readonly notice: string
}

/**
 * `fix --apply` after the question that the screen has asked: the same plan, the same backup, the same refusal where the
 * file was changed meanwhile. What widens trust needs more words than a line has, so it is left to the command.
 *
 * @param bytesOf the kubeconfigs as they were read for the diagnosis
 */
export async function applyOnScreen(
  remedy: ReportRemedy,
  bytesOf: (file: string) => Uint8Array | null,
  system: System,
): Promise<AppliedOnScreen> {
  const command = `kubectl tlsdoctor fix ${remedy.id} --apply`
  if (remedy.proof.status === 'refuted') return not('it was tried on the evidence and does not help')
  if (remedy.risk !== 'none') return not(`it widens trust; ${command} shows how far and asks`)
  const [{ planEdit }, { replaceFile }, { contentHash }, { nodeFileOperations }, { whyNotDone }] = await Promise.all([
    import('../fix/planned-edit.ts'),
    import('../fix/replace-file.ts'),
    import('../fix/content-hash.ts'),
    import('../system/node-file-operations.ts'),
    import('./fix/words.ts'),
  ])
  const planned = planEdit(remedy, bytesOf)
  const seen = bytesOf(remedy.edit?.file ?? '')
  if (planned.kind === 'refused') return not(planned.problem)
  if (planned.kind === 'none' || seen === null) return not('there is nothing to write')
  const replaced = replaceFile(
    { path: planned.change.file, seen: contentHash(seen), bytes: planned.bytes, at: system.now() },
    nodeFileOperations(),
  )
  if (replaced.kind !== 'done') return { written: false, notice: whyNotDone(replaced, system.platform) }
  return { written: true, notice: `written, backup ${replaced.backup}; kubectl tlsdoctor fix --undo takes it back` }
}

function not(reason: string): AppliedOnScreen {
  return { written: false, notice: `nothing was changed: ${reason}` }
}
