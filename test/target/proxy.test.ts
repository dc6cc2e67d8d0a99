import { describe, expect, it } from 'vitest'
import { cgiRefusal, chooseProxy, type ProxyBehaviours, type ProxyQuestion } from '../../src/target/proxy.ts'

const question: ProxyQuestion = { scheme: 'https', host: 'api.example', port: 6443, proxyUrl: null }

describe('chooseProxy', () => {
  it('says of every variable what became of it', () => {
    const choice = chooseProxy(question, {
      HTTPS_PROXY: '',
      https_proxy: 'http://proxy.example:3128',
      HTTP_PROXY: 'http://plain.example',
      all_proxy: 'socks5://socks.example',
    })
    expect(choice.decidedBy).toEqual({ kind: 'variable', variable: 'https_proxy' })
    expect(choice.variables.map(({ name, status, reason }) => [name, status, reason])).toEqual([
      ['HTTPS_PROXY', 'empty', 'an empty value counts as unset'],
      ['https_proxy', 'won', 'Go reads it for https:// servers'],
      ['HTTP_PROXY', 'ignored', 'Go reads HTTP_PROXY only for http:// servers'],
      ['all_proxy', 'ignored', 'Go does not read all_proxy'],
    ])
    expect(choice.variables.map(({ endpoint }) => endpoint && [endpoint.kind, endpoint.host, endpoint.port])).toEqual([
      null,
      ['http-proxy', 'proxy.example', 3128],
      ['http-proxy', 'plain.example', 80],
      ['socks5', 'socks.example', 1080],
    ])
  })

  it('reads the upper case first', () => {
    const choice = chooseProxy(question, { HTTPS_PROXY: 'http://a.example', https_proxy: 'http://b.example' })
    expect(choice.proxy?.host).toBe('a.example')
    expect(choice.variables[1]).toMatchObject({ status: 'shadowed', reason: 'HTTPS_PROXY is set and read first' })
  })

  it('takes the entry of NO_PROXY that exempts, in the spelling that is read', () => {
    const env = { HTTPS_PROXY: 'http://p.example', NO_PROXY: '', no_proxy: 'other.example, .example' }
    const choice = chooseProxy(question, env)
    expect(choice.proxy).toBeNull()
    expect(choice.decidedBy).toEqual({
      kind: 'no-proxy',
      variable: 'HTTPS_PROXY',
      noProxyVariable: 'no_proxy',
      entry: '.example',
    })
    expect(choice.variables[0]).toMatchObject({ status: 'bypassed', reason: 'no_proxy exempts the server: .example' })
  })

  it('never proxies loopback, unless the kubeconfig says so', () => {
    const env = { HTTPS_PROXY: 'http://p.example', NO_PROXY: '*' }
    const local = { ...question, host: '127.0.0.1' }
    expect(chooseProxy(local, env).decidedBy).toEqual({ kind: 'loopback', variable: 'HTTPS_PROXY' })
    const at = { kind: 'default' } as const
    const forced = chooseProxy({ ...local, proxyUrl: { value: 'socks5://k.example', at } }, env)
    expect(forced.decidedBy).toEqual({ kind: 'proxy-url', at })
    expect(forced.proxy).toMatchObject({ kind: 'socks5', host: 'k.example', port: 1080 })
    expect(forced.variables[0]).toMatchObject({
      status: 'overridden',
      reason: 'proxy-url of the kubeconfig comes before the environment',
    })
    expect(chooseProxy(local, env).variables[0]).toMatchObject({
      status: 'bypassed',
      reason: 'Go never proxies localhost and loopback addresses',
    })
  })

  it.each([
    [
      'https',
      { HTTPS_PROXY: 'http://a.example', HTTP_PROXY: 'http://b.example', http_proxy: 'c.example', ALL_PROXY: 'd' },
      [
        ['HTTPS_PROXY', 'won', 'Go reads it for https:// servers'],
        ['HTTP_PROXY', 'ignored', 'Go reads HTTP_PROXY only for http:// servers'],
        ['http_proxy', 'ignored', 'Go reads http_proxy only for http:// servers'],
        ['ALL_PROXY', 'ignored', 'Go does not read ALL_PROXY'],
      ],
    ],
    [
      'http',
      { HTTPS_PROXY: 'http://a.example', https_proxy: 'a.example', HTTP_PROXY: 'b.example', http_proxy: 'c.example' },
      [
        ['HTTPS_PROXY', 'ignored', 'Go reads HTTPS_PROXY only for https:// servers'],
        ['https_proxy', 'ignored', 'Go reads https_proxy only for https:// servers'],
        ['HTTP_PROXY', 'won', 'Go reads it for http:// servers'],
        ['http_proxy', 'shadowed', 'HTTP_PROXY is set and read first'],
      ],
    ],
    ['http', { http_proxy: 'http://b.example' }, [['http_proxy', 'won', 'Go reads it for http:// servers']]],
    ['https', { https_proxy: '' }, [['https_proxy', 'empty', 'an empty value counts as unset']]],
    [
      'https',
      { HTTPS_PROXY: 'CORP\\ann@p.example:1' },
      [['HTTPS_PROXY', 'unparsable', 'it does not parse as a URL, and Go goes direct without a word']],
    ],
  ] as const)('says for an %s server of %j why', (scheme, env, expected) => {
    const { variables } = chooseProxy({ ...question, scheme }, env)
    expect(variables.map(({ name, status, reason }) => [name, status, reason])).toEqual(expected)
  })

  it('without a variable there is nothing to decide', () => {
    expect(chooseProxy(question, {})).toEqual({
      proxy: null,
      decidedBy: { kind: 'no-variable' },
      variables: [],
      noProxy: { variable: null, value: null, entries: [] },
    })
  })

  it('reads a scheme that nobody knows by the release', () => {
    const env = { HTTPS_PROXY: 'ftp://p.example' }
    const read = (behaviours: ProxyBehaviours) => {
      const { proxy, variables } = chooseProxy(question, env, behaviours)
      return [proxy?.host, variables[0]?.endpoint?.host]
    }
    expect(read({})).toEqual(['p.example', 'p.example'])
    expect(read({ unknownProxyScheme: 'host' })).toEqual(['p.example', 'p.example'])
    expect(read({ unknownProxyScheme: 'scheme-as-host' })).toEqual(['ftp', 'ftp'])
  })

  it('exempts an address by the end of its text where the release does', () => {
    const address = { ...question, host: '192.0.2.10' }
    const env = { HTTPS_PROXY: 'http://p.example', NO_PROXY: '.0.2.10' }
    const decided = (behaviours: ProxyBehaviours) => chooseProxy(address, env, behaviours).decidedBy.kind
    expect(decided({})).toBe('variable')
    expect(decided({ noProxyDomainsMatchAddresses: false })).toBe('variable')
    expect(decided({ noProxyDomainsMatchAddresses: true })).toBe('no-proxy')
  })

  it('goes direct without a word where nothing parses', () => {
    const choice = chooseProxy(question, { HTTPS_PROXY: 'CORP\\ann:s3cret@p.example:1' })
    expect(choice.proxy).toBeNull()
    expect(choice.decidedBy).toEqual({ kind: 'unparsable', variable: 'HTTPS_PROXY' })
    expect(choice.variables[0]).toMatchObject({ value: 'CORP\\ann:REDACTED@p.example:1', endpoint: null })
  })

  it('keeps passwords in secrets and out of every text', () => {
    const choice = chooseProxy(question, { HTTPS_PROXY: 'http://bob:s3cr%40t@p.example:8080' })
    expect(choice.proxy?.credentials?.password?.reveal()).toBe('s3cr@t')
    expect(choice.proxy?.url).toBe('http://bob:REDACTED@p.example:8080')
    expect(JSON.stringify(choice)).not.toContain('s3cr')
  })

  it('serves https from HTTP_PROXY with Go 1.15', () => {
    const env = { HTTP_PROXY: 'http://p.example' }
    expect(chooseProxy(question, env).proxy).toBeNull()
    expect(chooseProxy(question, env, { httpProxyForHttps: true }).proxy?.host).toBe('p.example')
    const lower = chooseProxy(question, { http_proxy: 'http://p.example' }, { httpProxyForHttps: true })
    expect(lower.decidedBy).toEqual({ kind: 'variable', variable: 'http_proxy' })
  })

  it('has HTTP_PROXY shadowed with Go 1.15, not left unread', () => {
    const env = { HTTPS_PROXY: 'http://s.example', HTTP_PROXY: 'http://p.example' }
    const { variables } = chooseProxy(question, env, { httpProxyForHttps: true })
    expect(variables[1]).toMatchObject({ status: 'shadowed', reason: 'HTTPS_PROXY is set and read first' })
  })
})

