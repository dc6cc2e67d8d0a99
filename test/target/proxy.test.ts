import { describe, expect, it } from 'vitest'
import { cgiRefusal, chooseProxy, type ProxyQuestion } from '../../src/target/proxy.ts'

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
    expect(forced.variables[0]?.status).toBe('overridden')
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
  })
})

describe('cgiRefusal', () => {
  const text = 'refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy'

  it('fails what HTTP_PROXY would serve', () => {
    const env = { REQUEST_METHOD: 'GET', http_proxy: 'http://p.example' }
    expect(cgiRefusal({ ...question, scheme: 'http' }, env)).toBe(text)
    expect(cgiRefusal(question, env)).toBeNull()
  })
})
