import type { StageName } from '../transcript/transcript.ts'
import type { NextError } from './verdict.ts'

/** One thing that stops kubectl on a path. A walk can hold several, each hidden by the one before it. */
export interface Failure extends NextError {
  /** `unreached`: no certificate of the server had been judged yet. */
  readonly outcome: 'unreached' | 'rejected'
  /**
   * How the error arrives at kubectl's printer: `transport` inside a *url.Error, `status` as an API status whose whole
   * line `text` is, `plain` as any other error (kubectl-truth section 9.1).
   */
  readonly kind: 'transport' | 'status' | 'plain'
  /** client-go tries again after it (kubectl-truth section 9.4). */
  readonly retried: boolean
  /** One clause why kubectl may print something else; `null` where the text is sure. */
  readonly approximate: string | null
  /** The last walk did not find out: kubectl's word is not known, and `text` only says so. */
  readonly unknown: boolean
}

type FailureParts = Pick<Failure, 'code' | 'text'> & Partial<Failure>

/** Nothing was seen of the server's certificate yet. */
export function unreached(stage: StageName, parts: FailureParts): Failure {
  return { ...DEFAULTS, stage, outcome: 'unreached', ...parts }
}

/** The certificate, or what came after it. */
export function rejected(stage: StageName, parts: FailureParts): Failure {
  return { ...DEFAULTS, stage, outcome: 'rejected', ...parts }
}

/** The run ended before this stage did: no word of kubectl can be predicted. */
export function notMeasured(stage: StageName, why: string): Failure {
  return unreached(stage, { code: 'not-measured', text: why, approximate: why, unknown: true })
}

const DEFAULTS = { kind: 'transport', retried: false, approximate: null, unknown: false } as const
