import type { Duplex } from 'node:stream'
import type { RecordTrail } from '../../transcript/record-trail.ts'
import { within } from '../wait.ts'

/** A peer that is about to end or to go on does so at once, or waits for us. */
const QUIET_MS = 250
const LIMIT_MS = 1500
/** The longest message that some client takes, and records around it. */
const MAX_BYTES = 512 * 1024

type Afterwards = NonNullable<RecordTrail['afterwards']>

/**
 * Reads on where our own stack would not, until the peer ends, is quiet for 250 ms, or a bound is reached: 1.5 s, 512 KiB,
 * `limitMs`. What comes is shown by whoever listens to the stream already. `null`: the run ended.
 *
 * @param ended how the peer had ended already; `null`: it has not
 */
export async function watchOn(
  stream: Duplex,
  ended: 'closed' | 'reset' | null,
  limitMs: number,
  signal: AbortSignal,
): Promise<Afterwards | null> {
  if (ended !== null) return ended
  const { promise, resolve } = Promise.withResolvers<Afterwards>()
  let bytes = 0
  // After a busy while timers come before what has arrived meanwhile, so that one more look is due.
  const silent = () => {
    const before = bytes
    setImmediate(() => setImmediate(() => bytes === before && resolve('silent')))
  }
  let quiet = setTimeout(silent, QUIET_MS)
  const onData = (chunk: Uint8Array) => {
    clearTimeout(quiet)
    bytes += chunk.length
    if (bytes > MAX_BYTES) resolve('talking')
    else quiet = setTimeout(silent, QUIET_MS)
  }
  stream.on('data', onData)
  stream.once('end', () => resolve('closed'))
  stream.once('error', () => resolve('reset'))
  stream.once('close', () => resolve('closed'))
  stream.resume()
  try {
    const waited = await within(promise, Math.min(LIMIT_MS, limitMs), signal)
    if (waited.kind === 'cut-off') return null
    if (waited.kind === 'done') return waited.value
    return bytes > 0 ? 'talking' : 'silent'
  } finally {
    clearTimeout(quiet)
    stream.off('data', onData)
  }
}
