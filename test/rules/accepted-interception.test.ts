import { describe, expect, test } from 'vitest'
import type { Canary, Case } from '../../src/case.ts'
import { reportOf } from '../../src/diagnose/report-of.ts'
import type { Target } from '../../src/target/target.ts'
import type { CarriedCredential } from '../../src/transcript/transcript.ts'
import { proxiedByVariable } from '../scenarios/case.ts'
import { clusterCa, der, leafOf, proxyCa, SERVER_IP } from '../scenarios/certificates.ts'
import { goldenCase } from '../scenarios/golden.ts'
import { direct, proxied } from '../scenarios/situations.ts'
import { answer, apiServerHeaders, connectAnswer, handshake, healthyAnswer, statusBody } from '../scenarios/walks.ts'

/** What an interceptor mints that knows how to write an address. */
const minted = leafOf(proxyCa, { sans: [{ type: 'ip', value: SERVER_IP }] })
const IMPOSSIBLE = 'x9.invalid'
const echo = leafOf(proxyCa, { subject: { commonName: IMPOSSIBLE }, sans: [{ type: 'dns', value: IMPOSSIBLE }] })
const systemTrust: Target['trust'] = {
  source: 'system',
  certificates: der(clusterCa, proxyCa),
  files: ['/etc/ssl/cert.pem'],
}

const viaProxy: Canary = {
  kind: 'connect-to-impossible-name',
  pathId: 'http-proxy@proxy:8080>192.0.2.10:10443',
  proxy: 'http://proxy:8080',
  name: IMPOSSIBLE,
  status: 200,
  certificates: der(echo),
}
const bySni: Canary = {
  kind: 'random-sni',
  pathId: 'direct>192.0.2.10:10443',
  name: IMPOSSIBLE,
  certificates: der(echo),
}

function intercepted(http = [healthyAnswer], target: Partial<Target> = {}): Case {
  return proxied(
    { tunnel: connectAnswer(200, 'OK'), tls: handshake(der(minted), false), http },
    { trust: systemTrust, proxy: proxiedByVariable, ...target },
    { canaries: [viaProxy] },
  )
}

/** kubectl's path alone, its walk with that credential. */
function carrying(credential: CarriedCredential, subject: Case): Case {
  const [own] = subject.paths
  const transcripts = subject.transcripts
    .filter(({ pathId }) => pathId === own?.id)
    .map((one) => ({ ...one, walks: one.walks.map((walk) => ({ ...walk, carried: [credential] })) }))
  return { ...subject, paths: own === undefined ? [] : [own], transcripts }
}

describe("the organisation's authority is in the system's store and the kubeconfig pins none", () => {
  test('kubectl works, and the interception is a warning that says who reads what', () => {
    const report = reportOf(intercepted())
    expect(report.outcome).toBe('degraded')
    const [finding] = report.findings
    expect(finding).toMatchObject({ id: 'tls-intercepted-by-proxy', severity: 'warning', confidence: 'certain' })
    expect(finding?.explanation).toContain(
      "kubectl accepts it, because the system's trust store holds the authority that signed it.",
    )
    expect(finding?.explanation).not.toContain('did not sign it')
    expect(finding?.evidence[0]?.text).toContain('an authority that kubectl trusts here signed it')
  })

  test('so is one that nobody configured', () => {
    const subject = direct({ tls: handshake(der(minted), false) }, { trust: systemTrust }, { canaries: [bySni] })
    expect(reportOf(subject).findings.map(({ id, severity }) => ({ id, severity }))).toEqual([
      { id: 'tls-intercepted-transparently', severity: 'warning' },
    ])
  })

  test('a refused token behind it is the token’s fault', () => {
    const refused = answer(401, {
      headers: [...apiServerHeaders],
      body: statusBody(401, 'Unauthorized', 'Unauthorized'),
      carried: ['token'],
    })
    const subject = intercepted([refused], { authentication: ['token'] })
    const errors = reportOf(carrying('token', subject)).findings.filter(({ severity }) => severity === 'error')
    expect(errors.map(({ id }) => id)).toEqual(['unauthorized'])
  })

  test('a client certificate that does not get through it is the interception’s', () => {
    const refused = answer(403, {
      headers: [...apiServerHeaders],
      body: statusBody(403, 'Forbidden', 'anonymous'),
      carried: ['client-certificate'],
    })
    const subject = intercepted([refused], { authentication: ['client-certificate'] })
    const report = reportOf(carrying('client-certificate', subject))
    expect(report.findings.find(({ severity }) => severity === 'error')?.id).toBe('tls-intercepted-by-proxy')
  })

  test('without a proof nothing is said: the same chain may be the server’s own', () => {
    expect(reportOf({ ...intercepted(), canaries: [] }).findings.map(({ id }) => id)).not.toContain(
      'tls-intercepted-by-proxy',
    )
  })
})

describe('verification is switched off', () => {
  const golden = goldenCase()
  if (golden.target === null) throw new Error('the golden case has a target')
  const trust: Target['trust'] = { source: 'insecure', certificates: [], files: [] }
  const report = reportOf({ ...golden, target: { ...golden.target, trust } })

  test('what stops kubectl is the error, and who reads along a warning beside it', () => {
    const seen = report.findings.map(({ id, severity, explainedBy }) => ({ id, severity, explainedBy }))
    expect(seen[0]).toEqual({ id: 'proxy-cannot-reach-upstream', severity: 'error', explainedBy: null })
    expect(seen).toContainEqual({ id: 'tls-intercepted-by-proxy', severity: 'warning', explainedBy: null })
  })

  test('the interception is not said to be an unknown authority: nothing was compared', () => {
    const finding = report.findings.find(({ id }) => id === 'tls-intercepted-by-proxy')
    expect(finding?.explanation).toContain('kubectl accepts it, because verification is switched off.')
  })

  test('the summary does not offer to switch verification on as a way to the server', () => {
    expect(report.summary).not.toMatch(/insecure|verification/)
  })
})
