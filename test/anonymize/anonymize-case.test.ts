import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { anonymizeCase } from '../../src/anonymize/anonymize-case.ts'
import { decodeCase, encodeCase } from '../../src/case-codec.ts'
import { reportOf } from '../../src/diagnose/report-of.ts'
import { GOLDEN, goldenCase as recordedCase } from '../lab/golden-reports.ts'
import { firing, healthy } from '../scenarios/firing.ts'
import { goldenCase } from '../scenarios/golden.ts'

/** Names of the scenarios that are somebody's. */
const NAMES = ['lab.example', '192.0.2.10', 'Example Egress', 'egress-proxy', '198.51.100', '/home/u/', '"lab"']

const cases = { ...firing, healthy: () => healthy, golden: () => goldenCase() }

describe('a Case under stand-ins', () => {
  test.each(Object.entries(cases))('is diagnosed alike and names nobody: %s', (_, make) => {
    const subject = make()
    const text = encodeCase(anonymizeCase(subject))
    const read = decodeCase(text)
    if (!read.ok) throw new Error(read.problem)
    const anonymous = reportOf(read.case)
    expect(essence(anonymous)).toEqual(essence(reportOf(subject)))
    for (const name of NAMES) expect(text + JSON.stringify(anonymous)).not.toContain(name)
  })

  test.each(readdirSync(GOLDEN))('is diagnosed alike where the lab recorded the whole handshake: %s', (scenario) => {
    const subject = recordedCase(scenario)
    const anonymous = decodeCase(encodeCase(anonymizeCase(subject)))
    if (!anonymous.ok) throw new Error(anonymous.problem)
    expect(essence(reportOf(anonymous.case))).toEqual(essence(reportOf(subject)))
  })

  test('may ask for a name whose escapes are none', () => {
    const subject = goldenCase()
    const [request] = subject.requests
    if (request === undefined) throw new Error('the fixture has a request')
    const url = 'https://127.0.0.1:10443/api/v1/namespaces/%zz/pods/%'
    expect(anonymizeCase({ ...subject, requests: [{ ...request, url }] }).requests).toMatchObject([
      { url: 'https://127.0.0.1:10443/api/v1/namespaces/namespace-1/pods/object-1' },
    ])
  })

  test('has the same stand-in for a name wherever it stands', () => {
    const { target, paths } = anonymizeCase(goldenCase())
    expect(target?.context).toBe('context-1')
    expect(target?.server).toBe('https://198.18.0.1:10443')
    expect(target?.host).toBe('198.18.0.1')
    expect(paths.map(({ id }) => id)).toEqual(['http-proxy@n1:8080>198.18.0.1:10443', 'direct>198.18.0.1:10443'])
    expect(reportOf(anonymizeCase(goldenCase())).kubectl.predicted.message).toBe(
      "Unable to connect to the server: tls: failed to verify certificate: x509: cannot validate certificate for 198.18.0.1 because it doesn't contain any IP SANs",
    )
  })

  test('has a path’s id where it was, also with a proxy that is an address', () => {
    const { paths, transcripts } = anonymizeCase(recordedCase('a-proxy-url-beside-variables'))
    expect(paths.map(({ id }) => id)).toEqual([
      'http-proxy@n1:8080>198.18.0.1:6443',
      'direct>198.18.0.1:6443',
      'http-proxy@198.18.0.2:3128>198.18.0.1:6443',
    ])
    expect(transcripts.map(({ pathId }) => pathId)).toEqual(paths.map(({ id }) => id))
  })

  test('holds none of the certificates, and none of their keys', () => {
    const before = reportOf(goldenCase())
    const after = reportOf(anonymizeCase(goldenCase()))
    const marks = (report: typeof before) =>
      report.paths.flatMap(({ presented }) =>
        (presented ?? []).flatMap((one) => [one.sha256, one.publicKey.sha256, one.serial]),
      )
    expect(marks(after)).toHaveLength(marks(before).length)
    expect(marks(after).filter((mark) => marks(before).includes(mark))).toEqual([])
  })

  test('keeps what an HTTP body says of the way, but not of whom', () => {
    const body = 'dial tcp 192.0.2.77:443: connect: refused by gw.corp.example for jane@corp.example'
    const subject = goldenCase()
    const transcripts = JSON.parse(JSON.stringify(subject.transcripts))
    transcripts[0].walks[0].http[0].body = body
    const anonymous = anonymizeCase({ ...subject, transcripts })
    expect(anonymous.transcripts[0]?.walks[0]?.http[0]?.body).toMatch(
      /^dial tcp 198\.18\.0\.\d+:443: connect: refused by n\d+\.n\d+\.example for user-\d+@n\d+\.example$/,
    )
  })
})

describe.each(['healthy', 'NO_PROXY with a wildcard inside the address'])(
  'words of the format stay words, whatever somebody is called: %s',
  (scenario) => {
    const subject = recordedCase(scenario)

    test.each(['proxy', 'kubectl', 'token', 'http', 'other-host', 'connected', 'direct', 'environment', 'resolved'])(
      'a context, a user and a host named %s',
      (name) => {
        if (subject.target === null) throw new Error('no target')
        const target = { ...subject.target, context: name, user: name, host: name, serverName: name }
        const read = decodeCase(encodeCase(anonymizeCase({ ...subject, target })))
        expect(read.ok ? null : read.problem).toBeNull()
      },
    )
  },
)

/** What holds no name. */
function essence({ outcome, paths, findings, remedies }: ReturnType<typeof reportOf>) {
  return {
    outcome,
    paths: paths.map(({ verdict }) => [verdict.outcome, verdict.code, verdict.next.map(({ code }) => code)]),
    findings: findings.map(({ id, severity, explainedBy }) => [id, severity, explainedBy]),
    remedies: remedies.map(({ id, proof }) => [id, proof.status]),
  }
}
