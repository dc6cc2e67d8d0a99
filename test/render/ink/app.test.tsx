import { render } from 'ink-testing-library'
import { describe, expect, test } from 'vitest'
import { App } from '../../../src/render/ink/app.tsx'
import type { Effect } from '../../../src/render/ink/command.ts'
import { frameOf } from '../../../src/render/ink/frame.ts'
import { screenLook } from '../../../src/render/ink/look.ts'
import { createStore } from '../../../src/render/ink/store.ts'
import { golden } from '../fixtures.ts'
import { done } from './states.ts'

const OPTIONS = { width: 100, colour: false, ascii: false }

describe('the component', () => {
  test('draws the frame, line for line', () => {
    const { lastFrame, unmount } = render(<App store={createStore(done(golden), () => {})} options={OPTIONS} />)
    const rows = process.stdout.rows ?? 24
    const expected = frameOf(done(golden), screenLook({ ...OPTIONS, rows })).lines.map((line) => line.trimEnd())
    expect(
      lastFrame()
        ?.split('\n')
        .map((line) => line.trimEnd()),
    ).toEqual(expected)
    unmount()
  })

  test('hands keys on, and shows what they change', async () => {
    const effects: Effect[] = []
    const store = createStore(done(golden), (effect) => effects.push(effect))
    const { stdin, lastFrame, unmount } = render(<App store={store} options={OPTIONS} />)
    const changed = new Promise<void>((resolve) => {
      const stop = store.subscribe(() => {
        if (store.state().view !== 'chain') return
        stop()
        resolve()
      })
    })
    stdin.write('3')
    await changed
    await new Promise((resolve) => setImmediate(resolve))
    expect(lastFrame()).toContain('[3 chain]')
    stdin.write('q')
    expect(effects).toEqual([{ kind: 'close', by: 'quit' }])
    unmount()
  })
})
