import { describe, expect, it } from 'vitest'
import { kubeconfigBehavioursOf } from '../../src/release/kubeconfig-behaviours.ts'

describe('what differs between releases in reading a kubeconfig', () => {
  const latest = 'k8s.io/client-go/tools/clientcmd/api/latest/latest.go:50'

  it.each([
    ['go1.18.1', [1, 24, 0], `vendor/${latest}`, 'pkg/client/auth/exec/exec.go:62'],
    ['go1.20.10', [1, 28, 3], `vendor/${latest}`, 'pkg/client/auth/exec/exec.go:62'],
    ['go1.22.8', [1, 28, 15], 'pkg/runtime/scheme.go:100', 'pkg/runtime/scheme.go:100'],
    ['go1.21.9', [1, 29, 4], 'pkg/runtime/scheme.go:100', 'pkg/runtime/scheme.go:100'],
    ['go1.22.2', [1, 30, 0], latest, 'pkg/client/auth/exec/exec.go:62'],
    ['go1.24.13', [1, 34, 5], latest, 'pkg/client/auth/exec/exec.go:62'],
    ['go1.25.7', [1, 35, 2], latest, 'pkg/client/auth/exec/exec.go:64'],
  ] as const)('%s, kubectl %j: the registries are named %s and %s', (go, kubectl, configScheme, execScheme) => {
    expect(kubeconfigBehavioursOf(go, {}, kubectl)).toMatchObject({ configScheme, execScheme })
  })

  it.each([
    ['go1.23.12', 'any'],
    ['go1.24.7', 'any'],
    ['go1.24.8', 'address'],
    ['go1.25.1', 'any'],
    ['go1.25.2', 'address'],
    ['go1.25.8', 'address-alone'],
    ['go1.26.0', 'address'],
    ['go1.26.1', 'address-alone'],
  ] as const)('%s takes in brackets: %s', (go, brackets) => {
    expect(kubeconfigBehavioursOf(go, {}, [1, 34, 5]).url.brackets).toBe(brackets)
  })

  it('refuses two colons in a host from Go 1.26 on, unless told otherwise', () => {
    const oneColon = (go: string, godebug = {}) => kubeconfigBehavioursOf(go, godebug, [1, 36, 0]).url.oneColon
    expect([oneColon('go1.25.9'), oneColon('go1.26.0'), oneColon('go1.26.0', { urlstrictcolons: '0' })]).toEqual([
      false,
      true,
      false,
    ])
  })

  it.each([
    [
      [1, 25, 0],
      ['events', 'auth whoami'],
    ],
    [[1, 26, 4], ['auth whoami']],
    [[1, 27, 1], []],
  ] as const)('kubectl %j lacks %j', (kubectl, missingCommands) => {
    expect(kubeconfigBehavioursOf('go1.20.3', {}, kubectl).missingCommands).toEqual(missingCommands)
  })
})
