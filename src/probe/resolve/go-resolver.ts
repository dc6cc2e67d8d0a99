import { joinHostPort } from '../../lib/host-port.ts'
import type { DnsFailure, Resolution } from '../../transcript/transcript.ts'
import { exchange } from './dns-exchange.ts'
import { RECORD_TYPE, type RecordType } from './dns-message.ts'
import { isLookedUp, queryNames } from './query-names.ts'
import type { ResolverConfig } from './resolv-conf.ts'
import { sortByReachability } from './sort-addresses.ts'

interface Question {
  readonly config: ResolverConfig
  readonly signal: AbortSignal
}

type Answered =
  | { readonly kind: 'found'; readonly addresses: readonly string[]; readonly server: string }
  | { readonly kind: 'failed'; readonly reason: DnsFailure; readonly server: string | null }

/**
 * Asks the configured servers as Go's pure resolver does: each candidate name, A and AAAA side by side, every server
 * `attempts` times. Models net.(*Resolver).goLookupIPCNAMEOrder and tryOneName (Go 1.24).
 */
export async function askServers(name: string, config: ResolverConfig, signal: AbortSignal): Promise<Resolution> {
  const refused: Answered = { kind: 'failed', reason: { kind: 'no-such-host' }, server: null }
  if (!isLookedUp(name)) return failedResolution(name, refused)
  let failure: Extract<Answered, { kind: 'failed' }> | null = null
  for (const candidate of queryNames(name, config)) {
    const types: readonly RecordType[] = [RECORD_TYPE.a, RECORD_TYPE.aaaa]
    const results = await Promise.all(types.map((type) => askOneName(candidate, type, { config, signal })))
    const found = results.flatMap((result) => (result.kind === 'found' ? [result] : []))
    const [first] = found
    if (first !== undefined) {
      const addresses = await sortByReachability(found.flatMap((result) => result.addresses))
      return { kind: 'resolved', name, addresses, from: first.server }
    }
    for (const result of results) {
      // Go keeps the first failure of the name as written and lets every other name's replace it.
      if (result.kind === 'failed' && (failure === null || candidate !== `${name}.`)) failure = result
    }
    if (signal.aborted) break
  }
  return failedResolution(name, failure ?? refused)
}

async function askOneName(name: string, type: RecordType, { config, signal }: Question): Promise<Answered> {
  let last: Answered = { kind: 'failed', reason: { kind: 'no-such-host' }, server: null }
  for (let attempt = 0; attempt < config.attempts; attempt++) {
    for (const server of config.servers) {
      const at = joinHostPort(server.address, server.port)
      const exchanged = await exchange({
        server,
        name,
        type,
        timeoutMs: config.timeoutMs,
        useTcp: config.useTcp,
        signal,
      })
      if (exchanged.kind === 'failed') {
        last = { kind: 'failed', reason: exchanged.reason, server: at }
        if (exchanged.reason.kind === 'cut-off') return last
        continue
      }
      const { answer } = exchanged
      // NXDOMAIN (3) and an answer without such a record are the final word; every other code sends Go to the next server.
      const noSuchHost: Answered = { kind: 'failed', reason: { kind: 'no-such-host' }, server: at }
      if (answer.rcode === 3) return noSuchHost
      if (answer.rcode !== 0 || isLameReferral(answer)) {
        last = { kind: 'failed', reason: { kind: 'server-misbehaving', rcode: answer.rcode }, server: at }
        continue
      }
      if (answer.malformed) {
        last = { kind: 'failed', reason: { kind: 'malformed-answer' }, server: at }
        continue
      }
      return answer.ofType === 0 ? noSuchHost : { kind: 'found', addresses: answer.addresses, server: at }
    }
  }
  return last
}

/** A server that neither knows nor asks others, and answers with nothing (net.checkHeader). */
function isLameReferral(answer: {
  readonly authoritative: boolean
  readonly recursionAvailable: boolean
  readonly ofType: number
}): boolean {
  return !answer.authoritative && !answer.recursionAvailable && answer.ofType === 0
}

function failedResolution(name: string, failure: Answered): Resolution {
  if (failure.kind === 'found') return { kind: 'resolved', name, addresses: failure.addresses, from: failure.server }
  return { kind: 'failed', name, server: failure.server, reason: failure.reason }
}
