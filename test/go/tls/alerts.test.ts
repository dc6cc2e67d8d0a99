import { describe, expect, it } from 'vitest'
import { alertText } from '../../../src/go/tls/alerts.ts'
import { localAlert, malformedMessage, remoteAlert } from '../../../src/go/tls/tls-error.ts'
import { releaseOf, V1_34_5 } from '../judge-input-builder.ts'

const GO_1_22 = releaseOf('v1.29.14', 'go1.22.12').behaviours
const GO_1_25 = releaseOf('v1.35.2', 'go1.25.7').behaviours

describe('alerts', () => {
  it('have names in crypto/tls, and numbers where they have none', () => {
    expect(alertText(40, V1_34_5.behaviours)).toBe('tls: handshake failure')
    expect(alertText(99, V1_34_5.behaviours)).toBe('tls: alert(99)')
  })

  it('got a name for 121 in Go 1.23', () => {
    expect(alertText(121, V1_34_5.behaviours)).toBe('tls: encrypted client hello required')
    expect(alertText(121, GO_1_22)).toBe('tls: alert(121)')
  })

  it('of the peer are remote errors, but close_notify is an EOF', () => {
    expect(remoteAlert(48, V1_34_5.behaviours)).toEqual({
      code: 'tls.AlertError.48',
      text: 'remote error: tls: unknown certificate authority',
    })
    expect(remoteAlert(0, V1_34_5.behaviours)).toMatchObject({ code: 'io.EOF', text: 'EOF' })
  })

  it('that Go would send are local errors', () => {
    expect(localAlert(20, V1_34_5.behaviours).text).toBe('local error: tls: bad record MAC')
  })

  it('for a malformed message changed in Go 1.25', () => {
    expect(malformedMessage(V1_34_5.behaviours).text).toBe('local error: tls: unexpected message')
    expect(malformedMessage(GO_1_25)).toEqual({
      code: 'tls.LocalAlertError.50',
      text: 'local error: tls: error decoding message',
    })
  })
})
