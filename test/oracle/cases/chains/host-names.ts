import { element, sequence } from '../../../../src/lib/der-encode.ts'
import { EXTENSION, extension, type GeneralName, san } from '../extensions.ts'
import { keys } from '../keys.ts'
import { name, organizationName } from '../names.ts'
import { type ChainFamily, chain, soundAuthorities } from './chain-case.ts'

/** Which names a certificate speaks for, and in which words it is refused. */
export const hostNames: ChainFamily = (forge) => {
  const { root } = soundAuthorities(forge)
  return ROWS.map(([id, host, names, subject]) => {
    const extensions = names === null ? [] : [names instanceof Uint8Array ? names : san(...names)]
    const leaf = forge({ issuer: root, subject: subject ?? name('leaf'), extensions, key: keys.leaf })
    return chain(`host/${id}`, [leaf], [root], host)
  })
}

type Row = readonly [
  id: string,
  host: string,
  names: readonly (GeneralName | string)[] | Uint8Array | null,
  subject?: Uint8Array,
]

const many = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `n${i}.example`)
const manyIps = (count: number): readonly GeneralName[] =>
  Array.from({ length: count }, (_, i) => ['ip', `198.51.100.${i}`] as const)

const ROWS: readonly Row[] = [
  ['exact', 'api.example', ['api.example']],
  ['upper-host', 'API.Example', ['api.example']],
  ['upper-san', 'api.example', ['API.EXAMPLE']],
  ['host-dot', 'api.example.', ['api.example']],
  ['san-dot', 'api.example', ['api.example.']],
  ['both-dot', 'api.example.', ['api.example.']],
  ['host-dot-mismatch', 'api.example.', ['b.example']],
  ['wildcard', 'api.example', ['*.example']],
  ['wildcard-deep', 'a.b.example', ['*.example']],
  ['wildcard-apex', 'example', ['*.example']],
  ['wildcard-partial', 'api.example', ['a*.example']],
  ['wildcard-second', 'a.b.example', ['a.*.example']],
  ['wildcard-double', 'a.b.example', ['*.*.example']],
  ['wildcard-bare', 'localhost', ['*']],
  ['wildcard-bare-two', 'api.example', ['*']],
  ['wildcard-upper', 'API.example', ['*.EXAMPLE']],
  ['wildcard-host', '*.example', ['*.example']],
  ['wildcard-host-other', '*.example', ['a.example']],
  ['underscore', 'a_b.example', ['a_b.example']],
  ['underscore-wildcard', 'a_b.example', ['*.example']],
  ['hyphen-first', '-a.example', ['-a.example']],
  ['hyphen-first-wildcard', '-a.example', ['*.example']],
  ['hyphen-last', 'a-.example', ['*.example']],
  ['space-host', 'a b.example', ['a b.example']],
  ['space-wildcard', 'a b.example', ['*.example']],
  ['san-space-end', 'api.example', ['api.example ']],
  ['san-empty', 'api.example', ['']],
  ['san-empty-and-other', 'api.example', ['', 'b.example']],
  ['san-empty-twice', 'api.example', ['', '']],
  ['san-dot-only', 'api.example', ['.']],
  ['san-leading-dot', 'api.example', ['.example']],
  ['host-leading-dot', '.example', ['.example']],
  ['host-double-dot', 'a..example', ['a..example']],
  ['host-colon', 'api.example:443', ['api.example:443']],
  ['host-slash', 'a/b', ['a/b']],
  ['host-plus', 'a+b.example', ['a+b.example']],
  ['san-newline', 'api.example', ['a\nb.example']],
  ['san-nul', 'api.example', ['api.example\0.b.example']],
  ['san-quote', 'api.example', ['a"b']],
  ['several', 'api.example', ['a.example', 'b.example', 'c.example']],
  ['several-with-others', 'api.example', ['a.example', ['ip', '192.0.2.1'], ['email', 'a@b.example'], 'b.example']],
  ['only-ip', 'api.example', [['ip', '192.0.2.1']]],
  ['only-uri', 'api.example', [['uri', 'https://api.example/']]],
  ['only-email', 'api.example', [['email', 'a@api.example']]],
  ['empty-sequence', 'api.example', []],
  ['empty-sequence-cn', 'api.example', [], name('api.example')],
  ['other-name-only', 'api.example', extension(EXTENSION.san, sequence(element(0xa0, sequence())))],
  ['other-name-only-critical', 'api.example', extension(EXTENSION.san, sequence(element(0xa0, sequence())), true)],
  ['directory-name-critical', 'api.example', extension(EXTENSION.san, sequence(element(0xa4, name('x'))), true)],
  ['empty-critical', 'api.example', extension(EXTENSION.san, sequence(), true)],
  ['no-san', 'api.example', null],
  ['no-san-cn', 'api.example', null, name('api.example')],
  ['no-san-cn-wildcard', 'api.example', null, name('*.example')],
  ['no-san-cn-upper', 'api.example', null, name('API.EXAMPLE')],
  ['no-san-cn-other', 'api.example', null, name('b.example')],
  ['no-san-cn-ip', '192.0.2.1', null, name('192.0.2.1')],
  ['no-san-cn-space', 'a b', null, name('a b')],
  ['no-san-cn-bare-wildcard', 'localhost', null, name('*')],
  ['no-san-organization', 'api.example', null, organizationName('api.example')],
  ['no-san-no-subject', 'api.example', null, sequence()],
  ['no-san-ip', '192.0.2.1', null],
  ['no-san-ip6', '2001:db8::1', null],
  ['no-san-cn-ip6', '2001:db8::1', null, name('2001:db8::1')],
  ['cn-with-dot', 'api.example.', null, name('api.example')],
  ['ip', '192.0.2.1', [['ip', '192.0.2.1']]],
  [
    'ip-other',
    '192.0.2.1',
    [
      ['ip', '192.0.2.2'],
      ['ip', '2001:db8::5'],
    ],
  ],
  ['ip-none', '192.0.2.1', ['api.example']],
  ['ip-as-dns', '192.0.2.1', ['192.0.2.1']],
  ['ip-as-dns-and-other-ip', '192.0.2.1', ['192.0.2.1', ['ip', '192.0.2.9']]],
  ['ip-mapped-san', '192.0.2.1', extension(EXTENSION.san, sequence(element(0x87, mapped(192, 0, 2, 1))))],
  ['ip-mapped-host', '::ffff:192.0.2.1', [['ip', '192.0.2.1']]],
  ['ip-mapped-host-other', '::ffff:192.0.2.1', [['ip', '192.0.2.2']]],
  ['ip-mapped-san-other', '192.0.2.9', extension(EXTENSION.san, sequence(element(0x87, mapped(192, 0, 2, 1))))],
  ['ip6', '2001:db8::1', [['ip', '2001:db8::1']]],
  ['ip6-long', '2001:0db8:0:0:0:0:0:1', [['ip', '2001:db8::1']]],
  ['ip6-long-other', '2001:0db8:0:0:0:0:0:1', [['ip', '2001:db8::2']]],
  ['ip6-brackets', '[2001:db8::1]', [['ip', '2001:db8::1']]],
  ['ip6-brackets-other', '[2001:db8::1]', [['ip', '2001:db8::2']]],
  ['ip6-zone', 'fe80::1%eth0', [['ip', 'fe80::1']]],
  ['ip4-brackets', '[192.0.2.1]', [['ip', '192.0.2.2']]],
  ['brackets-name', '[api.example]', ['api.example']],
  ['ip-leading-zeros', '192.0.02.1', [['ip', '192.0.2.1']]],
  ['ip-three-parts', '192.0.2', [['ip', '192.0.2.0']]],
  ['ip-hex', '0xc0000201', [['ip', '192.0.2.1']]],
  [
    'ip-list-order',
    '192.0.2.1',
    [
      ['ip', 'ff02::1'],
      ['ip', '10.0.0.1'],
      ['ip', '::1'],
    ],
  ],
  ['many-99', 'api.example', many(99)],
  ['many-100', 'api.example', many(100)],
  ['many-100-match', 'n5.example', many(100)],
  ['many-101-for-ip', '192.0.2.1', many(101)],
  ['many-ips-99', '192.0.2.1', manyIps(99)],
  ['many-ips-100', '192.0.2.1', manyIps(100)],
  ['many-ips-100-for-name', 'api.example', manyIps(100)],
  ['idn', 'xn--mnchen-3ya.example', ['xn--mnchen-3ya.example']],
  ['long-label', `${'a'.repeat(70)}.example`, [`${'a'.repeat(70)}.example`]],
  ['long-label-other', `${'a'.repeat(70)}.example`, ['b.example']],
  ['two-sans-same', 'api.example', ['b.example', 'b.example']],
  ['percent', '100%.example', ['b%d.example']],
]

function mapped(...octets: readonly number[]): Uint8Array {
  return Uint8Array.from([...Array<number>(10).fill(0), 0xff, 0xff, ...octets])
}
