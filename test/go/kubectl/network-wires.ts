import type { ConnectTunnel, DnsFailure, SocksTunnel, Walk } from '../../../src/transcript/transcript.ts'
import { connected, exchangeOf, LOCAL, PROXY, walkOf } from '../judge-input-builder.ts'
import { scenariosOf } from './observed-vectors.ts'
import { alert, ascii, closed, gaveUp } from './tls-wires.ts'

/** What the wire did in the scenarios without a proxy that end before TLS. */
export const directWires: Readonly<Record<string, () => Walk>> = {
  'dns-nx': () => unresolved('nx.test', { kind: 'no-such-host' }),
  'dns-nodata': () => unresolved('nodata.test', { kind: 'no-such-host' }),
  'dns-servfail': () => unresolved('servfail.test', { kind: 'server-misbehaving', rcode: 2 }),
  'dns-refused': () => unresolved('refused.test', { kind: 'server-misbehaving', rcode: 5 }),
  'dns-formerr': () => unresolved('formerr.test', { kind: 'server-misbehaving', rcode: 1 }),
  'dns-notimp': () => unresolved('notimp.test', { kind: 'server-misbehaving', rcode: 4 }),
  'dns-timeout': () => unresolved('timeout.test', { kind: 'timeout', local: '10.9.0.53:40000' }),
  'dns-single': () => unresolved('apiserver', { kind: 'no-such-host' }),
  'dns-invalid': () => unresolved('bad_host-.test', { kind: 'no-such-host' }, null),
  'dns-nx-noport': () => unresolved('nx.test', { kind: 'no-such-host' }),
  'dns-idn': () => unresolved('xn--bcher-kva.test', { kind: 'no-such-host' }),
  'dns-dotdot': () => unresolved('a..b', { kind: 'no-such-host' }, null),
  'dns-local': () => unresolved('foo.local', { kind: 'no-such-host' }),
  'dns-srv-refused-2': () => unresolved('api.nowhere.test', DNS_PORT_CLOSED),
  'tcp-refused': () => refused('10.9.0.1:6444'),
  'tcp-refused-ip': () => refused('10.9.0.3:6443'),
  'tcp-refused-ip6': () => refused('[fd00::1]:6443'),
  'tcp-refused-noport': () => refused('10.9.0.3:443'),
  'tcp-refused-http': () => refused('10.9.0.3:8080'),
  'tcp-refused-path': () => refused('10.9.0.3:6443'),
  'tcp-refused-local': () => refused('[::1]:6443', '127.0.0.1:6443'),
  'tcp-unreach': () => failed('203.0.113.9:6443', 'ENETUNREACH'),
  'tcp-unreach6': () => failed('[2001:db8::9]:6443', 'ENETUNREACH'),
  'tcp-timeout': () => failed('10.77.0.9:6443', 'ENETUNREACH'),
  'tcp-rst': () => failed('10.9.0.1:6443', 'ECONNRESET'),
  'tcp-port0': () => refused('10.9.0.1:0'),
  'url-user': () => refused('10.9.0.3:6443'),
  'url-query': () => refused('10.9.0.3:6443'),
  'ip-multicast': () => refused('0.0.0.0:6443'),
  'ip-bcast': () => failed('255.255.255.255:6443', 'ENETUNREACH'),
  'bh-direct': () => timedOut('10.9.0.2:46231'),
}

