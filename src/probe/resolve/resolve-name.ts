import { lookup } from 'node:dns'
import { isIP } from 'node:net'
import type { System } from '../../system/system.ts'
import type { Resolution } from '../../transcript/transcript.ts'
import { within } from '../wait.ts'
import { askServers } from './go-resolver.ts'
import { hostsFileAddresses } from './hosts-file.ts'
import { defaultResolverConfig, parseResolvConf, type ResolverConfig } from './resolv-conf.ts'
import { sortByReachability } from './sort-addresses.ts'

/** Go's dialer spends at most this long on a connection, names included (client-go's Dialer.Timeout). */
const LOOKUP_BOUND_MS = 30_000
const MAX_FILE_BYTES = 1024 * 1024

/**
 * Resolves a host as kubectl does. On Linux kubectl is built without cgo: /etc/hosts, then the servers of
 * /etc/resolv.conf, asked directly. Elsewhere Go asks the system, and so does this. Never rejects.
 */
export async function resolveName(name: string, signal: AbortSignal, system: System): Promise<Resolution> {
  if (isIP(name.replace(/%.*$/, '')) !== 0) return { kind: 'literal', address: name }
  if (system.platform !== 'linux') return resolveThroughSystem(name, signal)
  return resolveWithFiles(name, { hosts: read('/etc/hosts', system), config: resolverConfig(system) }, signal)
}

export interface ResolverFiles {
  /** Text of /etc/hosts. */
  readonly hosts: string
  readonly config: ResolverConfig
}

/** The Linux way, with what the two files say given. */
export async function resolveWithFiles(name: string, files: ResolverFiles, signal: AbortSignal): Promise<Resolution> {
  const listed = hostsFileAddresses(files.hosts, name)
  if (listed.length > 0) {
    return { kind: 'resolved', name, addresses: await sortByReachability(listed), from: 'hosts-file' }
  }
  const asked = new AbortController()
  const waited = await within(
    askServers(name, files.config, AbortSignal.any([signal, asked.signal])),
    LOOKUP_BOUND_MS,
    signal,
  )
  asked.abort()
  if (waited.kind === 'done') return waited.value
  const reason = waited.kind === 'timeout' ? ({ kind: 'timeout', local: '' } as const) : ({ kind: 'cut-off' } as const)
  return { kind: 'failed', name, server: null, reason }
}

function resolverConfig(system: System): ResolverConfig {
  const text = read('/etc/resolv.conf', system)
  return text === '' ? defaultResolverConfig : parseResolvConf(text)
}

function read(path: string, system: System): string {
  const file = system.readFile(path, { maxBytes: MAX_FILE_BYTES })
  return file.ok ? new TextDecoder('latin1').decode(file.bytes) : ''
}

async function resolveThroughSystem(name: string, signal: AbortSignal): Promise<Resolution> {
  const { promise, resolve } = Promise.withResolvers<Resolution>()
  lookup(name, { all: true, order: 'verbatim' }, (error, entries) => {
    if (error === null) {
      resolve({ kind: 'resolved', name, addresses: entries.map((entry) => entry.address), from: 'system' })
    } else {
      const temporary = error.code === 'EAI_AGAIN' || error.code === 'EAI_FAIL'
      // getaddrinfo(3) says no more than "try again" where a server failed: 2 is SERVFAIL (RFC 1035 section 4.1.1).
      const reason = temporary
        ? ({ kind: 'server-misbehaving', rcode: 2 } as const)
        : ({ kind: 'no-such-host' } as const)
      resolve({ kind: 'failed', name, server: null, reason })
    }
  })
  const waited = await within(promise, LOOKUP_BOUND_MS, signal)
  if (waited.kind === 'done') return waited.value
  const reason = waited.kind === 'timeout' ? ({ kind: 'timeout', local: '' } as const) : ({ kind: 'cut-off' } as const)
  return { kind: 'failed', name, server: null, reason }
}
