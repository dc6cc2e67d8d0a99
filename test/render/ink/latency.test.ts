import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { openScreen } from '../../../src/render/ink/open-screen.tsx'
import type { ProbeEvent } from '../../../src/transcript/event.ts'

/**
 * From a key to its frame, with 50 paths and 1,000 events. The promise is 50 ms; a frame may wait for the one before it.
 * What the process itself works is compared, and the best of many keys, so that a busy machine does not decide.
 */
test('a key is answered within 50 ms, and an unchanged frame is not written', async () => {
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 120, rows: 40 })
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => stdin,
    ref: () => stdin,
    unref: () => stdin,
  })
  const frames: string[] = []
  stdout.on('data', (data: Buffer) => frames.push(data.toString('utf8')))
  const screen = openScreen(
    {
      stdin: stdin as unknown as NodeJS.ReadStream,
      stdout: stdout as unknown as NodeJS.WriteStream,
      ...{ width: 120, colour: true, ascii: false, formats: ['text'], watchEveryMs: null },
    },
    { runAgain: () => {}, save: async () => '', apply: async () => '', gone: () => {} },
  )
  const shown = (text: string) =>
    new Promise<void>((resolve) => {
      const check = (): void => {
        if (!frames.join('').includes(text)) return
        stdout.off('data', check)
        resolve()
      }
      stdout.on('data', check)
      check()
    })
  screen.runStarted()
  for (const event of manyEvents()) screen.probed(event)
  await shown('path 20')

  const taken: number[] = []
  for (const [key, seen] of [...VIEWS, ...VIEWS, ...VIEWS]) {
    frames.length = 0
    const start = process.cpuUsage()
    stdin.write(key)
    await shown(seen)
    const { user, system } = process.cpuUsage(start)
    taken.push((user + system) / 1000)
  }
  expect(Math.min(...taken)).toBeLessThan(50 - FRAME_MS)

  frames.length = 0
  screen.ticked(0, null)
  screen.ticked(0, null)
  stdin.write('2')
  await shown('2 why')
  expect(frames.join('').split('[2 why]')).toHaveLength(2)
  screen.close('quit')
  expect(await screen.closed).toBe('quit')
})

/** 60 frames a second. */
const FRAME_MS = 17

const VIEWS = [
  ['6', '6 evidence]'],
  ['1', '1 paths]'],
] as const

function manyEvents(): readonly ProbeEvent[] {
  const ids = Array.from({ length: 50 }, (_, index) => `direct>server-${index}.example:6443`)
  const planned = ids.map(
    (pathId, index): ProbeEvent => ({
      kind: 'path-planned',
      pathId,
      label: `path ${index}`,
      usedByKubectl: index === 0,
    }),
  )
  const stages = (['dns', 'tcp', 'proxy', 'tls', 'http'] as const).flatMap((stage) =>
    ids.flatMap((pathId): readonly ProbeEvent[] => [
      { kind: 'stage-started', pathId, stage, atMs: 1 },
      { kind: 'stage-ended', pathId, stage, status: 'ok', atMs: 2, detail: 'connected' },
      { kind: 'stage-started', pathId, stage, atMs: 3 },
      { kind: 'stage-ended', pathId, stage, status: 'ok', atMs: 4, detail: 'connected' },
    ]),
  )
  return [...planned, ...stages]
}
