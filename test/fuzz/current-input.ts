import { openSync, readFileSync, writeSync } from 'node:fs'

const HEADER_BYTES = 8

/** A file that holds what is being tried right now, for when the process that tries it never comes back. */
export class CurrentInput {
  readonly #fd: number
  #turn = 0

  constructor(file: string) {
    this.#fd = openSync(file, 'w')
  }

  /** What stands behind the input is of one before. */
  set(input: Uint8Array): void {
    const header = Buffer.alloc(HEADER_BYTES)
    header.writeUInt32LE(++this.#turn, 0)
    header.writeUInt32LE(input.length, 4)
    writeSync(this.#fd, Buffer.concat([header, input]), 0, HEADER_BYTES + input.length, 0)
  }
}

/** `turn`: how many inputs there have been; while it stands still, one of them is being tried. */
export function currentInput(file: string): { readonly turn: number; readonly input: Uint8Array } {
  const bytes = readFileSync(file)
  if (bytes.length < HEADER_BYTES) return { turn: 0, input: new Uint8Array(0) }
  const length = bytes.readUInt32LE(4)
  return { turn: bytes.readUInt32LE(0), input: new Uint8Array(bytes.subarray(HEADER_BYTES, HEADER_BYTES + length)) }
}
