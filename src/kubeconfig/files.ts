import { posix, win32 } from 'node:path'
import type { System } from '../system/system.ts'

/** Which files client-go reads, in order of precedence, and what decided it. */
export interface KubeconfigFiles {
  /** `--kubeconfig` names one file that must exist; of the others a missing one is passed over. */
  readonly by: 'flag' | 'variable' | 'default'
  readonly files: readonly string[]
}

/**
 * Models clientcmd.NewDefaultClientConfigLoadingRules and ClientConfigLoadingRules.Load: the flag, else the list in
 * KUBECONFIG without empty elements and repetitions, else `~/.kube/config`. An empty flag counts as none.
 */
export function kubeconfigFiles(flag: string | undefined, system: System): KubeconfigFiles {
  if (flag !== undefined && flag !== '') return { by: 'flag', files: [flag] }
  const list = system.env.KUBECONFIG ?? ''
  if (list !== '') {
    const separator = system.platform === 'win32' ? ';' : ':'
    return { by: 'variable', files: [...new Set(list.split(separator))].filter((file) => file !== '') }
  }
  const { join } = system.platform === 'win32' ? win32 : posix
  return { by: 'default', files: [join(system.homeDir, '.kube', 'config')] }
}
