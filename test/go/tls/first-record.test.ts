import { describe, expect, it } from 'vitest'
import { firstRecordError } from '../../../src/go/tls/first-record.ts'
import { toHex } from '../../../src/lib/bytes.ts'
import { V1_34_5 } from '../judge-input-builder.ts'

describe('firstRecordError', () => {
  it('knows an HTTP answer, but not behind an https:// proxy, where the error comes wrapped', () => {
    const http = hex('HTTP/1.1 400 Bad Request')
    expect(firstRecordError(http, V1_34_5.behaviours, false)?.code).toBe('http.ServerGaveHTTPResponse')
    expect(firstRecordError(http, V1_34_5.behaviours, true)?.text).toBe(
      'tls: first record does not look like a TLS handshake',
    )
  })

  it.each([
    ['an SSH banner', hex('SSH-2.0-x'), 'tls.RecordHeaderError'],
    ['an SSLv2 hello', '802e010002', 'tls.RecordHeaderError.SSLv2'],
    ['a record too long', '1603034801', 'tls.RecordHeaderError.Oversized'],
    ['a handshake message too long', '160303000402010001', 'tls.HandshakeMessageTooLong'],
    ['an empty handshake record', '1603030000', 'tls.LocalAlertError.10'],
    ['an alert of level 3', '15030300020328', 'tls.LocalAlertError.10'],
    ['an alert of three octets', '1503030003022800', 'tls.LocalAlertError.10'],
    ['an alert of no octets', '1503030000', 'tls.LocalAlertError.10'],
    ['a version of no TLS', '1610010004', 'tls.RecordHeaderError'],
    ['what follows a warning', '15030300020170485454502f', 'http.ServerGaveHTTPResponse'],
    ['what follows two', '15030300020170150303000201701603034801', 'tls.RecordHeaderError.Oversized'],
    ['what follows a warning of another version', '150f0000020170485454502f', 'http.ServerGaveHTTPResponse'],
    ['a warning of a version that is none', '15100000020170485454502f', 'tls.RecordHeaderError'],
  ])('knows %s', (_what, bytes, code) => {
    expect(firstRecordError(bytes, V1_34_5.behaviours, false)?.code).toBe(code)
  })

  it.each([
    ['a sound alert', '15030300020228'],
    ['a sound handshake record', '160303003a020000360303'],
    ['the longest record allowed', '1603034800'],
    ['the longest handshake message allowed', '160303000402010000'],
    ['nothing', ''],
    ['what follows an alert that is fatal', '15030300020228485454502f'],
    ['a warning by itself', '15030300020170'],
    ['a warning and four octets', '1503030002017048545450'],
    ['a message as long as its record', '16030300040200ff00'],
    ['a message whose length has not come', '1603030004020100'],
    ['the last version of TLS', '160fff00040200ff00'],
    ['half an alert', '150303000202'],
    ['a record of which nothing has come', '1503030002'],
    ['four bytes', '48545450'],
  ])('has no word for %s', (_what, bytes) => {
    expect(firstRecordError(bytes, V1_34_5.behaviours, false)).toBeNull()
  })
})

function hex(text: string): string {
  return toHex(Buffer.from(text))
}
