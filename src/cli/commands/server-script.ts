import { serverScript } from '../../report/server-script.ts'
import { EXIT } from '../exit-code.ts'
import type { RunCommand } from '../invocation.ts'

/** The script is the output: it goes to a file, or straight into `ssh HOST sh`. */
export const runServerScript: RunCommand = async (_, world) => {
  await world.stdout.write(serverScript)
  return EXIT.ok
}
