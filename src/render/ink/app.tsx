import { Box, Text, useInput, useWindowSize } from 'ink'
import { useState, useSyncExternalStore } from 'react'
import type { RenderOptions } from '../renderer.ts'
import { frameOf } from './frame.ts'
import { commandsOf, pressesOf } from './keys.ts'
import { screenLook } from './look.ts'
import type { Store } from './store.ts'
import type { UiState } from './ui-state.ts'

/** The whole screen: what the pure frame says, and every key handed to the state. */
export function App({ store, options }: { readonly store: Store; readonly options: RenderOptions }) {
  const state = useSyncExternalStore(store.subscribe, store.state)
  const { columns, rows } = useWindowSize()
  const [draw] = useState(() => rememberingFrames(options))
  const { lines } = draw(state, columns, rows)
  useInput((input, key) => {
    for (const press of pressesOf(input, key)) {
      for (const command of commandsOf(press.input, press.key, store.state().overlay)) {
        store.dispatch({ kind: 'commanded', command, room: draw(store.state(), columns, rows).room })
      }
    }
  })
  return (
    <Box flexDirection="column">
      <Text wrap="truncate">{lines.map((line) => (line === '' ? ' ' : line)).join('\n')}</Text>
    </Box>
  )
}

/** A key needs the frame that it was pressed on: nearly always the one that was drawn last. */
function rememberingFrames(options: RenderOptions) {
  let last: { state: UiState; columns: number; rows: number; frame: ReturnType<typeof frameOf> } | null = null
  return (state: UiState, columns: number, rows: number) => {
    if (last === null || last.state !== state || last.columns !== columns || last.rows !== rows) {
      const frame = frameOf(state, screenLook({ ...options, width: columns, rows }))
      last = { state, columns, rows, frame }
    }
    return last.frame
  }
}
