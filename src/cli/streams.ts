import type { Output, World } from './world.ts'

/** The real process. */
export function nodeWorld(): World {
  return {
    stdout: output(() => process.stdout),
    stderr: output(() => process.stderr),
    env: process.env,
    platform: process.platform,
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