/** The same through a proxy: CONNECT, https:// and SOCKS. */
export const proxyWires: Readonly<Record<string, () => Walk>> = {
  ...connectStatusWires(),
  'px-407-custom': () => connectAnswer('HTTP/1.1 407 authenticationrequired'),
  'px-noreason': () => connectAnswer('HTTP/1.1 502 '),
  'px-noreason2': () => connectAnswer('HTTP/1.1 502'),
  'px-refusedtext': () => connectAnswer('HTTP/1.1 502 connection refused'),
  'px-1xx': () => connectAnswer('HTTP/1.1 100 Continue'),
  'px-http2-status': () => connectAnswer('HTTP/2.0 403 Forbidden'),
  'px-403-multi': () =>
    connectAnswer('HTTP/1.1 403 Access to api.example.test:6443 blocked by policy (category: uncategorized)'),
  'px-lf': () => connectAnswer('HTTP/1.1 407 Proxy Authentication Required'),
  'px-503-squid': () => connectAnswer('HTTP/1.1 503 Service Unavailable'),
  'px-auth-407': () => connectAnswer('HTTP/1.1 407 Proxy Authentication Required'),
  'px-redirect-https': () => connectAnswer('HTTP/1.1 307 Temporary Redirect'),
  'px-noproxy-cidr-name': () => connectAnswer('HTTP/1.1 403 Forbidden'),
  'px-kc-noproxy': () => connectAnswer('HTTP/1.1 403 Forbidden'),
  'px-kc-localhost': () => connectAnswer('HTTP/1.1 403 Forbidden'),
  'px-junk': () => connect({ kind: 'malformed', firstLine: 'hello' }),
  'px-ssh': () => connect({ kind: 'malformed', firstLine: 'SSH-2.0-x' }),
  'px-tlsport': () => connect({ kind: 'malformed', firstLine: '\x15\x03\x01\x00\x02\x02F' }),
  'px-badstatus': () => connect({ kind: 'malformed', firstLine: 'HTTP/1.1 abc OK' }),
  'px-partial': () => connect({ kind: 'closed', bytesBefore: 11 }, ascii('HTTP/1.1 20')),
  'px-close-after': () => connect({ kind: 'closed', bytesBefore: 0 }),
  'px-rst': () => connect({ kind: 'reset' }),
  'px-rst-after': () => connect({ kind: 'reset' }),
  'px-close': () => connect({ kind: 'reset' }),
  'px-hang': () => connect({ kind: 'timeout', afterMs: 60_000 }),
  'px-200-nobody': () => tunnelled({ end: { kind: 'reset', syscall: 'read' } }),
  'hang-proxy-tls': () => tunnelled({ end: { kind: 'timeout', afterMs: 10_000 } }),
  'px200-http400': () =>
    tunnelled({ firstBytes: ascii('HTTP/1.1 400 Bad Request'), end: gaveUp('WRONG_VERSION_NUMBER') }),
  'px200-fin': () => tunnelled({ end: closed(false) }),
  'px200-junk': () => tunnelled({ firstBytes: ascii('junk junk'), end: gaveUp('WRONG_VERSION_NUMBER') }),
  'px200-alert': () => tunnelled(alert('fatal', 40)),
  'px-https-plain': () =>
    proxied({
      proxyTls: exchangeOf({ firstBytes: ascii('HTTP/1.1 400 Bad Request'), end: gaveUp('WRONG_VERSION_NUMBER') }),
    }),
  'px-nx': () => unresolved('nx.test', { kind: 'no-such-host' }),
  'px-bad-url': () => unresolved('http', { kind: 'no-such-host' }),
  'px-quoted': () => unresolved('"http', { kind: 'no-such-host' }, null),
  'dns-srv-refused-proxy': () => unresolved('corp-proxy.nowhere.test', DNS_PORT_CLOSED),
  'px-unreach': () => failed('203.0.113.9:3128', 'ENETUNREACH'),
  'bh-proxy': () => timedOut('10.9.0.2:41791'),
  ...Object.fromEntries(
    [
      'px-refused',
      'px-refused-name',
      'px-refused-kc',
      'px-noport',
      'px-https-noport',
      'px-socks-noport',
      'px-ftp',
      'px-foo',
      'px-trailing',
      'px-socks4',
      'px-kc-socks5',
      'px-cgi',
      'px-http-server',
    ].map((id) => [id, () => refused('10.9.0.3:3128')]),
  ),
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 255].map((reply) => [`socks-rep-${reply}`, () => socks({ kind: 'refused', reply })]),
  ),
  'socks-close': () => socks({ kind: 'closed' }),
  'socks-close2': () => socks({ kind: 'closed' }),
  'socks-junk': () => socks({ kind: 'unexpected-version', version: 72 }),
  'socks-http': () => socks({ kind: 'unexpected-version', version: 72 }),
  'socks-v4': () => socks({ kind: 'unexpected-version', version: 4 }),
  'socks-noauth': () => socks({ kind: 'no-acceptable-method' }),
  'socks-wantauth': () => socks({ kind: 'reset' }),
  'socks-rsv': () => socks({ kind: 'non-zero-reserved' }),
  'socks-badatyp': () => socks({ kind: 'unknown-address-type', type: 9 }),
  'socks-auth-fail': () => socks({ kind: 'authentication-failed' }),
  'socks-auth-badver': () => socks({ kind: 'invalid-auth-version' }),
}

