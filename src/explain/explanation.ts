import type { Hop } from './hops.ts'
import type { Variables } from './known-text.ts'

/** The answer to a pasted text (contract.md section 1): what is in it that is known, the most telling first. */
export interface Explanation {
  readonly schemaVersion: '1'
  readonly kind: 'Explanation'
  readonly tool: { readonly name: 'kubectl-tlsdoctor'; readonly version: string }
  readonly known: boolean
  /** The text was longer than what is read: only the last 1 MiB of it was. */
  readonly truncated: boolean
  readonly items: readonly ExplainedText[]
}

export interface ExplainedText {
  /** Of the text, stable: `x509-no-ip-sans`. */
  readonly id: string
  /** The message it was found in: safe to print, without credentials, bounded. */
  readonly text: string
  /** How many different messages of the text say it. */
  readonly count: number
  /** One or two sentences, with the values of this very text. */
  readonly says: string
  readonly saidBy: { readonly hop: Hop; readonly text: string }
  readonly values: Variables
  /** Most likely first. */
  readonly causes: readonly ExplainedCause[]
  readonly next: { readonly command: string; readonly shows: string }
  readonly notes: readonly string[]
  readonly source: string
}

export interface ExplainedCause {
  /** A finding's id wherever a diagnosis can find it. */
  readonly id: string
  readonly title: string
  /** Why this text speaks for it. */
  readonly why: string
  /** What is there to see where it is this one. */
  readonly tell: string
  /** Where the finding is explained; `null`: it is none. */
  readonly url: string | null
}
