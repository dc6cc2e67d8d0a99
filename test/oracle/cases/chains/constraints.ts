import { type Constraints, type GeneralName, nameConstraints, PURPOSE, purposes, san } from '../extensions.ts'
import type { Forge, Forged } from '../forge.ts'
import { keys } from '../keys.ts'
import { name } from '../names.ts'
import { CA, type ChainCase, type ChainFamily, chain, HOST } from './chain-case.ts'

/** Name constraints: every type permitted and excluded, several at once, at several heights. */
export const constraints: ChainFamily = (forge) => [
  ...ROWS.map(([id, limits, names]) => {
    const root = rootWith(forge, limits)
    const leaf = forge({ issuer: root, extensions: [san(...names)] })
    return chain(`constraints/${id}`, [leaf], [root], hostOf(names))
  }),
  ...heights(forge),
]

function rootWith(forge: Forge, limits: Constraints, more: readonly Uint8Array[] = []): Forged {
  return forge({ subject: name('root'), key: keys.root, extensions: [...CA, nameConstraints(limits), ...more] })
}

/** The first name that can be asked for, so that only the constraints speak. */
function hostOf(names: readonly (GeneralName | string)[]): string {
  for (const one of names) {
    if (typeof one === 'string' && one !== '') return one.replace('*', 'x')
    if (one[0] === 'ip') return one[1] ?? ''
  }
  return HOST
}

const dns = (...names: readonly string[]): readonly GeneralName[] => names.map((one) => ['dns', one])
const ip = (...ranges: readonly string[]): readonly GeneralName[] => ranges.map((one) => ['ip', one])
const email = (...names: readonly string[]): readonly GeneralName[] => names.map((one) => ['email', one])
const uri = (...names: readonly string[]): readonly GeneralName[] => names.map((one) => ['uri', one])
const also = (...more: readonly GeneralName[]): readonly (GeneralName | string)[] => [HOST, ...more]

type Row = readonly [id: string, limits: Constraints, names: readonly (GeneralName | string)[]]

