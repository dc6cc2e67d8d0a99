import type { PlannedEdit } from '../../fix/planned-edit.ts'
import { escapeControl } from '../../lib/escape.ts'
import type { AppliedRemedy, NamedRemedy, RemedyList } from '../../report/remedy-list.ts'
import type { System } from '../../system/system.ts'
import { EXIT } from '../exit-code.ts'
import { lookOf } from '../terminal.ts'
import type { World } from '../world.ts'
import type { AskedFix } from './asked.ts'
import { confirm, stderrLook } from './confirm.ts'
import { type Looked, lookForRemedies } from './look.ts'
import { undoNewest } from './undo.ts'
import { whyNotDone } from './words.ts'

/**
 * Shows what would change, asks, writes, and diagnoses again.
 *
 * @returns the exit status: 0 only where the new diagnosis says that kubectl's path works
 */
export async function applyRemedy(
  remedy: NamedRemedy,
  looked: Looked,
  asked: AskedFix,
  system: System,
  world: World,
): Promise<number> {
  const { planEdit } = await import('../../fix/planned-edit.ts')
  const { whyNot } = await import('../../render/remedy-list.ts')
  const planned = planEdit(remedy, looked.bytesOf)
  if (remedy.proof.status === 'refuted') {
    return refuse(`it was tried on the evidence and does not help: ${remedy.proof.reason}`, world)
  }
  if (planned.kind !== 'planned') {
    await tell(`${remedy.name}: ${remedy.title}\n${whyNot(remedy)}`, world)
    return EXIT.failing
  }
  const answer = await showAndAsk(remedy, planned, asked, world)
  if (answer !== 'yes') return refuse(answer, world)
  const written = await write(remedy, planned, looked, system, world)
  return written === null ? EXIT.failing : prove(remedy, written, asked, system, world)
}

type Planned = Extract<PlannedEdit, { readonly kind: 'planned' }>

async function showAndAsk(remedy: NamedRemedy, planned: Planned, asked: AskedFix, world: World): Promise<string> {
  const { changeText, exposureText } = await import('../../render/remedy-list.ts')
  const look = stderrLook(world, asked.noColor)
  await world.stderr.write(`${escapeControl(`${remedy.name}: ${remedy.title}`)}\n\n`)
  await world.stderr.write(exposureText(remedy, look) + changeText(planned.change, look))
  await world.stderr.write('\n')
  const answer = await confirm(`Write this to ${escapeControl(planned.change.file)}?`, asked.yes, world)
  if (answer === 'nobody-to-ask') {
    return `there is no terminal to ask on; to go ahead: kubectl tlsdoctor fix ${remedy.name} --apply --yes`
  }
  return answer === 'no' ? 'you did not say yes' : answer
}

async function write(
  remedy: NamedRemedy,
  planned: Planned,
  looked: Looked,
  system: System,
  world: World,
): Promise<{ readonly file: string; readonly backup: string } | null> {
  const { replaceFile } = await import('../../fix/replace-file.ts')
  const { contentHash } = await import('../../fix/content-hash.ts')
  const { nodeFileOperations } = await import('../../system/node-file-operations.ts')
  const seen = looked.bytesOf(remedy.edit?.file ?? '')
  if (seen === null) return null
  const replaced = replaceFile(
    { path: planned.change.file, seen: contentHash(seen), bytes: planned.bytes, at: system.now() },
    nodeFileOperations(),
  )
  if (replaced.kind === 'done') return replaced
  await tell(whyNotDone(replaced, system.platform), world)
  return null
}

/** What counts is not that it was written, but that kubectl works then. */
async function prove(
  remedy: NamedRemedy,
  { file, backup }: { readonly file: string; readonly backup: string },
  asked: AskedFix,
  system: System,
  world: World,
): Promise<number> {
  await tell('written; a new diagnosis tells whether it helps', world)
  const again = await lookForRemedies(asked, system, world)
  const mended = again.list.outcome === 'healthy' || again.list.outcome === 'degraded'
  const applied: AppliedRemedy = { name: remedy.name, title: remedy.title, file, backup, mended }
  await print({ ...again.list, applied }, asked, world)
  if (again.interrupted) return EXIT.interrupted
  if (mended) return EXIT.ok
  const answer = await confirm('It did not help. Undo it?', false, world)
  if (answer === 'yes') await undoNewest({ ...asked, yes: true }, system, world)
  return EXIT.failing
}

async function print(list: RemedyList, asked: AskedFix, world: World): Promise<void> {
  const { appliedText, remedyListRenderers } = await import('../../render/remedy-list.ts')
  const look = lookOf(world, asked.noColor)
  const text = { ...remedyListRenderers, text: appliedText }[asked.format](list, look)
  await world.stdout.write(text)
}

async function refuse(reason: string, world: World): Promise<number> {
  await tell(`nothing was changed: ${reason}`, world)
  return EXIT.failing
}

async function tell(text: string, world: World): Promise<void> {
  await world.stderr.write(`${text.split('\n').map(escapeControl).join('\n')}\n`)
}
