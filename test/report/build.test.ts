import { describe, expect, test } from 'vitest'
import type { Case } from '../../src/case.ts'
import { buildReport } from '../../src/report/build.ts'
import type { Report } from '../../src/report/report.ts'
import { rules } from '../../src/rules/index.ts'
import { caseOf, diagnosed, kubectls, pathTo, targetOf } from '../scenarios/case.ts'
import { firing, healthy } from '../scenarios/firing.ts'
import { goldenCase } from '../scenarios/golden.ts'

function reportOf(subject: Case): Report {
  const diagnosis = diagnosed(subject)
  return buildReport(diagnosis.judged, diagnosis, diagnosis.remedies)
}

describe('the outcome', () => {
  const failed = { which: 'as-is', message: 'error: no', exitCode: 1, argv: ['get'] } as const
  const succeeded = { which: 'as-is', message: null, exitCode: 0, argv: ['get'] } as const

  test.each([
    ['healthy where kubectl works and nothing is to be said', healthy, 'healthy'],
    ['failing where it is predicted to fail', goldenCase(), 'failing'],
    ['failing where kubectl was seen to fail, whatever was predicted', { ...healthy, observed: [failed] }, 'failing'],
    [
      'degraded where it works although it was predicted to fail',
      goldenCase('minted', { observed: [succeeded] }),
      'degraded',
    ],
    ['degraded where it works and a warning stands', firing['certificate-expires-soon'](), 'degraded'],
    ['failing with a broken kubeconfig', firing['context-missing'](), 'failing'],
    ['unfinished where its path was not walked', caseOf(targetOf(), [kubectls(pathTo('direct', null))]), 'unfinished'],
  ] as const)('is %s', (_title, subject, outcome) => {
    expect(reportOf(subject).outcome).toBe(outcome)
  })

  test('is decided by the run where the path was not walked', () => {
    const subject = caseOf(targetOf(), [kubectls(pathTo('direct', null))], { observed: [failed] })
    expect(reportOf(subject).outcome).toBe('failing')
  })
})

describe('the golden report', () => {
  const report = reportOf(goldenCase())

  test('says cause, place and who can act in its first sentence, and what was tried in the next', () => {
    expect(report.summary).toBe(
      'The proxy http://proxy:8080 ends TLS in place of 192.0.2.10:10443 with its own certificate; the network team can change that. None of the 5 changes tried helps. What remains: an SSH tunnel over a machine that reaches it, or an exemption from inspection, once the proxy itself gets there.',
    )
  })

  test('has the ladder of stages with the judged certificate between TLS and HTTP', () => {
    const proxied = report.paths.find(({ usedByKubectl }) => usedByKubectl)
    expect(proxied?.stages.map(({ name }) => name)).toEqual(['dns', 'tcp', 'proxy', 'tls', 'certificate', 'http'])
    expect(proxied?.stages.find(({ name }) => name === 'certificate')).toMatchObject({
      status: 'failed',
      detail:
        "tls: failed to verify certificate: x509: cannot validate certificate for 192.0.2.10 because it doesn't contain any IP SANs",
    })
  })

  test('shows the hops and the answer that kubectl drops', () => {
    const proxied = report.paths.find(({ usedByKubectl }) => usedByKubectl)
    expect(proxied?.hops).toEqual([
      { kind: 'http-proxy', address: 'proxy:8080', url: 'http://proxy:8080' },
      { kind: 'server', address: '192.0.2.10:10443' },
    ])
    expect(proxied?.response).toMatchObject({ status: 503, headers: { server: 'envoy' }, contentType: 'text/plain' })
  })

  test('tells the network team why a rule by name cannot match', () => {
    const request = report.remedies.find(({ id }) => id === 'exempt-from-inspection')?.steps[0]
    expect(request?.kind).toBe('request')
    expect(request?.text).toContain('sends no server name (SNI), so a rule by domain cannot match')
    expect(request?.text).toContain('192.0.2.10 port 10443')
  })

  test('survives JSON unchanged', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  })

  test('lists every rule once, as a finding or as quiet', () => {
    const all = [...report.findings, ...report.quiet].map(({ id }) => id)
    expect(all.sort()).toEqual(Object.keys(rules).sort())
  })
})

describe('the summary', () => {
  test('of a kubectl that works says so', () => {
    expect(reportOf(healthy).summary).toBe(
      'kubectl works with https://192.0.2.10:10443. Nothing was found that could be wrong.',
    )
  })

  test('does not claim success where the credentials were not sent', () => {
    const held = JSON.parse(JSON.stringify(healthy).replaceAll('"status":200', '"status":401')) as Case
    expect(reportOf(held).summary).toBe(
      "kubectl's connection with https://192.0.2.10:10443 is accepted. What the server says to your credentials was not measured.",
    )
  })

  test('of a failure that no finding explains repeats what kubectl printed', () => {
    const failed = { which: 'as-is', message: 'error: no', exitCode: 1, argv: ['get'] } as const
    expect(reportOf({ ...healthy, observed: [failed] }).summary).toBe(
      'kubectl fails with https://192.0.2.10:10443, and no finding explains it: error: no.',
    )
  })
})

describe('the words', () => {
  test.each(Object.entries(firing))('of %s are complete clauses without holes', (id, make) => {
    const report = reportOf(make())
    const finding = report.findings.find((one) => one.id === id)
    const texts = [
      finding?.title,
      finding?.explanation,
      ...report.remedies.flatMap(({ title, steps }) => [title, ...steps.map(({ text }) => text)]),
    ]
    for (const text of texts) {
      expect(text).toMatch(/\S/)
      expect(text).not.toMatch(/undefined|\[object|null|NaN| {2}/)
    }
    expect(finding?.title).not.toMatch(/\.$/)
    expect(finding?.url).toBe(`docs/findings.md#${id}`)
  })
})

test('a broken kubeconfig has no target, no path, and its message', () => {
  const report = reportOf(firing['context-missing']())
  expect(report).toMatchObject({
    target: null,
    proxy: null,
    paths: [],
    kubectl: { path: null, predicted: { message: 'error: context-missing', fidelity: 'exact' } },
  })
})
