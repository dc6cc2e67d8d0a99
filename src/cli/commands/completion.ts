import { UsageError } from '../../errors.ts'
import { choicesOf } from '../completion/choices.ts'
import { complete } from '../completion/complete.ts'
import { completionLines } from '../completion/protocol.ts'
import { completionScripts, isShell, SHELLS } from '../completion/scripts.ts'
import { EXIT } from '../exit-code.ts'
import type { RunCommand } from '../invocation.ts'
import { shown } from '../read-flags.ts'
import type { World } from '../world.ts'

/** Prints a script for a shell, or the helper that kubectl calls. */
export const runCompletion: RunCommand = async ({ positionals: [shell] }, world) => {
  const known = SHELLS.join(', ')
  if (shell === undefined) throw new UsageError(`there is no shell given; there are: ${known}`)
  if (!isShell(shell)) throw new UsageError(`there is no shell ${JSON.stringify(shown(shell))}; there are: ${known}`)
  await world.stdout.write(completionScripts[shell])
  return EXIT.ok
}

/** What the scripts call: the words behind the program's name, the last of them unfinished. */
export async function runComplete(words: readonly string[], world: World): Promise<number> {
  const found = await complete(words, (kind, kubeconfig) => choicesOf(kind, kubeconfig, () => world.system()))
  await world.stdout.write(completionLines(found))
  return EXIT.ok
}
