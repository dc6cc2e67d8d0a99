import { Box, Text, useInput, useWindowSize } from 'ink'
import { useSyncExternalStore } from 'react'
import type { RenderOptions } from '../renderer.ts'
import { frameOf } from './frame.ts'
import { commandsOf, pressesOf } from './keys.ts'
import { screenLook } from './look.ts'
import type { Store } from './store.ts'

/** The whole screen: what the pure frame says, and every key handed to the state. */
export function App({ store, options }: { readonly store: Store; readonly options: RenderOptions }) {
  const state = useSyncExternalStore(store.subscribe, store.state)
  const { columns, rows } = useWindowSize()
  const look = screenLook({ ...options, width: columns, rows })
  const { lines } = frameOf(state, look)
  useInput((input, key) => {
    for (const press of pressesOf(input, key)) {
      for (const command of commandsOf(press.input, press.key, store.state().overlay)) {
        const { room } = frameOf(store.state(), look)
        store.dispatch({ kind: 'commanded', command, room })
      }
    }
  })
  return (
    <Box flexDirection="column">
      <Text wrap="truncate">{lines.map((line) => (line === '' ? ' ' : line)).join('\n')}</Text>
    </Box>
  )
}
