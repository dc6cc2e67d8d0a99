import type { DiagnoseRequest } from '../diagnose/request.ts'
import { UsageError } from '../errors.ts'
import { parseDuration } from '../lib/duration.ts'
import { redactUrlPassword } from '../lib/url-password.ts'
import { parseGoUrl } from '../target/go-url.ts'
import { SOURCES, TRANSPORTS } from '../transcript/network-path.ts'
import { connectionFlags, mergeConnectionFlags } from './connection.ts'
import { FAIL_ON, type FailOn } from './exit-code.ts'
import type { FlagName } from './flags.ts'
import { type Invocation, isSet, lastValue } from './invocation.ts'
import { type KubectlArguments, readKubectlArgs } from './kubectl-args.ts'
import { shown } from './read-flags.ts'

const DEFAULT_TIMEOUT_MS = 60_000
/** Node's timers hold no more (2^31 - 1 ms). */
const LONGEST_TIMEOUT_MS = 2_147_483_647

/**
 * What the command line asks of a diagnosis, checked.
 *
 * @throws UsageError for a value that makes no sense
 */
export function diagnoseRequest(invocation: Invocation): DiagnoseRequest {
  const kubectl = kubectlArguments(invocation)
  return {
    flags: mergeConnectionFlags(connectionFlags(invocation.values), kubectl.flags),
    kubectlArgs: kubectl.argv,
    runnable: kubectl.runnable,
    kubectl: lastValue(invocation, 'kubectl') ?? null,
    kubectlVersion: lastValue(invocation, 'kubectl-version') ?? null,
    observe: !isSet(invocation, 'no-observe'),
    via: (invocation.values.get('via') ?? []).map(proxyUrl),
    endpoints: (invocation.values.get('endpoint') ?? []).map(endpoint),
    only: pathList(invocation, 'only'),
    exclude: pathList(invocation, 'exclude'),
    canaries: !isSet(invocation, 'no-canaries'),
    sendCredentials: oneOf(invocation, 'send-credentials', ['verified', 'never']),
    timeoutMs: timeoutMs(invocation),
  }
}

/** @throws UsageError */
export function failOn(invocation: Invocation): FailOn {
  return oneOf(invocation, 'fail-on', FAIL_ON)
}

function kubectlArguments({ afterDashes }: Invocation): KubectlArguments {
  return afterDashes === null ? { argv: [], flags: {}, runnable: true } : readKubectlArgs(afterDashes)
}

/** The first choice is the default. */
function oneOf<T extends string>(invocation: Invocation, name: FlagName, choices: readonly [T, ...T[]]): T {
  const asked = lastValue(invocation, name)
  if (asked === undefined) return choices[0]
  const choice = choices.find((candidate) => candidate === asked)
  if (choice === undefined) throw invalid(name, asked, `must be one of ${choices.join(', ')}`)
  return choice
}

/**
 * Milliseconds between two runs; `null`: one run.
 *
 * @throws UsageError
 */
export function watchMs(invocation: Invocation): number | null {
  const asked = lastValue(invocation, 'watch')
  if (asked === undefined) return null
  const duration = parseDuration(asked)
  if (duration === null) throw invalid('watch', asked, 'must be a duration such as 30s or 5m')
  if (duration < SHORTEST_WATCH_MS) throw invalid('watch', asked, 'must be at least 1s')
  return Math.min(duration, LONGEST_TIMEOUT_MS)
}

/** Others use that network, too. */
const SHORTEST_WATCH_MS = 1000

function timeoutMs(invocation: Invocation): number {
  const asked = lastValue(invocation, 'timeout')
  if (asked === undefined) return DEFAULT_TIMEOUT_MS
  const duration = parseDuration(asked)
  if (duration === null) throw invalid('timeout', asked, 'must be a duration such as 30s or 1m30s')
  if (duration < 1) throw invalid('timeout', asked, 'must be at least 1ms')
  return Math.min(duration, LONGEST_TIMEOUT_MS)
}

const PROXY_SCHEMES = ['http', 'https', 'socks5', 'ssh']

/** Never shows the URL: it may hold a password. */
function proxyUrl(text: string): string {
  const scheme = /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/[^/?#]/i.exec(text)?.groups?.scheme?.toLowerCase()
  if (scheme === undefined || !PROXY_SCHEMES.includes(scheme) || !parseGoUrl(text).ok) {
    throw new UsageError('invalid argument for "--via" flag: must be a URL with http://, https://, socks5:// or ssh://')
  }
  return text
}

function endpoint(text: string): string {
  const wellFormed =
    /^(?:\[[0-9a-f:.]+(?:%[\w.-]+)?\](?::\d{1,5})?|[^\s/@:[\]]+(?::\d{1,5})?|[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*)$/i.test(
      text,
    )
  const port = Number(/:(?<port>\d+)$/.exec(text)?.groups?.port ?? 443)
  if (!wellFormed || port < 1 || (port > 65_535 && !text.includes('::'))) {
    throw invalid('endpoint', text, 'must be HOST or HOST:PORT')
  }
  return text
}

function pathList(invocation: Invocation, name: 'only' | 'exclude'): readonly string[] {
  const items = (invocation.values.get(name) ?? []).flatMap((list) => list.split(',')).map((item) => item.trim())
  const known: readonly string[] = [...TRANSPORTS, ...SOURCES]
  for (const item of items) {
    if (known.includes(item) || item.includes('>')) continue
    throw invalid(name, item, `must be a path id or one of ${known.join(', ')}`)
  }
  return items
}

function invalid(name: FlagName, value: string, reason: string): UsageError {
  return new UsageError(
    `invalid argument ${JSON.stringify(shown(redactUrlPassword(value)))} for "--${name}" flag: ${reason}`,
  )
}
