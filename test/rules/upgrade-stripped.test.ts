import { describe, expect, test } from 'vitest'
import type { Case } from '../../src/case.ts'
import { diagnosed } from '../scenarios/case.ts'
import { direct } from '../scenarios/situations.ts'
import { answer } from '../scenarios/walks.ts'

const ID = 'upgrade-stripped'

describe('a request for WebSocket', () => {
  test('that is answered as if nobody had asked for it was robbed of that question', () => {
    const { findings } = diagnosed(asked(200))
    expect(findings).toMatchObject([
      {
        id: ID,
        severity: 'warning',
        confidence: 'likely',
        facts: { server: '192.0.2.10:10443', named: ['via: 1.1 edge\\x1b'] },
        evidence: [{ pointer: '/transcripts/0/upgrade', weight: 'supports' }],
      },
    ])
  })

  test.each([
    ['got through where it is answered with 101', asked(101), 'clear'],
    ['tells nothing where the user may not watch pods', asked(403), 'blocked'],
    ['tells nothing where no answer came', asked(null), 'blocked'],
    ['is no part of a command that needs none', direct({}), 'not-applicable'],
  ])('%s', (_, subject, state) => {
    const { ids, quiet } = diagnosed(subject)
    expect(ids).toEqual([])
    expect(quiet.find(({ id }) => id === ID)?.state).toBe(state)
  })
})

function asked(status: number | null): Case {
  const one = direct({})
  const upgrade = { ...answer(0, { headers: [['via', '1.1 edge\x1b']] }), status }
  return { ...one, transcripts: one.transcripts.map((transcript) => ({ ...transcript, upgrade })) }
}
