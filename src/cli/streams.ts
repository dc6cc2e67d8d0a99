import { UsageError } from '../errors.ts'
import { plainDescriptor, type WriteToDescriptor } from './descriptor.ts'
import type { Output, World } from './world.ts'

/** The real process. */
export function nodeWorld(): World {
  return {
    stdout: output(() => process.stdout, plainDescriptor(1, process.platform), 'standard output'),
    stderr: output(() => process.stderr, plainDescriptor(2, process.platform)),
    get stdinIsTty() {
      return process.stdin.isTTY === true
    },
    ask: (question) => askLine(question),
    readStdin: (maxBytes) => readAll(process.stdin, maxBytes),
    env: process.env,
    platform: process.platform,
    terminal() {
      const { stdin, stdout } = process
      return stdin.isTTY === true && stdout.isTTY === true ? { stdin, stdout } : null
    },
    onInterrupt(listener) {
      process.on('SIGINT', listener)
      return () => process.off('SIGINT', listener)
    },
    exit: (code) => process.exit(code),
    system: async () => (await import('../system/node.ts')).nodeSystem(),
  }
}

/**
 * A stream of the process, touched only when it is used: the first access to `process.stdout` costs milliseconds. A
 * reader that has gone away is no error of ours: EPIPE ends the writing and nothing else. A full disk is told, where there
 * is somebody to tell it to.
 *
 * @param name for that message; `null`: this is where messages go
 */
export function output(
  stream: () => NodeJS.WriteStream,
  direct: WriteToDescriptor | null = null,
  name: string | null = null,
): Output {
  let plain = direct
  let closed = false
  let listening = false
  /** @throws UsageError */
  const fail = (error: NodeJS.ErrnoException) => {
    closed = true
    if (error.code !== 'EPIPE' && name !== null) {
      throw new UsageError(`cannot write to ${name}: ${error.code ?? error.message}`)
    }
  }
  const writeToStream = (text: string | Uint8Array): Promise<void> => {
    if (!listening) {
      listening = true
      // Without a listener an error ends the process; whoever writes hears of it below.
      stream().on('error', () => {
        closed = true
      })
    }
    return new Promise((resolve, reject) => {
      stream().write(text, (error) => (error == null ? resolve() : reject(error)))
    })
  }
  return {
    get isTty() {
      return direct === null && stream().isTTY === true
    },
    get columns() {
      return direct === null ? (stream().columns ?? null) : null
    },
    get rows() {
      return direct === null ? (stream().rows ?? null) : null
    },
    async write(text) {
      if (closed) return
      try {
        const rest = plain === null ? text : plain(Buffer.from(text))
        if (rest.length === 0) return
        plain = null
        await writeToStream(rest)
      } catch (error) {
        fail(error as NodeJS.ErrnoException)
      }
    },
  }
}

/** `terminal: false`, so that Ctrl-C keeps its usual meaning. */
async function askLine(question: string): Promise<string | null> {
  const { createInterface } = await import('node:readline')
  const lines = createInterface({ input: process.stdin, terminal: false })
  process.stderr.write(question)
  const answer = await new Promise<string | null>((resolve) => {
    lines.once('line', resolve)
    lines.once('close', () => resolve(null))
  })
  lines.close()
  // A terminal that is still read would keep the process alive.
  process.stdin.pause()
  return answer
}

/** A directory or a closed descriptor as standard input is an empty one. */
async function readAll(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let total = 0
  try {
    for await (const part of stream) {
      total += part.length
      if (total > maxBytes) return null
      parts.push(part)
    }
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
  }
  return new Uint8Array(Buffer.concat(parts))
}
