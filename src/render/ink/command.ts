import type { ReportRemedy } from '../../report/report.ts'
import type { ViewId } from './views.ts'

/** What a key asks for, whatever the key. */
export type Command =
  | Plain<
      'quit' | 'interrupt' | 'back' | 'open' | 'help' | 'run-again' | 'save' | 'format' | 'copy' | 'apply' | 'search'
    >
  | Plain<'erase' | 'accept' | 'cancel'>
  | { readonly kind: 'move'; readonly by: Move }
  | { readonly kind: 'view'; readonly view: ViewId }
  | { readonly kind: 'neighbour'; readonly step: 1 | -1 }
  | { readonly kind: 'search-again'; readonly step: 1 | -1 }
  | { readonly kind: 'type'; readonly text: string }

/** One member of the union for each kind, so that a switch can be closed. */
type Plain<K extends string> = K extends string ? { readonly kind: K } : never

export type Move = 'up' | 'down' | 'page-up' | 'page-down' | 'half-up' | 'half-down' | 'first' | 'last'

/** What the program outside of the state is asked to do. */
export type Effect =
  | { readonly kind: 'close'; readonly by: 'quit' | 'interrupt' }
  | { readonly kind: 'run-again' }
  | { readonly kind: 'save'; readonly file: string; readonly format: string }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'apply'; readonly remedy: ReportRemedy }
