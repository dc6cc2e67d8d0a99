import type { Case } from '../case.ts'
import type { Credentials } from '../kubeconfig/credentials.ts'
import type { PlannedRequest } from '../target/requests.ts'
import type { Target } from '../target/target.ts'
import type { OnEvent } from '../transcript/event.ts'
import type { NetworkPath } from '../transcript/network-path.ts'
import type { Onward, TlsExchange } from '../transcript/transcript.ts'
import type { HelloOffer } from './client-hello.ts'

/** All that `probe/` needs to look. It judges nothing: whether credentials may be sent is asked of `mayAuthenticate`. */
export interface ProbePlan {
  readonly target: Target
  readonly paths: readonly NetworkPath[]
  readonly requests: Case['requests']
  /** Whether an upgrade gets through is to be asked with this one; absent: kubectl needs none. */
  readonly upgrade?: PlannedRequest | null
  /** The requests ask for WebSocket (RFC 6455 section 4.1), and HTTP/1.1 alone is offered. */
  readonly websocket?: boolean
  /** Settles when the exec plugin is done; `null`: nothing may be sent at all (`--send-credentials never`, `http://`, verification off). */
  readonly credentials: Promise<Credentials | null>
  /** What kubectl would talk to, and how, if a redirect led to this URL; `null`: nothing that it speaks with. */
  readonly elsewhere?: (url: string) => Elsewhere | null
  /** How the URL of a request is recorded; absent: as it is. */
  readonly shownUrl?: (url: string) => string
  readonly mayAuthenticate: (presented: TlsExchange) => boolean
  /**
   * Whether what an `https://` proxy presented may be given the proxy's own password; kubectl verifies it with the
   * cluster's CA pool against the proxy's host. Absent: it is given to none.
   */
  readonly mayAuthenticateToProxy?: (presented: TlsExchange, proxyHost: string) => boolean
  /** The hello of the release that is predicted. */
  readonly hello: HelloOffer
  /** `User-Agent` of the requests; absent: the doctor's own name. */
  readonly userAgent?: string
  /** One of each canary per proxy, or none. */
  readonly canaries: boolean
  readonly bounds: StageBounds
  readonly signal: AbortSignal
  readonly onEvent: OnEvent
}

export interface Elsewhere {
  readonly target: Target
  readonly server: Onward['server']
  readonly path: NetworkPath
  /** Whether kubectl accepts what is presented there: of such a server no page is kept. It gets no credentials either way. */
  readonly accepts: (presented: TlsExchange) => boolean
}

/** kubectl's own bounds, in milliseconds (kubectl-truth: dial 30 s, TLS 10 s, CONNECT 60 s). */
export interface StageBounds {
  readonly dialMs: number
  readonly tlsMs: number
  readonly connectMs: number
  readonly httpMs: number
}
