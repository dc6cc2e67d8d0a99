import type { Output, World } from './world.ts'

/** The real process. */
export function nodeWorld(): World {
  return {
    stdout: output(() => process.stdout),
    stderr: output(() => process.stderr),
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
 * reader that has gone away is no error of ours: EPIPE ends the writing and nothing else.
 */
export function output(stream: () => NodeJS.WriteStream): Output {
  let closed = false
  let listening = false
  return {
    get isTty() {
      return stream().isTTY === true
    },
    get columns() {
      return stream().columns ?? null
    },
    get rows() {
      return stream().rows ?? null
    },
    write(text) {
      if (closed) return Promise.resolve()
      if (!listening) {
        listening = true
        stream().on('error', (error: NodeJS.ErrnoException) => {
          closed = true
          if (error.code !== 'EPIPE') throw error
        })
      }
      return new Promise((resolve) => {
        stream().write(text, () => resolve())
      })
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
