import type { System } from '../system/system.ts'

/** A system that remembers the files it was asked for, so that what is written later rests on what was judged. */
export function rememberReads(system: System): {
  readonly system: System
  readonly bytesOf: (file: string) => Uint8Array | null
} {
  const seen = new Map<string, Uint8Array>()
  return {
    system: {
      ...system,
      readFile(path, options) {
        const read = system.readFile(path, options)
        // One byte is read of a file to see whether it is there at all.
        if (read.ok && !read.truncated) seen.set(path, read.bytes)
        return read
      },
    },
    bytesOf: (file) => seen.get(file) ?? null,
  }
}