const DNS_PORT_CLOSED: DnsFailure = {
  kind: 'socket',
  errno: 'ECONNREFUSED',
  local: '10.9.0.53:40000',
  syscall: 'read',
}

export function refused(...remotes: readonly string[]): Walk {
  return failed(remotes, 'ECONNREFUSED')
}

function failed(remotes: string | readonly string[], errno: string): Walk {
  const attempts = [remotes]
    .flat()
    .map((remote) => ({ remote, result: { kind: 'failed', errno } as const, durationMs: 1 }))
  return walkOf({ dial: { attempts, connected: null } })
}

function timedOut(remote: string): Walk {
  return walkOf({
    dial: { attempts: [{ remote, result: { kind: 'timeout', afterMs: 30_000 }, durationMs: 30_000 }], connected: null },
  })
}

function unresolved(name: string, reason: DnsFailure, server: string | null = '10.9.0.53:53'): Walk {
  return walkOf({ resolution: { kind: 'failed', name, server, reason }, dial: null })
}

function proxied(parts: Partial<Walk>): Walk {
  return walkOf({ dial: connected(PROXY), ...parts })
}

function connect(end: ConnectTunnel['end'], firstBytes = ''): Walk {
  return proxied({ tunnel: connectTunnel({ end, firstBytes }) })
}

function connectAnswer(statusLine: string): Walk {
  return proxied({ tunnel: connectTunnel({ statusLine, status: Number(statusLine.split(' ')[1]) }) })
}

function tunnelled(parts: Parameters<typeof exchangeOf>[0]): Walk {
  return proxied({
    tunnel: connectTunnel({ statusLine: 'HTTP/1.1 200 OK', status: 200 }),
    tls: exchangeOf({ remote: PROXY, ...parts }),
  })
}

function connectTunnel(parts: Partial<ConnectTunnel>): ConnectTunnel {
  return {
    kind: 'connect',
    authority: 'api.example.test:6443',
    end: { kind: 'answered' },
    statusLine: null,
    status: null,
    headers: [],
    body: null,
    firstBytes: '',
    local: LOCAL,
    ...parts,
  }
}

function socks(end: SocksTunnel['end']): Walk {
  return proxied({
    tunnel: { kind: 'socks5', target: 'api.example.test:6443', proxyAddress: PROXY, end, firstBytes: '', local: LOCAL },
  })
}

/** `CONNECT answered 407 Proxy Authentication Required`: the description says what the proxy sent. */
function connectStatusWires(): Record<string, () => Walk> {
  const described = scenariosOf('proxy-dns-dial').flatMap(({ id, desc }) => {
    const line = /^CONNECT answered (\d{3} .+)$/.exec(desc)?.[1]
    return line === undefined ? [] : [[id, () => connectAnswer(`HTTP/1.1 ${line}`)] as const]
  })
  return Object.fromEntries(described)
}
