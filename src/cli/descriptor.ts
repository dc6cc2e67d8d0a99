import { fstatSync, writeSync } from 'node:fs'

/** Writes until the descriptor takes no more; gives what is left, `[]` bytes where nothing is. @throws as write(2) fails */
export type WriteToDescriptor = (bytes: Uint8Array) => Uint8Array

/**
 * Standard output or error where it is a file or a pipe, written without a stream, which takes milliseconds to make.
 * `null`: it may be a terminal, or it is closed; then the stream knows better. Not on Windows, whose consoles want text
 * and not bytes.
 */
export function plainDescriptor(descriptor: 1 | 2, platform: NodeJS.Platform): WriteToDescriptor | null {
  return platform !== 'win32' && isPlain(descriptor) ? (bytes) => writeOut(descriptor, bytes) : null
}

function isPlain(descriptor: number): boolean {
  try {
    const stat = fstatSync(descriptor)
    return stat.isFile() || stat.isFIFO() || stat.isSocket()
  } catch {
    return false
  }
}

function writeOut(descriptor: number, bytes: Uint8Array): Uint8Array {
  let rest = bytes
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest))
    } catch (error) {
      // Somebody made the pipe non-blocking, and it is full: a stream waits until its reader has caught up.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      return rest
    }
  }
  return rest
}
