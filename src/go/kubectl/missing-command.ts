import type { KubeconfigBehaviours } from '../../release/kubeconfig-behaviours.ts'

type MissingCommand = KubeconfigBehaviours['missingCommands'][number]

/** What kubectl says, before it reads any file, to a command that came with a later release; `null`: it has it. */
export function missingCommandText(verb: string, missing: readonly MissingCommand[]): string | null {
  const command = missing.find((one) => one === verb)
  return command === undefined ? null : TEXTS[command]
}

/** cobra looks for a plugin of that name first; below `auth` kubectl's own help speaks. */
const TEXTS: Readonly<Record<MissingCommand, string>> = {
  events: 'unknown command "events" for "kubectl"',
  'auth whoami': `unknown command "whoami"\nSee 'kubectl auth -h' for help and examples`,
}
