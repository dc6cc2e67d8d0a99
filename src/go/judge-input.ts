import type { Release } from '../release/release.ts'
import type { Target } from '../target/target.ts'
import type { NetworkPath } from '../transcript/network-path.ts'
import type { Transcript } from '../transcript/transcript.ts'

/** Everything the model needs to say what kubectl prints on one path. No clock, no environment, no socket. */
export interface JudgeInput {
  readonly target: Target
  readonly path: NetworkPath
  readonly transcript: Transcript
  readonly release: Release
  /** kubectl's arguments without connection flags: `["get", "--raw", "/version"]`. */
  readonly argv: readonly string[]
  readonly discoveryCache: 'cold' | 'fresh' | 'unused'
  readonly at: Date
  readonly zoneOffsetMinutes: number
  /** Text of the exec plugin's failure as client-go words it, without `getting credentials: `; it comes before the dial. */
  readonly execFailure: string | null
}
