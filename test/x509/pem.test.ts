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
    ['blanks and tabs inside lines', BLOCK.replace('AAEC', 'A AE\tC')],
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
    ['a first line that goes on', BLOCK.replace('CERTIFICATE-----\n', 'CERTIFICATE-----x\n')],
    ['a first line that is too short', BLOCK.replace('-----BEGIN CERTIFICATE-----', '-----BEGIN ----')],
    ['an end line that goes on', BLOCK.replace('END CERTIFICATE-----', 'END CERTIFICATE-----x')],
    ['padding in its middle', encodePem('CERTIFICATE', DER.subarray(0, 58)).replace('AAEC', 'AA==')],
    ['padding of three', `${encodePem('X', DER).slice(0, 30)}A===\n-----END X-----\n`],
    ['other dashes before its end', BLOCK.replace('-----END', '-----\n-----END')],
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

  test('takes a label that ends in dashes, and a first line with nothing between its dashes', () => {
    expect(decodePem(encodePem('A-----', DER)).map(({ label }) => label)).toEqual(['A-----'])
    expect(decodePem(encodePem('', DER)).map(({ label }) => label)).toEqual([''])
  })

  test('looks at a hundred headers, the next line is of the body', () => {
    const withHeaders = (count: number) => BLOCK.replace('\n', `\n${'a: b\n'.repeat(count)}`)
    expect(decodePem(withHeaders(100)).map(({ headers }) => headers)).toEqual([{ a: 'b' }])
    expect(decodePem(withHeaders(101))).toEqual([])
  })

  test('reads bytes that are no text, and trims what stands around a header', () => {
    const text = BLOCK.replace('\n', '\n K\xe9y :  v : w \n')
    expect(decodePem(Buffer.from(text, 'latin1')).map(({ headers }) => headers)).toEqual([{ 'K\xe9y': 'v : w' }])
  })

  test('writes a block of nothing', () => {
    expect(encodePem('X', new Uint8Array())).toBe('-----BEGIN X-----\n-----END X-----\n')
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
