import { describe, expect, it } from 'vitest'
import { endError } from '../../../src/go/tls/handshake-end.ts'
import type { RecordTrail } from '../../../src/transcript/record-trail.ts'
import type { TlsExchange } from '../../../src/transcript/transcript.ts'
import { exchangeOf, V1_34_5 } from '../judge-input-builder.ts'
import { handshakeMessage, sent } from '../server-hello-builder.ts'

const ENDS = { local: '192.0.2.9:40000', remote: '192.0.2.1:6443' }
const RESET = 'read tcp 192.0.2.9:40000->192.0.2.1:6443: read: connection reset by peer'
const EARLY = 'the handshake was given up before the 10 s of kubectl'

describe('a handshake that ended of itself', () => {
  it.each<[TlsExchange['end'], string | null, string | null]>([
    [{ kind: 'established' }, null, null],
    [{ kind: 'closed', midRecord: false }, 'EOF', null],
    [{ kind: 'closed', midRecord: true }, 'unexpected EOF', null],
    [{ kind: 'reset', syscall: 'read' }, RESET, 'which call meets a reset first is a race'],
    [
      { kind: 'reset', syscall: 'write' },
      RESET.replaceAll('read', 'write'),
      'which call meets a reset first is a race',
    ],
    [{ kind: 'timeout', afterMs: 9999 }, 'net/http: TLS handshake timeout', EARLY],
    [{ kind: 'timeout', afterMs: 10_000 }, 'net/http: TLS handshake timeout', null],
    [{ kind: 'alert' }, 'remote error: tls: handshake failure', null],
  ])('by %j', (end, text, approximate) => {
    const alerts = [alert(112), alert(40)]
    const error = endError(exchangeOf({ end, alerts }), V1_34_5.behaviours, ENDS, 'unknown')
    expect([error?.text ?? null, error?.approximate ?? null]).toEqual([text, approximate])
  })

  it('by an alert that was not kept is an EOF, as close_notify is', () => {
    expect(endOf({ end: { kind: 'alert' } }).text).toBe('EOF')
  })

  it('is not known where the run ended first', () => {
    const text = 'the run ended before the TLS handshake did'
    expect(endOf({ end: { kind: 'cut-off' } })).toEqual({
      code: 'not-measured',
      text,
      approximate: text,
      unknown: true,
    })
  })

  it('has a code for the timeout', () => {
    expect(endOf({ end: { kind: 'timeout', afterMs: 1 } }).code).toBe('net/http.TLSHandshakeTimeout')
  })

  it('was too long for Go after sixteen warnings, where records were not kept', () => {
    const warned = (count: number, more: Partial<TlsExchange> = {}) =>
      endOf({
        alerts: [alert(40), ...Array(count).fill(alert(112, 'warning'))],
        end: { kind: 'closed', midRecord: false },
        ...more,
      }).text
    expect(warned(17)).toBe('tls: too many ignored records')
    expect(warned(16)).toBe('EOF')
    expect(warned(17, { trail: trail('closed') })).toBe('EOF')
  })
})

describe('where only the doctor’s own TLS stack gave up', () => {
  const gaveUp = (
    next: 'waits' | 'speaks' | 'unknown',
    left: RecordTrail,
    reason = 'ERR_SSL_X',
    more: Partial<TlsExchange> = {},
  ) => endOf({ end: { kind: 'stack-gave-up', reason }, trail: left, ...more }, next)
  const unknown = "the doctor's TLS stack stopped with ERR_SSL_X, and Go's own check may differ"

  it('Go meets what the peer did next', () => {
    expect(gaveUp('waits', trail('closed')).text).toBe('EOF')
    expect(gaveUp('waits', { ...trail('closed'), rest: { head: '16', bytes: 1 } }).text).toBe('unexpected EOF')
    expect(gaveUp('waits', trail('reset')).text).toBe(RESET)
    expect(gaveUp('waits', trail('silent'))).toMatchObject({
      text: 'net/http: TLS handshake timeout',
      approximate: EARLY,
    })
    expect(gaveUp('speaks', trail('closed')).text).toBe('EOF')
  })

  it('it is open where Go would speak to a silent peer, or nothing is known', () => {
    expect(gaveUp('speaks', trail('silent'))).toMatchObject({ text: unknown, unknown: true })
    expect(gaveUp('unknown', trail('closed')).text).toBe(unknown)
    expect(endOf({ end: { kind: 'stack-gave-up', reason: 'ERR_SSL_X' } }, 'waits').text).toBe(unknown)
  })

  it('Go’s own check comes first, where it would speak or a signature has come', () => {
    const reason = 'ERR_SSL_WRONG_CURVE'
    const check = 'tls: server selected unsupported curve'
    expect(gaveUp('speaks', trail('closed'), reason).text).toBe(check)
    expect(gaveUp('waits', trail('closed'), reason).text).toBe('EOF')
    const signed = sent(handshakeMessage(2, new Uint8Array()), handshakeMessage(15, new Uint8Array()))
    expect(gaveUp('waits', trail('closed'), reason, signed).text).toBe(check)
    expect(gaveUp('waits', trail('closed'), 'ERR_SSL_X', signed).text).toBe('EOF')
  })
})

function alert(description: number, level: 'fatal' | 'warning' = 'fatal') {
  return { level, description, phase: 'handshake' } as const
}

function trail(afterwards: NonNullable<RecordTrail['afterwards']>): RecordTrail {
  return { records: [], rest: null, unfinished: '', afterwards }
}

function endOf(parts: Partial<TlsExchange>, next: 'waits' | 'speaks' | 'unknown' = 'unknown') {
  const error = endError(exchangeOf(parts), V1_34_5.behaviours, ENDS, next)
  if (error === null) throw new Error('the handshake was completed')
  return error
}
