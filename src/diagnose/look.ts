import type { Canary } from '../case.ts'
import { mayAuthenticate, mayAuthenticateToProxy } from '../go/may-authenticate.ts'
import type { Credentials } from '../kubeconfig/credentials.ts'
import { type ExecOutcome, runExecPlugin } from '../kubeconfig/exec-plugin.ts'
import { addressPaths, certificateNamePaths, planPaths } from '../paths/index.ts'
import { isWanted } from '../paths/selection.ts'
import type { ProbePlan, StageBounds } from '../probe/plan.ts'
import { probeAll, resolveName } from '../probe/probe.ts'
import type { System } from '../system/system.ts'
import { kubectlRequests, type PlannedRequest } from '../target/requests.ts'
import type { Target } from '../target/target.ts'
import { upgradeRequest } from '../target/upgrade-request.ts'
import type { NetworkPath } from '../transcript/network-path.ts'
import type { TlsExchange, Transcript } from '../transcript/transcript.ts'
import { described } from '../x509/described.ts'
import { elsewhere } from './elsewhere.ts'
import type { Run } from './request.ts'
import type { Situation } from './situation.ts'

/** What the wire, and the exec plugin, said. */
export interface Seen {
  readonly requests: readonly PlannedRequest[]
  readonly paths: readonly NetworkPath[]
  readonly transcripts: readonly Transcript[]
  readonly canaries: readonly Canary[]
  readonly exec: ExecOutcome | null
}

interface Looked {
  readonly seen: Seen
  /** What was, or could have been, sent; an exec plugin's answer included. Never part of a Case. */
  readonly credentials: Credentials | null
  /** Whether some path presented a chain that kubectl does not accept. */
  readonly foreign: boolean
}

export const nothingSeen: Seen = { requests: [], paths: [], transcripts: [], canaries: [], exec: null }

/** What would be asked, and over which paths. Pure. */
export function plan(run: Run, target: Target, situation: Situation): Pick<Seen, 'requests' | 'paths'> {
  const { machine, neighbours } = situation
  return {
    requests: kubectlRequests(run.argv, target, run.discoveryCache),
    paths: planPaths(target, { ...run.request, machine, ...(neighbours === null ? {} : { neighbours }) }),
  }
}

/** Walks every path at once; the addresses of the server's name join as soon as they are known, and delay nothing. */
export async function look(run: Run, target: Target, situation: Situation, system: System): Promise<Looked> {
  const { requests, paths } = plan(run, target, situation)
  const exec = execOutcome(run, target, situation, system)
  const { zoneOffsetMinutes } = situation.environment
  const judging = { target, release: situation.release, at: run.at, zoneOffsetMinutes }
  const shared = {
    target,
    requests,
    upgrade: run.request.canaries ? upgradeRequest(run.argv, target) : null,
    credentials: exec.then((outcome) => outcome.credentials),
    mayAuthenticate: once((presented) => mayAuthenticate(presented, judging)),
    elsewhere: (url: string) => elsewhere(url, judging, system),
    mayAuthenticateToProxy: (presented: TlsExchange, proxyHost: string) =>
      mayAuthenticateToProxy(presented, proxyHost, judging),
    hello: {
      postQuantum: situation.release.behaviours.postQuantum === 'mlkem',
      rsaKeyExchange: situation.release.behaviours.rsaKeyExchange,
      release: { kubectl: situation.release.kubectl, go: situation.release.go },
      classic: situation.release.behaviours.postQuantum === 'none',
    },
    bounds: boundsOf(target),
    signal: run.signal,
    onEvent: run.onEvent,
  }
  const [main, further, ran] = await Promise.all([
    walk({ ...shared, paths, canaries: run.request.canaries }, run, system),
    addressesOf(paths, target, run, system).then((more) =>
      walk({ ...shared, paths: more, canaries: false }, run, system),
    ),
    exec,
  ])
  const known = [...main.paths, ...further.paths]
  const named = await walk(
    {
      ...shared,
      paths: otherNamesOf(main, known, target, shared.mayAuthenticate, run),
      bounds: { ...shared.bounds, dialMs: Math.min(shared.bounds.dialMs, UNASKED_DIAL_MS) },
      canaries: false,
    },
    run,
    system,
  )
  const seen = {
    requests,
    paths: [...known, ...named.paths],
    transcripts: [...main.transcripts, ...further.transcripts, ...named.transcripts],
    canaries: main.canaries,
    exec: ran.outcome,
  }
  return { seen, credentials: ran.credentials, foreign: seen.transcripts.some(presentsForeign(shared.mayAuthenticate)) }
}

/** kubectl's own bounds (kubectl-truth sections 6, 8.10 and 9.4). */
const BOUNDS = { dialMs: 30_000, tlsMs: 10_000, connectMs: 60_000, httpMs: 32_000 } as const

