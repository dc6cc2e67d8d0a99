/** What the two sides of the namespace's wall say to each other: one JSON value a line. */
export type ToInside =
  | {
      readonly kind: 'run'
      readonly id: number
      readonly file: string
      readonly args: readonly string[]
      readonly env: Readonly<Record<string, string>>
      readonly timeoutMs: number
    }
  | { readonly kind: 'end' }

export type FromInside =
  | {
      readonly kind: 'ready'
      readonly kubeconfig: string
      readonly folder: string
      readonly environment: Readonly<Record<string, string>>
    }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'ran'; readonly id: number; readonly result: Ran }

/** How a program inside ended. */
export interface Ran {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number | null
  readonly signal: string | null
}
