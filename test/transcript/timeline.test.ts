import { expect, test } from 'vitest'
import { nodeSystem } from '../../src/system/node.ts'
import type { ProbeEvent } from '../../src/transcript/event.ts'
import { Timeline } from '../../src/transcript/timeline.ts'

test('stages stand in their order, timed from the start of the run', () => {
  let now = 1000
  const events: ProbeEvent[] = []
  const system = { ...nodeSystem(), monotonicMs: () => now }
  const timeline = new Timeline('p', 990, (event) => events.push(event), system)
  timeline.start('dns')
  now = 1005
  timeline.end('dns', 'ok', 'a\nb')
  timeline.start('tcp')
  now = 1007
  expect(timeline.stages()).toEqual([
    { name: 'dns', status: 'ok', startMs: 10, durationMs: 5, detail: 'a\\nb' },
    { name: 'tcp', status: 'not-measured', startMs: 15, durationMs: 2, detail: 'cut off' },
    { name: 'proxy', status: 'not-measured', startMs: 17, durationMs: 0, detail: '' },
    { name: 'tls', status: 'not-measured', startMs: 17, durationMs: 0, detail: '' },
    { name: 'http', status: 'not-measured', startMs: 17, durationMs: 0, detail: '' },
  ])
  expect(events).toEqual([
    { kind: 'stage-started', pathId: 'p', stage: 'dns', atMs: 10 },
    { kind: 'stage-ended', pathId: 'p', stage: 'dns', status: 'ok', atMs: 15, detail: 'a\\nb' },
    { kind: 'stage-started', pathId: 'p', stage: 'tcp', atMs: 15 },
  ])
})
