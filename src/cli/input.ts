import { UsageError } from '../errors.ts'
import { goPathError } from '../kubeconfig/go-errno.ts'
import { shown } from './read-flags.ts'
import type { World } from './world.ts'

/**
 * The bytes of a file that was named on the command line; `-` is standard input.
 *
 * @throws UsageError where it cannot be read, or is longer than `maxBytes`
 */
export async function readInput(name: string, maxBytes: number, world: World): Promise<Uint8Array> {
  if (name === '-') {
    const bytes = await world.readStdin(maxBytes)
    if (bytes === null) throw new UsageError(`standard input: more than ${maxBytes} bytes`)
    return bytes
  }
  const system = await world.system()
  const read = system.readFile(name, { maxBytes })
  if (!read.ok) throw new UsageError(goPathError(shown(name), read, system.platform))
  if (read.truncated) throw new UsageError(`${shown(name)}: more than ${maxBytes} bytes`)
  return read.bytes
}
