import { UsageError } from '../errors.ts'
import type { FileRead, System } from './system.ts'

/**
 * A file that a kubeconfig or a flag names, as a whole: one that is judged by its beginning is another file.
 *
 * @throws UsageError where it is longer than `maxBytes`, which none of its kind is
 */
export function readWhole(path: string, maxBytes: number, system: System): FileRead {
  const read = system.readFile(path, { maxBytes })
  if (read.ok && read.truncated) throw new UsageError(`${path}: more than ${maxBytes} bytes, too long to be read`)
  return read
}
