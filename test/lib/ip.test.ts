import { describe, expect, test } from 'vitest'
import { formatIp, parseIp, sameIp } from '../../src/lib/ip.ts'

describe('addresses as Go reads and prints them', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:DB8:0:0:0:0:0:5', '2001:db8::5'],
    ['::', '::'],
    ['::1', '::1'],
    ['2001:db8::', '2001:db8::'],
    ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
  ])('%s is %s', (text, printed) => {
    const octets = parseIp(text)
    expect(octets === null ? null : formatIp(octets)).toBe(printed)
  })

  test.each([
    '',
    '192.0.2',
    '192.0.2.256',
    '192.0.02.1',
    '192.0.2.1.',
    '[::1]',
    'fe80::1%eth0',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2::3',
    '1:2:3:4:5:6:7::8',
    '12345::',
    '192.0.2.1::',
    ':1',
  ])('%j is none', (text) => {
    expect(parseIp(text)).toBeNull()
  })

  test('an IPv4-mapped address is the IPv4 address', () => {
    const [mapped, plain] = ['::ffff:192.0.2.1', '192.0.2.1'].map((text) => parseIp(text) ?? new Uint8Array(0))
    expect(sameIp(mapped ?? new Uint8Array(1), plain ?? new Uint8Array(2))).toBe(true)
  })
})