/** With `--request-timeout` every stage ends with the request. */
export function boundsOf({ requestTimeoutMs }: Target): StageBounds {
  const atMost = (bound: number) => Math.min(bound, requestTimeoutMs ?? bound)
  return {
    dialMs: atMost(BOUNDS.dialMs),
    tlsMs: atMost(BOUNDS.tlsMs),
    connectMs: atMost(BOUNDS.connectMs),
    httpMs: atMost(BOUNDS.httpMs),
  }
}

async function walk(
  probePlan: ProbePlan,
  run: Run,
  system: System,
): Promise<Pick<Seen, 'paths' | 'transcripts' | 'canaries'>> {
  const seen = await probeAll(probePlan, run.startedMs, system)
  return { paths: probePlan.paths, ...seen }
}

/** One path for each address of the server's name: only where there are several can they differ. */
async function addressesOf(
  paths: readonly NetworkPath[],
  target: Target,
  run: Run,
  system: System,
): Promise<readonly NetworkPath[]> {
  const direct = paths.find((path) => path.transport === 'direct' && path.server.host === target.host)
  if (direct === undefined) return []
  const resolution = await resolveName(target.host, run.signal, system)
  if (resolution.kind !== 'resolved' || resolution.addresses.length < 2) return []
  return addressPaths(direct, resolution.addresses).filter((path) => isWanted(path, run.request))
}

/** Nobody asked for those addresses, and many answer only inside the cluster. */
const UNASKED_DIAL_MS = 3000

/**
 * Where kubectl's own path met no certificate that is accepted but another path did: the names and addresses in that
 * certificate are further ways to the same server.
 */
function otherNamesOf(
  main: Pick<Seen, 'paths' | 'transcripts'>,
  known: readonly NetworkPath[],
  target: Target,
  accepts: (presented: TlsExchange) => boolean,
  run: Run,
): readonly NetworkPath[] {
  if (target.scheme === 'http' || target.trust.source === 'insecure' || run.signal.aborted) return []
  const accepted = main.transcripts.flatMap(({ pathId, walks }) => {
    const tls = walks.at(-1)?.tls ?? null
    return tls !== null && tls.certificates !== null && accepts(tls) ? [{ pathId, leaf: tls.certificates[0] }] : []
  })
  const kubectls = main.paths.find((path) => path.usedByKubectl)
  const leaf = accepted[0]?.leaf
  if (leaf === undefined || accepted.some(({ pathId }) => pathId === kubectls?.id)) return []
  const { sans } = described(leaf)
  return certificateNamePaths(target, sans).filter(
    (path) => isWanted(path, run.request) && !known.some(({ id }) => id === path.id),
  )
}

function presentsForeign(accepts: (presented: TlsExchange) => boolean): (transcript: Transcript) => boolean {
  return ({ walks }) => walks.some(({ tls }) => tls !== null && tls.certificates !== null && !accepts(tls))
}

/** The same handshake is asked about by the walk, by its watchers and by what follows it, each time as a new object. */
function once(verdict: (presented: TlsExchange) => boolean): (presented: TlsExchange) => boolean {
  const known = new Map<string, boolean>()
  return (presented) => {
    const key = JSON.stringify(presented)
    const verified = known.get(key) ?? verdict(presented)
    known.set(key, verified)
    return verified
  }
}

interface ExecRun {
  readonly outcome: ExecOutcome | null
  /** `null`: nothing may be sent, or there is nothing to send. */
  readonly credentials: Credentials | null
}

/** Runs the exec plugin where one is configured and its answer may be used at all. */
async function execOutcome(run: Run, target: Target, situation: Situation, system: System): Promise<ExecRun> {
  const { credentials } = situation
  const mayBeSent =
    run.request.sendCredentials === 'verified' && target.scheme === 'https' && target.trust.source !== 'insecure'
  if (credentials === null || !mayBeSent) return { outcome: null, credentials: null }
  if (credentials.exec === null) return { outcome: null, credentials: hasAny(credentials) ? credentials : null }
  const { outcome, token, clientCertificate } = await runExecPlugin(credentials.exec.value, {
    target,
    system,
    signal: run.signal,
    timeoutMs: run.request.timeoutMs,
    words: situation.release.behaviours.kubeconfig,
  })
  // Ended by us, it did not fail: nothing is known of it.
  if (run.signal.aborted) return { outcome: null, credentials: null }
  if (outcome.kind === 'failed') return { outcome, credentials: null }
  return {
    outcome,
    credentials: { ...credentials, token, clientCertificate: clientCertificate ?? credentials.clientCertificate },
  }
}

function hasAny(credentials: Credentials): boolean {
  return credentials.token !== null || credentials.basic !== null || credentials.clientCertificate !== null
}
