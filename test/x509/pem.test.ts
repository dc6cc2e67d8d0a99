import { describe, expect, test } from 'vitest'
import { decodePem, encodePem } from '../../src/x509/pem.ts'

const DER = Uint8Array.from({ length: 60 }, (_, i) => i)
const BLOCK = encodePem('CERTIFICATE', DER)

describe('reading PEM', () => {
  test('gives back what was written', () => {
    expect(decodePem(BLOCK)).toEqual([{ label: 'CERTIFICATE', headers: {}, der: DER }])
    expect(BLOCK.split('\n').map((line) => line.length)).toEqual([27, 64, 16, 25, 0])
  })

  test.each([
    ['text around it', `subject=CN = x\n${BLOCK}trailing`],
    ['CRLF line ends', BLOCK.replaceAll('\n', '\r\n')],
    ['blanks after lines', BLOCK.replaceAll('\n', ' \t\n')],
    ['no final newline', BLOCK.trimEnd()],
    ['one long line', BLOCK.replace(/(?<=[A-Za-z0-9+/])\n(?=[A-Za-z0-9+/])/, '')],
  ])('takes %s', (_, text) => {
    expect(decodePem(text).map(({ der }) => der)).toEqual([DER])
  })

  test.each([
    ['no end line', BLOCK.slice(0, -10)],
    ['another label at the end', BLOCK.replace('END CERTIFICATE', 'END X509 CRL')],
    ['broken base64', BLOCK.replace('AAEC', 'A!EC')],
    ['missing padding', encodePem('CERTIFICATE', DER.subarray(0, 58)).replaceAll('=', '')],
    ['dashes inside a line', `x${BLOCK}`],
  ])('skips a block with %s and reads the next', (_, text) => {
    const other = encodePem('CERTIFICATE', Uint8Array.of(1, 2, 3))
    expect(decodePem(`${text}\n${other}`).map(({ der }) => [...der])).toEqual([[1, 2, 3]])
  })

  test('keeps headers apart, since certificates with headers do not count', () => {
    const text = BLOCK.replace('\n', '\nProc-Type: 4,ENCRYPTED\nDEK-Info: X,1\n\n')
    expect(decodePem(text)).toEqual([
      { label: 'CERTIFICATE', headers: { 'Proc-Type': '4,ENCRYPTED', 'DEK-Info': 'X,1' }, der: DER },
    ])
  })

  test('a header may be called __proto__', () => {
    const [found] = decodePem(BLOCK.replace('\n', '\n__proto__: x\n\n'))
    expect(Object.keys(found?.headers ?? {})).toEqual(['__proto__'])
  })

  test('takes bytes as well as text, and an empty block', () => {
    expect(decodePem(Buffer.from(BLOCK))).toEqual(decodePem(BLOCK))
    expect(decodePem('-----BEGIN X-----\n-----END X-----\n')).toEqual([
      { label: 'X', headers: {}, der: new Uint8Array(0) },
    ])
  })
})
