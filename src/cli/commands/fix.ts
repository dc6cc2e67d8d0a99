import { UsageError } from '../../errors.ts'
import { EXIT } from '../exit-code.ts'
import { applyRemedy } from '../fix/apply.ts'
import { type AskedFix, askedFix } from '../fix/asked.ts'
import { chooseRemedy } from '../fix/choose.ts'
import { type Looked, lookForRemedies } from '../fix/look.ts'
import { undoNewest } from '../fix/undo.ts'
import type { RunCommand } from '../invocation.ts'
import { lookOf } from '../terminal.ts'
import type { World } from '../world.ts'

/** Lists the remedies, shows one, carries one out, or takes the last one back. */
export const runFix: RunCommand = async (invocation, world) => {
  const asked = askedFix(invocation)
  const system = await world.system()
  if (asked.undo) return undoNewest(asked, system, world)
  const looked = await lookForRemedies(asked, system, world)
  if (looked.interrupted) {
    await print(looked, asked, world)
    return EXIT.interrupted
  }
  if (asked.name === null) return print(looked, asked, world)
  const remedy = await chosen(asked.name, looked, asked)
  if (remedy === null) return notHere(asked.name, looked, asked, world)
  if (asked.apply) return applyRemedy(remedy, looked, asked, system, world)
  return print({ ...looked, list: { ...looked.list, remedies: [remedy] } }, asked, world)
}

async function chosen(name: string, { list }: Looked, { apply }: AskedFix) {
  const { remedyKinds } = await import('../../remedies/index.ts')
  try {
    return chooseRemedy(list.remedies, name, apply, Object.keys(remedyKinds))
  } catch (error) {
    // A kubeconfig without trouble has no remedies, whatever they are called.
    if (error instanceof UsageError && list.remedies.length === 0 && works(list)) return null
    throw error
  }
}

/** What works needs no remedy: done. What does not needs another. */
async function notHere(name: string, looked: Looked, asked: AskedFix, world: World): Promise<number> {
  await world.stderr.write(
    works(looked.list)
      ? 'nothing to do: kubectl works here\n'
      : `nothing was changed: ${name} does not come into question here\n`,
  )
  await print(looked, { ...asked, name: null }, world)
  return works(looked.list) ? EXIT.ok : EXIT.failing
}

function works({ outcome }: Looked['list']): boolean {
  return outcome === 'healthy' || outcome === 'degraded'
}

async function print({ list }: Looked, asked: AskedFix, world: World): Promise<number> {
  const { remedyInFull, remedyListRenderers } = await import('../../render/remedy-list.ts')
  const look = lookOf(world, asked.noColor)
  const [only] = list.remedies
  const inFull = asked.name !== null && asked.format === 'text' && list.remedies.length === 1 && only !== undefined
  await world.stdout.write(inFull ? remedyInFull(only, look) : remedyListRenderers[asked.format](list, look))
  return EXIT.ok
}
