import { describe, expect, test } from 'vitest'
import type { Case } from '../../src/case.ts'
import type { ProxyChoice, ProxyVariable } from '../../src/target/proxy-choice.ts'
import { diagnosed, noProxy, proxiedByVariable, proxyEndpoint } from '../scenarios/case.ts'
import { der, serverLeaf } from '../scenarios/certificates.ts'
import { direct, proxied } from '../scenarios/situations.ts'
import { connectAnswer, handshake, healthyAnswer } from '../scenarios/walks.ts'

const same = proxyEndpoint()
const other = { ...same, host: 'other-proxy', url: 'http://other-proxy:8080' }

function variable(name: string, status: ProxyVariable['status'], endpoint: ProxyVariable['endpoint']): ProxyVariable {
  return { name, value: endpoint?.url ?? '%zz', status, reason: `${name} is not read`, endpoint }
}

function behindProxy(...more: readonly ProxyVariable[]): Case {
  const proxy = { ...proxiedByVariable, variables: [...proxiedByVariable.variables, ...more] }
  return proxied(
    { tunnel: connectAnswer(200, 'OK'), tls: handshake(der(serverLeaf), true), http: [healthyAnswer] },
    { proxy },
  )
}

function goingDirect(decidedBy: ProxyChoice['decidedBy'], ...variables: readonly ProxyVariable[]): Case {
  return direct({}, { proxy: { ...noProxy, decidedBy, variables } })
}

function fires(subject: Case): boolean {
  return diagnosed(subject).ids.includes('proxy-variable-ignored')
}

describe('a variable that kubectl does not read', () => {
  test.each([
    ['HTTP_PROXY with the proxy that is taken anyway', behindProxy(variable('HTTP_PROXY', 'ignored', same))],
    ['the other spelling with the same value', behindProxy(variable('https_proxy', 'shadowed', same))],
    [
      'the same proxy written without a scheme',
      behindProxy({ ...variable('https_proxy', 'shadowed', same), value: 'proxy:8080' }),
    ],
    ['a value that is no proxy at all', goingDirect({ kind: 'no-variable' }, variable('HTTP_PROXY', 'ignored', null))],
    [
      'any of them where NO_PROXY exempts the server',
      goingDirect(
        { kind: 'no-proxy', variable: 'HTTPS_PROXY', noProxyVariable: 'NO_PROXY', entry: '192.0.2.10' },
        variable('HTTP_PROXY', 'ignored', same),
      ),
    ],
    [
      'any of them for a loopback server',
      goingDirect({ kind: 'loopback', variable: 'HTTPS_PROXY' }, variable('HTTP_PROXY', 'ignored', same)),
    ],
  ])('is no finding: %s', (_title, subject) => {
    expect(fires(subject)).toBe(false)
  })

  test.each([
    [
      'HTTP_PROXY alone, so that kubectl goes direct',
      goingDirect({ kind: 'no-variable' }, variable('HTTP_PROXY', 'ignored', same)),
    ],
    ['ALL_PROXY with another proxy', behindProxy(variable('ALL_PROXY', 'ignored', proxyEndpoint('socks5')))],
    ['a shadowed spelling with another proxy', behindProxy(variable('https_proxy', 'shadowed', other))],
  ])('is one where it would change the way: %s', (_title, subject) => {
    expect(fires(subject)).toBe(true)
  })
})
