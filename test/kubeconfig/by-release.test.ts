import { describe, expect, it } from 'vitest'
import { readExecAnswer } from '../../src/kubeconfig/exec-answer.ts'
import { loadKubeconfig } from '../../src/kubeconfig/load.ts'
import { behavioursOf } from '../../src/release/behaviours.ts'
import { kubeconfigBehavioursOf } from '../../src/release/kubeconfig-behaviours.ts'
import { fakeSystem } from './fake-system.ts'

const FILE = '/home/ann/.kube/config'

function faultIn(content: string, go: string, kubectl: string): string {
  const system = fakeSystem({ files: { [FILE]: content } })
  const loaded = loadKubeconfig(undefined, system, behavioursOf(go, {}, kubectl).kubeconfig)
  if (loaded.kind === 'loaded') return ''
  return loaded.error.message.replace(`error: error loading config file "${FILE}": `, '')
}

/** Each text was printed by that kubectl for the same content. */
describe('a kubeconfig’s errors in the words of a release', () => {
  it.each([
    ['v1.28.3', 'go1.20.10', 'vendor/k8s.io/client-go/tools/clientcmd/api/latest/latest.go:50'],
    ['v1.29.4', 'go1.21.9', 'pkg/runtime/scheme.go:100'],
    ['v1.30.0', 'go1.22.2', 'k8s.io/client-go/tools/clientcmd/api/latest/latest.go:50'],
  ])('%s names the registry of kinds after its source', (kubectl, go, scheme) => {
    expect(faultIn('kind: Pod\n', go, kubectl)).toBe(
      `no kind "Pod" is registered for version "v1" in scheme "${scheme}"`,
    )
  })

  it('prints disable-compression of a cluster only where there is one', () => {
    const twice = 'clusters: [{name: c, cluster: {server: a}}, {name: c, cluster: {server: b}}]\n'
    const text = 'error converting *[]NamedCluster into *map[string]*api.Cluster: duplicate name "c" in list: '
    expect(faultIn(twice, 'go1.19', 'v1.25.0')).toBe(`${text}[{c {a  false  []  []}} {c {b  false  []  []}}]`)
    expect(faultIn(twice, 'go1.19.8', 'v1.26.4')).toBe(
      `${text}[{c {a  false  []  false []}} {c {b  false  []  false []}}]`,
    )
  })
})

describe('a plugin’s answer in the words of a release', () => {
  const API = 'client.authentication.k8s.io/v1'
  const textOf = (stdout: string, go: string, minor: number) => {
    const answer = readExecAnswer(stdout, API, kubeconfigBehavioursOf(go, {}, [1, minor, 0]))
    return answer.kind === 'unusable' ? answer.text : null
  }
  const expiring = (expirationTimestamp: unknown) =>
    JSON.stringify({ kind: 'ExecCredential', apiVersion: API, status: { token: 't', expirationTimestamp } })

  it.each([
    ['go1.20.10', 28, 'pkg/client/auth/exec/exec.go:62'],
    ['go1.21.9', 29, 'pkg/runtime/scheme.go:100'],
    ['go1.25.7', 35, 'pkg/client/auth/exec/exec.go:64'],
  ])('%s, 1.%i names the registry of kinds after its source', (go, minor, scheme) => {
    expect(textOf('{"kind":"Pod","apiVersion":"v1"}', go, minor)).toBe(
      `decoding stdout: no kind "Pod" is registered for version "v1" in scheme "${scheme}"`,
    )
  })

  const LAYOUT = '"2006-01-02T15:04:05Z07:00"'
  it.each([
    ['soon', `parsing time "soon" as ${LAYOUT}: cannot parse "soon" as "2006"`],
    ['2027-01-01', `parsing time "2027-01-01" as ${LAYOUT}: cannot parse "" as "T"`],
    ['2027-01-01T00:00:00', `parsing time "2027-01-01T00:00:00" as ${LAYOUT}: cannot parse "" as "Z07:00"`],
    ['2027-1-01T00:00:00Z', `parsing time "2027-1-01T00:00:00Z" as ${LAYOUT}: cannot parse "1-01T00:00:00Z" as "01"`],
    ['2027-13-01T00:00:00Z', 'parsing time "2027-13-01T00:00:00Z": month out of range'],
    ['2027-02-30T00:00:00Z', 'parsing time "2027-02-30T00:00:00Z": day out of range'],
    ['2027-01-01T24:00:00Z', 'parsing time "2027-01-01T24:00:00Z": hour out of range'],
    ['2027-01-01T00:00:60Z', 'parsing time "2027-01-01T00:00:60Z": second out of range'],
    ['2027-01-01T00:00:00Zx', 'parsing time "2027-01-01T00:00:00Zx": extra text: "x"'],
    ['soon "é', `parsing time "soon \\"\\xc3\\xa9" as ${LAYOUT}: cannot parse "soon \\"\\xc3\\xa9" as "2006"`],
    [
      3,
      'json: cannot unmarshal number into Go struct field ExecCredentialStatus.status.expirationTimestamp of type string',
    ],
  ])('an expiry of %j is %s', (expiry, text) => {
    expect(textOf(expiring(expiry), 'go1.24.13', 34)).toBe(`decoding stdout: ${text}`)
  })

  it.each(['2027-01-01T00:00:00.123456+02:00', '2027-01-01T0:00:00Z', '2020-02-29T00:00:00Z', null])(
    'an expiry of %j is taken',
    (expiry) => {
      expect(textOf(expiring(expiry), 'go1.24.13', 34)).toBeNull()
    },
  )

  it('a zone offset of 25 hours is refused since Go 1.23', () => {
    const odd = '2027-01-01T00:00:00+25:00'
    expect(textOf(expiring(odd), 'go1.22.2', 30)).toBeNull()
    expect(textOf(expiring(odd), 'go1.23.8', 31)).toBe(
      `decoding stdout: parsing time "${odd}": time zone offset hour out of range`,
    )
  })
})
