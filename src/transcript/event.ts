import type { StageName } from './transcript.ts'

/** What a running probe tells its watchers. Purely informative: the transcript is complete without it. */
export type ProbeEvent =
  | { readonly kind: 'path-planned'; readonly pathId: string; readonly label: string; readonly usedByKubectl: boolean }
  | { readonly kind: 'stage-started'; readonly pathId: string; readonly stage: StageName; readonly atMs: number }
  | {
      readonly kind: 'stage-ended'
      readonly pathId: string
      readonly stage: StageName
      readonly status: 'ok' | 'failed' | 'skipped'
      readonly atMs: number
      readonly detail: string
    }
  | { readonly kind: 'path-ended'; readonly pathId: string; readonly atMs: number }

export type OnEvent = (event: ProbeEvent) => void
