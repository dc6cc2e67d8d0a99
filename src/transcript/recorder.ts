import type { System } from '../system/system.ts'
import { Timeline } from './timeline.ts'
import type {
  CarriedCredential,
  Dial,
  HttpExchange,
  Onward,
  Resolution,
  TlsExchange,
  Tunnel,
  Walk,
} from './transcript.ts'

/**
 * Collects one walk while it goes on, so that there is something whole to hand over whenever it is cut off. A fact that is
 * still growing (a handshake whose alerts may yet come) is given as a function and read at the end.
 */
export class Recorder {
  readonly timeline: Timeline
  readonly carried: readonly CarriedCredential[]
  resolution: Resolution | null = null
  dial: () => Dial | null = () => null
  proxyTls: () => TlsExchange | null = () => null
  tunnel: () => Tunnel | null = () => null
  tls: () => TlsExchange | null = () => null
  /** Another server's URL that an accepted peer redirected to; it may hold secrets and is no part of the walk. */
  leadsTo: string | null = null
  onward: Onward | null = null
  readonly #http: HttpExchange[] = []

  constructor(carried: readonly CarriedCredential[], timeline: Timeline) {
    this.carried = carried
    this.timeline = timeline
  }

  asked(exchange: HttpExchange): void {
    this.#http.push(exchange)
  }

  walk(): Walk {
    return {
      carried: this.carried,
      resolution: this.resolution,
      dial: this.dial(),
      proxyTls: this.proxyTls(),
      tunnel: this.tunnel(),
      tls: this.tls(),
      http: [...this.#http],
      ...(this.onward === null ? {} : { onward: this.onward }),
      stages: this.timeline.stages(),
    }
  }
}

/** For a connection that is no part of the story: a canary, or one more of the same kind. Nobody hears of its stages. */
export function unwatchedRecorder(pathId: string, carried: readonly CarriedCredential[], system: System): Recorder {
  return new Recorder(carried, new Timeline(pathId, system.monotonicMs(), () => {}, system))
}
