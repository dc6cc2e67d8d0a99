import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../src/kubeconfig/parse-yaml.ts'
import { readYamlText } from '../../src/kubeconfig/yaml-text.ts'

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')

describe('what kubectl v1.34.5 reads', () => {
  test.each([
    ['UTF-8', Buffer.from('a: ü\n'), 'a: ü\n'],
    ['UTF-16, low octet first', utf16('a: ü\n'), 'a: ü\n'],
    ['UTF-16, high octet first', utf16('a: ü\n').swap16(), 'a: ü\n'],
    ['line ends of Windows', Buffer.from('a: 1\r\nb: 2\r\n'), 'a: 1\nb: 2\n'],
    ['line ends of the first Macs', Buffer.from('a: 1\rb: 2\r'), 'a: 1\nb: 2\n'],
  ])('%s', (_, bytes, text) => {
    expect(readYamlText(bytes)).toEqual({ text, fault: null })
  })

  test.each(['{a: b} x', '{"a":"b"}\n}\n', '{a: b}\nc: d\n'])('nothing behind a root in brackets: %j', (text) => {
    expect(parseYaml(Buffer.from(text))).toMatchObject({ kind: 'parsed', root: { kind: 'object' } })
  })

  test('!!binary is decoded before its field is looked at', () => {
    const parsed = parseYaml(Buffer.from('a: !!binary aGVsbG8=\n'))
    const root = parsed.kind === 'parsed' && parsed.root.kind === 'object' ? parsed.root : null
    expect(root?.entries.get('a')).toMatchObject({ kind: 'string', value: 'hello' })
  })
})

test.each([
  [[0x80], 'invalid leading UTF-8 octet'],
  [[0xf8], 'invalid leading UTF-8 octet'],
  [[0xe9, 0x0a], 'incomplete UTF-8 octet sequence'],
  [[0xe9, 0x0a, 0x0a], 'invalid trailing UTF-8 octet'],
  [[0xe2, 0x82], 'incomplete UTF-8 octet sequence'],
  [[0xc0, 0x80], 'invalid length of a UTF-8 sequence'],
  [[0xe0, 0x80, 0x80], 'invalid length of a UTF-8 sequence'],
  [[0xed, 0xa0, 0x80], 'invalid Unicode character'],
  [[0xf4, 0x90, 0x80, 0x80], 'invalid Unicode character'],
  [[0x01], 'control characters are not allowed'],
])('octets %j: %s', (octets, error) => {
  expect(readYamlText(Buffer.from([0x61, ...octets]))).toEqual({ text: '', fault: error })
})
