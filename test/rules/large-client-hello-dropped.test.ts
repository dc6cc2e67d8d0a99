import { describe, expect, test } from 'vitest'
import { diagnosed } from '../scenarios/case.ts'
import {
  helloAnsweredLater,
  largeHelloDropped,
  largeHelloDroppedBeforeStranger,
  largeHelloDroppedUnwalked,
  noHelloAnswered,
} from '../scenarios/hello-variants.ts'

const ID = 'large-client-hello-dropped'

describe('a large hello without an answer', () => {
  test('is the cause where the small one is answered, and the timeout is its symptom', () => {
    const { findings } = diagnosed(largeHelloDropped)
    expect(findings.map(({ id, explainedBy, severity }) => [id, explainedBy, severity])).toEqual([
      [ID, null, 'error'],
      ['handshake-timeout', ID, 'error'],
    ])
    expect(findings[0]?.facts).toMatchObject({ largeBytes: 1471, smallBytes: 249 })
    expect(findings[0]?.evidence[0]).toMatchObject({ pointer: '/transcripts/0/helloVariants/1', weight: 'proof' })
  })

  test('has a temporary remedy that a walk with the small hello proves', () => {
    const remedy = diagnosed(largeHelloDropped).remedy('smaller-client-hello')
    expect(remedy).toMatchObject({
      facts: { setting: 'tlsmlkem=0', kept: null },
      proof: { status: 'proved', by: 'probe' },
    })
  })

  test('refutes that remedy where kubectl does not accept what then comes', () => {
    const remedy = diagnosed(largeHelloDroppedBeforeStranger).remedy('smaller-client-hello')
    expect(remedy?.proof).toEqual({
      status: 'refuted',
      by: 'probe',
      reason:
        "kubectl would then print: Unable to connect to the server: tls: failed to verify certificate: x509: cannot validate certificate for 192.0.2.10 because it doesn't contain any IP SANs",
    })
  })

  test('proves nothing by an answer to the small hello alone', () => {
    const remedy = diagnosed(largeHelloDroppedUnwalked).remedy('smaller-client-hello')
    expect(remedy?.proof).toEqual({
      status: 'unproved',
      by: null,
      reason: 'a smaller hello was answered, and what follows it was not looked at',
    })
  })

  test.each([
    ['a second try of the large one is answered', helloAnsweredLater],
    ['the small one has no answer either', noHelloAnswered],
  ])('says nothing of size where %s', (_, subject) => {
    const { ids, quiet } = diagnosed(subject)
    expect(ids).toEqual(['handshake-timeout'])
    expect(quiet.find(({ id }) => id === ID)?.state).toBe('clear')
  })
})
