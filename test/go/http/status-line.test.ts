import { describe, expect, it } from 'vitest'
import { readStatusLine } from '../../../src/go/http/status-line.ts'

describe('readStatusLine', () => {
  it.each([
    ['HTTP/1.1 200 OK', 200, 'OK'],
    ['HTTP/1.0 200 Connection established', 200, 'Connection established'],
    ['HTTP/1.1 502 ', 502, ''],
    ['HTTP/1.1 502', 502, null],
    ['HTTP/1.1   403 No', 403, 'No'],
  ])('reads %j', (line, code, phrase) => {
    expect(readStatusLine(line)).toEqual({ kind: 'status', code, phrase })
  })

  it.each([
    ['hello', 'malformed HTTP response "hello"'],
    ['', 'malformed HTTP response ""'],
    ['\x15\x03\x01\x00\x02\x02F', String.raw`malformed HTTP response "\x15\x03\x01\x00\x02\x02F"`],
    ['\xff\xfe', String.raw`malformed HTTP response "\xff\xfe"`],
    ['HTTP/1.1 abc', 'malformed HTTP status code "abc"'],
    ['HTTP/1.1 20 OK', 'malformed HTTP status code "20"'],
    ['hello there', 'malformed HTTP status code "there"'],
    ['HTTP/9x 200 OK', 'malformed HTTP version "HTTP/9x"'],
    ['XHTTP/1.1 200 OK', 'malformed HTTP version "XHTTP/1.1"'],
    ['HTTP/1.10 200 OK', 'malformed HTTP version "HTTP/1.10"'],
    ['HTTP/1.1 2000 OK', 'malformed HTTP status code "2000"'],
    ['HTTP/1.1 x200 OK', 'malformed HTTP status code "x200"'],
    [' 200 OK', 'malformed HTTP version ""'],
  ])('says what Go says of %j', (line, error) => {
    expect(readStatusLine(line)).toEqual({ kind: 'malformed', error })
  })
})
