import type { Effect } from './command.ts'
import { type Action, reduce } from './reduce.ts'
import type { UiState } from './ui-state.ts'

/** The one place where the state changes. */
export interface Store {
  readonly state: () => UiState
  readonly dispatch: (action: Action) => void
  readonly subscribe: (listener: () => void) => () => void
}

/** @param carryOut called for each effect, after the state has changed */
export function createStore(initial: UiState, carryOut: (effect: Effect) => void): Store {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    state: () => state,
    dispatch(action) {
      const step = reduce(state, action)
      if (step.state !== state) {
        state = step.state
        for (const listener of listeners) listener()
      }
      for (const effect of step.effects) carryOut(effect)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