describe('cgiRefusal', () => {
  const text = 'refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy'

  it('fails what HTTP_PROXY would serve', () => {
    const env = { REQUEST_METHOD: 'GET', http_proxy: 'http://p.example' }
    expect(cgiRefusal({ ...question, scheme: 'http' }, env)).toBe(text)
    expect(cgiRefusal({ ...question, scheme: 'http' }, { REQUEST_METHOD: 'GET', HTTP_PROXY: 'p.example' })).toBe(text)
    expect(cgiRefusal(question, env)).toBeNull()
  })

  it.each([
    ['no request of a web server is served', { http_proxy: 'http://p.example' }],
    ['its method is empty', { REQUEST_METHOD: '', http_proxy: 'http://p.example' }],
    ['no variable is set', { REQUEST_METHOD: 'GET' }],
    ['the variable does not parse', { REQUEST_METHOD: 'GET', http_proxy: 'CORP\\ann@p.example:1' }],
  ])('fails nothing where %s', (_, env) => {
    expect(cgiRefusal({ ...question, scheme: 'http' }, env)).toBeNull()
  })

  it('fails nothing that the kubeconfig’s own proxy serves', () => {
    const proxyUrl = { value: 'http://k.example', at: { kind: 'default' } as const }
    const env = { REQUEST_METHOD: 'GET', HTTP_PROXY: 'http://p.example' }
    expect(cgiRefusal({ ...question, scheme: 'http', proxyUrl }, env)).toBeNull()
  })

  it('goes by the variable that the release reads', () => {
    const env = { REQUEST_METHOD: 'GET', HTTP_PROXY: 'http://p.example' }
    expect(cgiRefusal(question, env, { httpProxyForHttps: true })).toBe(text)
    expect(cgiRefusal(question, { ...env, HTTPS_PROXY: 'http://s.example' }, { httpProxyForHttps: true })).toBeNull()
  })
})