const ROWS: readonly Row[] = [
  ['dns/permitted', { permitted: dns('example') }, ['api.example']],
  ['dns/permitted-itself', { permitted: dns('api.example') }, ['api.example']],
  ['dns/permitted-case', { permitted: dns('EXAMPLE') }, ['api.example']],
  ['dns/not-permitted', { permitted: dns('b.example') }, ['api.example']],
  ['dns/not-permitted-suffix', { permitted: dns('ample') }, ['api.example']],
  ['dns/permitted-second', { permitted: dns('b.example', 'example') }, ['api.example']],
  ['dns/permitted-leading-dot', { permitted: dns('.example') }, ['api.example']],
  ['dns/permitted-leading-dot-itself', { permitted: dns('.api.example') }, ['api.example']],
  ['dns/permitted-empty', { permitted: dns('') }, ['api.example']],
  ['dns/permitted-nothing', { permitted: ip('10.0.0.0/8') }, ['api.example']],
  ['dns/one-of-two', { permitted: dns('a.example') }, ['x.a.example', 'x.b.example']],
  ['dns/excluded', { excluded: dns('example') }, ['api.example']],
  ['dns/excluded-itself', { excluded: dns('api.example') }, ['api.example']],
  ['dns/excluded-other', { excluded: dns('b.example') }, ['api.example']],
  ['dns/excluded-empty', { excluded: dns('') }, ['api.example']],
  ['dns/excluded-leading-dot', { excluded: dns('.example') }, ['api.example']],
  ['dns/excluded-leading-dot-itself', { excluded: dns('.api.example') }, ['api.example']],
  ['dns/excluded-second', { excluded: dns('b.example', 'example') }, ['api.example']],
  ['dns/permitted-and-excluded', { permitted: dns('example'), excluded: dns('api.example') }, ['api.example']],
  ['dns/neither', { permitted: dns('a.example'), excluded: dns('b.example') }, ['c.example']],
  ['dns/two-violations', { permitted: dns('a.example'), excluded: dns('b.example') }, ['c.example', 'b.example']],
  [
    'dns/two-violations-reversed',
    { permitted: dns('a.example'), excluded: dns('b.example') },
    ['b.example', 'c.example'],
  ],
  ['dns/wildcard-permitted', { permitted: dns('example') }, ['*.example']],
  ['dns/wildcard-not-permitted', { permitted: dns('api.example') }, ['*.example']],
  ['dns/wildcard-excluded', { excluded: dns('api.example') }, ['*.example']],
  ['dns/wildcard-excluded-deeper', { excluded: dns('a.api.example') }, ['*.example']],
  ['dns/wildcard-excluded-case', { excluded: dns('API.Example') }, ['*.EXAMPLE']],
  ['dns/wildcard-excluded-dot', { excluded: dns('.api.example') }, ['*.example']],
  ['dns/wildcard-excluded-parent', { excluded: dns('example') }, ['*.example']],
  ['dns/wildcard-permitted-same', { permitted: dns('*.example') }, ['*.example']],
  ['dns/wildcard-excluded-same', { excluded: dns('*.example') }, ['*.example']],
  ['dns/wildcard-constraint', { excluded: dns('*.example') }, ['api.example']],
  ['dns/wildcard-partial-excluded', { excluded: dns('api.example') }, ['a*.example']],
  ['dns/unreadable', { permitted: dns('example') }, also(['dns', 'a b.example'])],
  ['dns/unreadable-other-type', { excluded: ip('10.0.0.0/8') }, also(['dns', 'a b.example'])],
  ['dns/unreadable-empty', { excluded: dns('b') }, also(['dns', ''])],
  ['dns/unreadable-dot', { excluded: dns('b') }, also(['dns', '.'])],
  ['dns/unreadable-leading-dot', { excluded: dns('b') }, also(['dns', '.api.example'])],
  ['dns/unreadable-trailing-dot', { excluded: dns('b') }, also(['dns', 'api.example.'])],
  ['dns/unreadable-two-dots', { excluded: dns('b') }, also(['dns', 'api..example'])],
  ['dns/unreadable-control', { excluded: dns('b') }, also(['dns', 'a\u0001'])],
  ['dns/underscore', { permitted: dns('example') }, ['a_b.example']],
  ['ip/permitted', { permitted: ip('192.0.2.0/24') }, [['ip', '192.0.2.10']]],
  ['ip/permitted-all', { permitted: ip('0.0.0.0/0') }, [['ip', '192.0.2.10']]],
  ['ip/not-permitted', { permitted: ip('198.51.100.0/24') }, [['ip', '192.0.2.10']]],
  ['ip/not-permitted-v6-range', { permitted: ip('2001:db8::/32') }, [['ip', '192.0.2.10']]],
  ['ip/v6-permitted', { permitted: ip('2001:db8::/32') }, [['ip', '2001:db8::1']]],
  ['ip/v6-not-permitted', { permitted: ip('10.0.0.0/8') }, [['ip', '2001:db8::1']]],
  ['ip/excluded', { excluded: ip('192.0.2.0/24') }, [['ip', '192.0.2.10']]],
  ['ip/excluded-single', { excluded: ip('192.0.2.10/32') }, [['ip', '192.0.2.10']]],
  ['ip/excluded-all', { excluded: ip('0.0.0.0/0') }, [['ip', '192.0.2.10']]],
  ['ip/v6-excluded', { excluded: ip('2001:db8::/32') }, [['ip', '2001:db8::1']]],
  ['ip/v6-excluded-half-octet', { excluded: ip('2001:db8::/35') }, [['ip', '2001:db8::1']]],
  ['ip/other-excluded', { excluded: ip('10.0.0.0/8') }, [['ip', '192.0.2.10']]],
  ['ip/only-dns-constrained', { permitted: dns('example') }, [['ip', '192.0.2.10']]],
  ['ip/dns-then-ip', { excluded: [...dns('example'), ...ip('192.0.2.0/24')] }, ['api.example', ['ip', '192.0.2.10']]],
  ['ip/ip-then-dns', { excluded: [...dns('example'), ...ip('192.0.2.0/24')] }, [['ip', '192.0.2.10'], 'api.example']],
  ['email/permitted-host', { permitted: email('b.example') }, also(['email', 'a@b.example'])],
  ['email/not-permitted-host', { permitted: email('b.example') }, also(['email', 'a@c.example'])],
  ['email/not-permitted-subdomain', { permitted: email('b.example') }, also(['email', 'a@x.b.example'])],
  ['email/permitted-domain', { permitted: email('.b.example') }, also(['email', 'a@x.b.example'])],
  ['email/permitted-domain-itself', { permitted: email('.b.example') }, also(['email', 'a@b.example'])],
  ['email/permitted-mailbox', { permitted: email('a@b.example') }, also(['email', 'a@B.example'])],
  ['email/not-permitted-mailbox', { permitted: email('a@b.example') }, also(['email', 'A@b.example'])],
  ['email/excluded-mailbox', { excluded: email('a@b.example') }, also(['email', 'a@b.example'])],
  ['email/excluded-mailbox-quoted', { excluded: email('a@b.example') }, also(['email', '"a"@b.example'])],
  ['email/excluded-host', { excluded: email('b.example') }, also(['email', 'a@b.example'])],
  ['email/excluded-domain', { excluded: email('.b.example') }, also(['email', 'a@x.b.example'])],
  ['email/excluded-empty', { excluded: email('') }, also(['email', 'a@b.example'])],
  ['email/unreadable', { permitted: email('b.example') }, also(['email', 'nope'])],
  ['email/unreadable-other-type', { permitted: dns('example') }, also(['email', 'nope'])],
  ['email/unreadable-no-local', { permitted: dns('example') }, also(['email', '@b.example'])],
  ['email/unreadable-no-domain', { permitted: dns('example') }, also(['email', 'a@'])],
  ['email/unreadable-two-at', { permitted: dns('example') }, also(['email', 'a@b@c.example'])],
  ['email/unreadable-dots', { permitted: dns('example') }, also(['email', 'a..b@c.example'])],
  ['email/unreadable-space', { permitted: dns('example') }, also(['email', 'a b@c.example'])],
  ['email/quoted', { permitted: email('b.example') }, also(['email', '"a b"@b.example'])],
  ['email/quoted-escape', { permitted: email('b.example') }, also(['email', '"a\\"b"@c.example'])],
  ['email/quoted-open', { permitted: email('b.example') }, also(['email', '"a@b.example'])],
  ['email/quoted-empty', { permitted: email('b.example') }, also(['email', '""@b.example'])],
  ['email/escaped', { permitted: email('b.example') }, also(['email', 'a\\@x@c.example'])],
  ['email/escaped-end', { permitted: email('b.example') }, also(['email', 'a\\'])],
  ['email/domain-dot', { permitted: email('b.example') }, also(['email', 'a@b.example.'])],
  ['email/label-64', { permitted: email('b.example') }, also(['email', `a@${'a'.repeat(64)}.example`])],
  ['email/domain-leading-dot', { permitted: email('b.example') }, also(['email', 'a@.b.example'])],
  ['email/long', { permitted: email('b.example') }, also(['email', `a@${'abcdefghi.'.repeat(26)}example`])],
  ['email/local-64', { permitted: email('b.example') }, also(['email', `${'a'.repeat(70)}@b.example`])],
  ['email/delete', { permitted: email('b.example') }, also(['email', '"a\x7f"@c.example'])],
  ['email/quoted-tab', { permitted: email('b.example') }, also(['email', '"a\tb"@c.example'])],
  ['email/quoted-escaped-nul', { permitted: email('b.example') }, also(['email', '"a\\\0"@c.example'])],
  ['email/quoted-newline', { permitted: email('b.example') }, also(['email', '"a\nb"@c.example'])],
  ['email/bang', { permitted: email('b.example') }, also(['email', 'a!b@c.example'])],
  ['email/parentheses', { permitted: email('b.example') }, also(['email', 'a(b)@c.example'])],
  ['email/leading-dot', { permitted: email('b.example') }, also(['email', '.a@c.example'])],
  ['email/trailing-dot', { permitted: email('b.example') }, also(['email', 'a.@c.example'])],
  ['dns/label-64', { permitted: dns('b') }, also(['dns', `${'a'.repeat(64)}.example`])],
  ['dns/long', { permitted: dns('b') }, also(['dns', `${'abcdefghi.'.repeat(26)}example`])],
  ['email/literal', { permitted: email('b.example') }, also(['email', 'a@[192.0.2.1]'])],
  ['email/plus', { permitted: email('b.example') }, also(['email', 'a+b@c.example'])],
  ['uri/permitted', { permitted: uri('b.example') }, also(['uri', 'https://b.example/x'])],
  ['uri/permitted-port', { permitted: uri('b.example') }, also(['uri', 'https://b.example:8443/x'])],
  ['uri/permitted-user', { permitted: uri('b.example') }, also(['uri', 'https://u@b.example/x'])],
  ['uri/permitted-case', { permitted: uri('b.example') }, also(['uri', 'https://B.EXAMPLE/x'])],
  ['uri/not-permitted', { permitted: uri('b.example') }, also(['uri', 'https://c.example/x'])],
  ['uri/not-permitted-subdomain', { permitted: uri('b.example') }, also(['uri', 'https://x.b.example/'])],
  ['uri/permitted-domain', { permitted: uri('.b.example') }, also(['uri', 'https://x.b.example/'])],
  ['uri/permitted-domain-itself', { permitted: uri('.b.example') }, also(['uri', 'https://b.example/'])],
  ['uri/excluded', { excluded: uri('b.example') }, also(['uri', 'https://b.example/%41?q#f'])],
  ['uri/excluded-odd', { excluded: uri('b.example') }, also(['uri', 'https://b.example/"a b"'])],
  ['uri/no-host', { permitted: uri('b.example') }, also(['uri', 'urn:x:y'])],
  ['uri/no-host-excluded', { excluded: uri('b.example') }, also(['uri', 'urn:x:y'])],
  ['uri/no-host-other-type', { permitted: dns('example') }, also(['uri', 'urn:x:y'])],
  ['uri/ip', { permitted: uri('b.example') }, also(['uri', 'https://192.0.2.1/'])],
  ['uri/ip-port', { permitted: uri('b.example') }, also(['uri', 'https://192.0.2.1:80/'])],
  ['uri/ip6', { permitted: uri('b.example') }, also(['uri', 'https://[2001:db8::1]/'])],
  ['uri/ip6-port', { permitted: uri('b.example') }, also(['uri', 'https://[2001:db8::1]:80/'])],
  ['uri/ip6-zone', { permitted: uri('b.example') }, also(['uri', 'https://[fe80::1%25eth0]/'])],
  ['uri/ip6-zone-port', { permitted: uri('b.example') }, also(['uri', 'https://[fe80::1%25eth0]:80/'])],
  ['uri/empty-port', { permitted: uri('b.example') }, also(['uri', 'https://b.example:/'])],
  ['uri/trailing-dot', { permitted: uri('b.example') }, also(['uri', 'https://b.example./'])],
  [
    'mixed/all-types-bad',
    { excluded: [...dns('example'), ...email('b'), ...uri('c')] },
    also(['email', 'a@b'], ['uri', 'x://c']),
  ],
  [
    'mixed/email-first',
    { excluded: [...dns('example'), ...email('b'), ...uri('c')] },
    [['email', 'a@b'], ['uri', 'x://c'], HOST],
  ],
  [
    'mixed/uri-first',
    { excluded: [...dns('example'), ...email('b'), ...uri('c')] },
    [['uri', 'x://c'], ['email', 'a@b'], HOST],
  ],
]

