import type { Case } from '../case.ts'
import type { Credentials } from '../kubeconfig/credentials.ts'
import type { Target } from '../target/target.ts'
import type { OnEvent } from '../transcript/event.ts'
import type { NetworkPath } from '../transcript/network-path.ts'
import type { TlsExchange } from '../transcript/transcript.ts'

/** All that `probe/` needs to look. It judges nothing: whether credentials may be sent is asked of `mayAuthenticate`. */
export interface ProbePlan {
  readonly target: Target
  readonly paths: readonly NetworkPath[]
  readonly requests: Case['requests']
  /** Settles when the exec plugin is done; `null`: nothing may be sent at all (`--send-credentials never`, `http://`, verification off). */
  readonly credentials: Promise<Credentials | null>
  readonly mayAuthenticate: (presented: TlsExchange) => boolean
  /** One of each canary per proxy, or none. */
  readonly canaries: boolean
  /** DER of the CA pool an `https://` proxy is verified with: only to know whether our own request may go on, never to judge. */
  readonly bounds: StageBounds
  readonly signal: AbortSignal
  readonly onEvent: OnEvent
}

/** kubectl's own bounds, in milliseconds (kubectl-truth: dial 30 s, TLS 10 s, CONNECT 60 s). */
export interface StageBounds {
  readonly dialMs: number
  readonly tlsMs: number
  readonly connectMs: number
  readonly httpMs: number
}
