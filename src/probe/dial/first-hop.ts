import { joinHostPort } from '../../lib/host-port.ts'
import type { System } from '../../system/system.ts'
import { describeAttempt, describeResolution } from '../stage-detail.ts'
import { TcpDialing } from './tcp.ts'
import type { Journey, Reached } from './transport.ts'

/** Resolves and connects to the first machine on the way: the stages `dns` and `tcp`. kubectl gives both 30 s together. */
export async function firstHop(host: string, port: number, journey: Journey, system: System): Promise<Reached | null> {
  const { recorder, plan, signal } = journey
  const { timeline } = recorder
  const startedAt = system.monotonicMs()
  timeline.start('dns')
  const resolution = await journey.names.resolve(host)
  if (signal.aborted && resolution.kind === 'failed' && resolution.reason.kind === 'cut-off') {
    recorder.resolution = resolution
    return null
  }
  recorder.resolution = resolution
  const status = { literal: 'skipped', resolved: 'ok', failed: 'failed' } as const
  timeline.end('dns', status[resolution.kind], describeResolution(resolution))
  if (resolution.kind === 'failed') return null

  timeline.start('tcp')
  const addresses = resolution.kind === 'literal' ? [resolution.address] : resolution.addresses
  // Of a lookup that several paths share, only what it took of this path's time counts.
  const limitMs = Math.max(0, plan.bounds.dialMs - (system.monotonicMs() - startedAt))
  const dialing = new TcpDialing({ addresses, port, limitMs, signal }, system)
  recorder.dial = () => dialing.dial()
  const socket = await dialing.connect()
  const { attempts, connected } = dialing.dial()
  if (socket === null || connected === null) {
    if (!signal.aborted) {
      const tried = attempts.map((attempt) => `${attempt.remote}: ${describeAttempt(attempt.result)}`).join(', ')
      timeline.end('tcp', 'failed', tried === '' ? `${joinHostPort(host, port)}: no time left` : tried)
    }
    return null
  }
  journey.opened(socket)
  timeline.end('tcp', 'ok', `connected to ${connected.remote}`)
  return { stream: socket, local: connected.local, remote: connected.remote }
}
