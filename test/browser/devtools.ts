import type { Readable, Writable } from 'node:stream'

/** An event of the protocol: https://chromedevtools.github.io/devtools-protocol/. */
export interface DevtoolsEvent {
  readonly method: string
  readonly params: Readonly<Record<string, unknown>>
  readonly sessionId?: string
}

export interface Devtools {
  /** What the browser answers; throws what it refuses, and where it says nothing within ten seconds. */
  send(method: string, params?: object, sessionId?: string): Promise<Readonly<Record<string, unknown>>>
  /** Calls for every event from now on, until the function that is handed back is called. */
  listen(heard: (event: DevtoolsEvent) => void): () => void
}

const ANSWER_MS = 10_000

/** `--remote-debugging-pipe`: JSON messages that end with NUL, commands on the browser's fd 3, the rest on its fd 4. */
export function devtoolsOver(commands: Writable, messages: Readable): Devtools {
  const waiting = new Map<number, (message: Message) => void>()
  const listeners = new Set<(event: DevtoolsEvent) => void>()
  let sent = 0
  readMessages(messages, (message) => {
    if (message.id !== undefined) waiting.get(message.id)?.(message)
    else for (const heard of listeners) heard(message as DevtoolsEvent)
  })
  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        const id = ++sent
        const timer = setTimeout(() => settle({ id, error: { message: 'no answer' } }), ANSWER_MS)
        const settle = ({ result, error }: Message) => {
          clearTimeout(timer)
          waiting.delete(id)
          if (error === undefined) resolve(result ?? {})
          else reject(new Error(`${method}: ${error.message}`))
        }
        waiting.set(id, settle)
        commands.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`)
      }),
    listen: (heard) => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
  }
}

interface Message {
  readonly id?: number
  readonly result?: Readonly<Record<string, unknown>>
  readonly error?: { readonly message: string }
}

function readMessages(from: Readable, take: (message: Message) => void): void {
  let rest: readonly Buffer[] = []
  from.on('data', (chunk: Buffer) => {
    let start = 0
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      take(JSON.parse(Buffer.concat([...rest, chunk.subarray(start, end)]).toString()) as Message)
      rest = []
      start = end + 1
    }
    rest = [...rest, chunk.subarray(start)]
  })
}
