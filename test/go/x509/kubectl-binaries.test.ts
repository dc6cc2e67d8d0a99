import { describe, expect, test } from 'vitest'
import { checkHandshakeKey } from '../../../src/go/x509/check-leaf-key.ts'
import { judgeChain } from '../../../src/go/x509/judge-chain.ts'
import { parseCertificate } from '../../../src/go/x509/parse-certificate.ts'
import { fromBase64 } from '../../../src/lib/bytes.ts'
import type { Behaviours } from '../../../src/release/release.ts'
import { behavioursOfKubectl } from './behaviours-of-go.ts'
import { OBSERVED_OTHERWISE } from './kubectl-exceptions.ts'
import { labCases, readVector } from './lab-vectors.ts'

interface ObservedCase {
  readonly id: string
  readonly server: 'openssl' | 'raw-flight'
  readonly host: string
  readonly at: string
  /** Index into the lab's cases; where it is absent the chain stands here. */
  readonly lab?: number
  readonly presented?: readonly string[]
  readonly roots?: readonly string[]
  readonly results: readonly { readonly text: string; readonly kubectl: readonly string[] }[]
}

const { binaries, cases } = readVector<{
  readonly binaries: Readonly<Record<string, string>>
  readonly cases: readonly ObservedCase[]
}>('kubectl-x509.json')

describe('the model says what the kubectl binary printed', () => {
  test('the vectors cover fourteen binaries and 240 chains', () => {
    expect(Object.keys(binaries)).toHaveLength(14)
    expect(cases).toHaveLength(240)
  })

  test.each(cases.map((observed) => [observed.id, observed] as const))('of %s', (id, observed) => {
    const differing = Object.entries(binaries).flatMap(([kubectl, go]) => {
      const printed = observed.results.find((result) => result.kubectl.includes(kubectl))?.text
      if (printed === undefined || normalised(printed) === judged(observed, behavioursOfKubectl(kubectl, go))) return []
      return [kubectl]
    })
    expect(differing).toEqual(Object.keys(binaries).filter((kubectl) => exceptionsOf(kubectl).includes(id)))
  })

  test('for Go 1.18 and newer nothing differs but what never came to the certificate', () => {
    const reasons = OBSERVED_OTHERWISE.filter(({ kubectl }) =>
      kubectl.some((name) => !['v1.20.0', 'v1.22.0'].includes(name)),
    )
    expect(reasons.map(({ reason }) => reason)).toEqual([
      'the server ended the handshake before it sent a certificate',
      'the server has no signature algorithm in common with signature_algorithms_cert of Go 1.25',
      'a certificate of no octets is a malformed handshake message, which go/tls judges',
    ])
  })
})

function exceptionsOf(kubectl: string): string[] {
  return OBSERVED_OTHERWISE.filter((entry) => entry.kubectl.includes(kubectl)).flatMap(({ ids }) => ids)
}

/** The raw flight ends after the certificate: what comes then means that the chain was accepted. */
function normalised(printed: string): string {
  return printed === 'tls: missing ServerKeyExchange message' ? 'OK' : printed
}

function judged(observed: ObservedCase, behaviours: Behaviours): string {
  const stored = observed.lab === undefined ? undefined : labCases[observed.lab]
  const presented = stored?.presented ?? (observed.presented ?? []).map(fromBase64)
  const { error } = judgeChain({
    presented,
    anchors: stored?.roots ?? (observed.roots ?? []).map(fromBase64),
    dnsName: observed.host,
    at: new Date(observed.at),
    zoneOffsetMinutes: 0,
    behaviours,
    insecure: false,
  })
  const later = error === null && observed.server === 'openssl' ? handshakeError(presented[0], behaviours) : null
  return (error?.text ?? later ?? 'OK').replace(/current time \S+ is/, 'current time <NOW> is')
}

function handshakeError(leaf: Uint8Array | undefined, behaviours: Behaviours): string | null {
  const parsed = leaf === undefined ? null : parseCertificate(leaf, behaviours)
  return parsed?.ok === true ? (checkHandshakeKey(parsed.certificate, behaviours)?.text ?? null) : null
}