function heights(forge: Forge): readonly ChainCase[] {
  const onlyB: Constraints = { permitted: dns('b.example') }
  const root = forge({ subject: name('root'), key: keys.root, extensions: CA })
  const strict = rootWith(forge, onlyB)
  const between = (top: Forged, more: readonly Uint8Array[] = []) =>
    forge({ subject: name('between'), key: keys.intermediate, issuer: top, extensions: [...CA, ...more] })
  const leaf = (issuer: Forged, more: readonly Uint8Array[] = [], from = -30, to = 335) =>
    forge({ issuer, extensions: [san(HOST), ...more], from, to })
  const limited = between(root, [nameConstraints(onlyB)])
  const notCritical = between(root, [nameConstraints(onlyB, false)])
  const expiredLimited = forge({
    subject: name('between'),
    key: keys.intermediate,
    issuer: root,
    extensions: [...CA, nameConstraints(onlyB)],
    from: -90,
    to: -9,
  })
  const namedBetween = between(strict, [san('a.example')])
  const selfNamed = forge({
    subject: name('root'),
    key: keys.root,
    extensions: [...CA, nameConstraints(onlyB), san('a.example')],
  })
  const unlimited = between(root)
  const noCa = forge({
    subject: name('between'),
    key: keys.intermediate,
    issuer: root,
    extensions: [nameConstraints(onlyB)],
  })
  const flood = rootWith(forge, { excluded: dns(...Array.from({ length: 600 }, (_, i) => `x${i}.example`)) })
  return [
    chain('constraints/height/intermediate', [leaf(limited), limited], [root]),
    chain('constraints/height/not-critical', [leaf(notCritical), notCritical], [root]),
    chain('constraints/height/root-over-intermediate', [leaf(between(strict)), between(strict)], [strict]),
    chain(
      'constraints/height/both',
      [
        leaf(between(strict, [nameConstraints({ permitted: dns('c') })])),
        between(strict, [nameConstraints({ permitted: dns('c') })]),
      ],
      [strict],
    ),
    chain(
      'constraints/height/intermediate-has-names',
      [forge({ issuer: namedBetween, extensions: [san('x.b.example')] }), namedBetween],
      [strict],
      'x.b.example',
    ),
    chain(
      'constraints/height/root-has-names',
      [forge({ issuer: selfNamed, extensions: [san('x.b.example')] })],
      [selfNamed],
      'x.b.example',
    ),
    chain('constraints/height/expired-too', [leaf(expiredLimited), expiredLimited], [root]),
    chain('constraints/height/leaf-expired', [leaf(strict, [], -60, -6)], [strict]),
    chain('constraints/height/wrong-purpose-too', [leaf(strict, [purposes(PURPOSE.clientAuth)])], [strict]),
    chain('constraints/height/other-way-out', [leaf(limited), limited, unlimited], [root]),
    chain('constraints/height/other-way-first', [leaf(limited), unlimited, limited], [root]),
    chain('constraints/height/not-ca', [leaf(noCa), noCa], [root]),
    chain('constraints/height/leaf-constrains', [leaf(root, [nameConstraints(onlyB)])], [root]),
    chain('constraints/height/leaf-without-san', [forge({ issuer: strict, subject: name(HOST) })], [strict]),
    chain(
      'constraints/height/common-name-only',
      [forge({ issuer: strict, subject: name('x.c.example'), extensions: [san('x.b.example')] })],
      [strict],
      'x.b.example',
    ),
    chain(
      'constraints/height/many-comparisons',
      [forge({ issuer: flood, extensions: [san(...Array.from({ length: 500 }, (_, i) => `y${i}.c`), HOST)] })],
      [flood],
    ),
  ]
}
