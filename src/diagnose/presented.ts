import type { ConfigError, Kubeconfig } from '../kubeconfig/kubeconfig.ts'
import { loadKubeconfig } from '../kubeconfig/load.ts'
import { planPaths } from '../paths/index.ts'
import type { WantedPaths } from '../paths/path-source.ts'
import { detectKubectl } from '../probe/detect-kubectl.ts'
import { probeAll } from '../probe/probe.ts'
import { resolveRelease } from '../release/resolve.ts'
import type { System } from '../system/system.ts'
import type { ConnectionFlags } from '../target/connection-flags.ts'
import { resolveTarget } from '../target/resolve.ts'
import type { NetworkPath } from '../transcript/network-path.ts'
import { recordedVariables } from '../transcript/recorded-variables.ts'
import type { Transcript } from '../transcript/transcript.ts'
import { boundsOf } from './look.ts'

export interface PresentedRequest {
  /** `https://host:port` of anything that speaks TLS; `null`: the server of the active context. */
  readonly server: string | null
  readonly flags: ConnectionFlags
  readonly wanted: WantedPaths
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

export type Presented =
  | {
      readonly kind: 'seen'
      readonly paths: readonly { readonly path: NetworkPath; readonly transcript: Transcript | null }[]
    }
  | { readonly kind: 'refused'; readonly error: ConfigError }

/**
 * What a server presents on every path, by the same hello as a diagnosis sends. Only handshakes: no request, no
 * credential, no canary.
 *
 * @throws UsageError for `--via`, `--only` and the like that make no sense
 */
export async function presentedBy(request: PresentedRequest, system: System): Promise<Presented> {
  const startedMs = system.monotonicMs()
  const release = resolveRelease(await detectKubectl(null, null, system), recordedVariables(system.env))
  const loaded =
    request.server === null
      ? loadKubeconfig(request.flags.kubeconfig, system, release.behaviours.kubeconfig)
      : NO_KUBECONFIG
  if (loaded.kind === 'refused') return loaded
  const flags = request.server === null ? request.flags : serverFlags(request.server, request.flags)
  const resolved = resolveTarget(loaded.kubeconfig, flags, system, release.behaviours)
  if (resolved.kind === 'refused') return resolved
  const { target } = resolved
  const paths = planPaths(target, request.wanted)
  const { postQuantum, rsaKeyExchange } = release.behaviours
  const { transcripts } = await probeAll(
    {
      target,
      paths,
      requests: [],
      credentials: Promise.resolve(null),
      mayAuthenticate: () => false,
      hello: { postQuantum: postQuantum === 'mlkem', rsaKeyExchange },
      canaries: false,
      bounds: boundsOf(target),
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(request.timeoutMs)]),
      onEvent: () => {},
    },
    startedMs,
    system,
  )
  return {
    kind: 'seen',
    paths: paths.map((path) => ({ path, transcript: transcripts.find(({ pathId }) => pathId === path.id) ?? null })),
  }
}

const EMPTY: Kubeconfig = {
  files: [],
  missing: [],
  currentContext: null,
  contexts: new Map(),
  clusters: new Map(),
  users: new Map(),
}
const NO_KUBECONFIG = { kind: 'loaded', kubeconfig: EMPTY } as const

/** Nobody's credentials and nobody's trust: the chain is shown, whatever it is. */
function serverFlags(server: string, { tlsServerName }: ConnectionFlags): ConnectionFlags {
  return { server, insecureSkipTlsVerify: true, ...(tlsServerName === undefined ? {} : { tlsServerName }) }
}
