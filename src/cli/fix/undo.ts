import type { Undoable } from '../../fix/undo.ts'
import { kubeconfigFiles } from '../../kubeconfig/files.ts'
import { escapeControl } from '../../lib/escape.ts'
import type { System } from '../../system/system.ts'
import { EXIT } from '../exit-code.ts'
import type { World } from '../world.ts'
import type { AskedFix } from './asked.ts'
import { confirm, stderrLook } from './confirm.ts'
import { whyNotDone } from './words.ts'

/**
 * Restores the newest backup that `--apply` left of the kubeconfigs in use.
 *
 * @returns the exit status; 0 also where there is nothing to undo
 */
export async function undoNewest(asked: AskedFix, system: System, world: World): Promise<number> {
  const { planUndo, undo } = await import('../../fix/undo.ts')
  const { nodeFileOperations } = await import('../../system/node-file-operations.ts')
  const operations = nodeFileOperations()
  const { files } = kubeconfigFiles(asked.request.flags.kubeconfig, system)
  const plan = planUndo(files, operations)
  if (plan.kind === 'nothing')
    return said(`there is nothing to undo: no backup beside ${files.join(', ')}`, EXIT.ok, world)
  if (plan.kind !== 'undoable') return said(whyNotDone(plan, system.platform), EXIT.failing, world)
  const answer = await showAndAsk(plan.undo, asked, world)
  if (answer === 'no') return said('nothing was changed: you did not say yes', EXIT.failing, world)
  if (answer === 'nobody-to-ask') {
    const how = 'there is no terminal to ask on; to go ahead: kubectl tlsdoctor fix --undo --yes'
    return said(`nothing was changed: ${how}`, EXIT.failing, world)
  }
  const undone = undo(plan.undo, operations)
  if (undone.kind !== 'done') return said(whyNotDone(undone, system.platform), EXIT.failing, world)
  await world.stdout.write(`restored: ${escapeControl(plan.undo.file)}\n`)
  return EXIT.ok
}

async function showAndAsk(undoable: Undoable, asked: AskedFix, world: World) {
  const { restoringDiff } = await import('../../fix/restoring-diff.ts')
  const { changeText } = await import('../../render/remedy-list.ts')
  const look = stderrLook(world, asked.noColor)
  await world.stderr.write(`${changeText(restoringDiff(undoable), look)}\n`)
  return confirm(`Write this to ${escapeControl(undoable.file)}?`, asked.yes, world)
}

async function said(text: string, code: number, world: World): Promise<number> {
  await world.stderr.write(`${escapeControl(text)}\n`)
  return code
}
