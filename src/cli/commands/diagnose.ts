import { askedDiagnosis, diagnoseAndShow } from '../diagnosis.ts'
import type { RunCommand } from '../invocation.ts'

/** Why kubectl fails here, or fails with the command after `--`. */
export const runDiagnose: RunCommand = async (invocation, world) => {
  const asked = askedDiagnosis(invocation)
  return diagnoseAndShow(asked, await world.system(), world)
}
