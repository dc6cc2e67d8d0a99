import type { FileOperations } from '../system/file-operations.ts'

/** The lock was not got; nothing was done. */
export interface Locked {
  readonly kind: 'locked'
  readonly lock: string
  readonly code: string
}

/**
 * Does something while no `kubectl config` writes the same file: holds the lock that client-go's ModifyConfig takes
 * (clientcmd lockFile: `<file>.lock`, created exclusively, beside the name that the kubeconfig was given by). Like
 * kubectl's, it stays where the process dies.
 */
export function whileLocked<T>(path: string, files: FileOperations, act: () => T): T | Locked {
  const lock = `${path}.lock`
  const taken = files.create(lock)
  if (!taken.ok) return { kind: 'locked', lock, code: taken.code }
  taken.value.close()
  const result = act()
  files.remove(lock)
  return result
}
