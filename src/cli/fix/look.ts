import { lookedUp, planEdit } from '../../fix/planned-edit.ts'
import { rememberReads } from '../../fix/remember-reads.ts'
import type { RemedyList } from '../../report/remedy-list.ts'
import type { System } from '../../system/system.ts'
import { interruptible } from '../interrupt.ts'
import { progress } from '../progress.ts'
import type { World } from '../world.ts'
import type { AskedFix } from './asked.ts'

/** A diagnosis with its remedies, and the kubeconfigs as they were read for it. */
export interface Looked {
  readonly list: RemedyList
  readonly bytesOf: (file: string) => Uint8Array | null
  readonly interrupted: boolean
}

export async function lookForRemedies({ request }: AskedFix, system: System, world: World): Promise<Looked> {
  const [{ diagnose }, { reportOf }, { remedyListOf }] = await Promise.all([
    import('../../diagnose.ts'),
    import('../../diagnose/report-of.ts'),
    import('../../report/remedy-list.ts'),
  ])
  const ctrlC = interruptible(world)
  const watched = progress(world)
  const { system: remembering, bytesOf } = rememberReads(system)
  try {
    const found = await diagnose(request, { signal: ctrlC.signal, onEvent: watched.onEvent }, remembering)
    await watched.end()
    const list = remedyListOf(reportOf(found), (remedy) => lookedUp(planEdit(remedy, bytesOf)))
    return { list, bytesOf, interrupted: found.interrupted === 'signal' }
  } finally {
    ctrlC.stop()
  }
}
