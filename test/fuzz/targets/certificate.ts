import { parseCertificate } from '../../../src/go/x509/parse-certificate.ts'
import { concatBytes } from '../../../src/lib/bytes.ts'
import { DerReader } from '../../../src/lib/der.ts'
import { verificationRenderers } from '../../../src/render/verification.ts'
import { verifyChain } from '../../../src/report/verification.ts'
import { describeCertificate } from '../../../src/x509/describe.ts'
import { readChainVectors } from '../../oracle/chain-vectors.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { holds, same } from '../invariants/holds.ts'
import { holdsNoControls, readsAlike } from '../invariants/output.ts'
import { certificates, everyNth } from './recorded.ts'
import { RELEASES } from './releases.ts'

/** Go's strict reader in every release that reads otherwise, and the tolerant one for people. */
export const certificate: FuzzTarget = {
  covers: ['go/x509/', 'x509/', 'lib/der'],
  mutator: 'der',
  words: ['\u001b[2J', 'xn--', '\u0000', '*.', '9912312359'],
  seeds: () => certificates(24),
  executions: 200,
  run(input) {
    for (const { behaviours } of RELEASES) {
      const parsed = parseCertificate(input, behaviours)
      if (parsed.ok) holds(parsed.certificate.raw.length === input.length, 'a certificate with something behind it')
      else holds(/^x509: \S/.test(parsed.error.text), `the reason ${JSON.stringify(parsed.error.text)}`)
    }
    const described = describeCertificate(input)
    holds(described.pem.length > 0 && described.sha256.length === 64, 'neither PEM nor fingerprint')
    for (const text of [described.subject, described.issuer, described.serial, described.parseError ?? ''])
      holdsNoControls(text, 'described')
  },
}

/** Certificates on end: the first is a trust anchor, the others are what a server presents. */
export const chain: FuzzTarget = {
  covers: ['go/x509/', 'x509/', 'report/verification', 'render/verification'],
  mutator: 'der',
  words: [],
  seeds: () =>
    everyNth(readChainVectors('chains.json').vectors, 24).map(({ chain }) =>
      concatBytes(...chain.anchors.slice(0, 1), ...chain.presented),
    ),
  executions: 20,
  run(input) {
    const [anchor = new Uint8Array(0), ...presented] = elementsOf(input)
    for (const release of [RELEASES[0], RELEASES[RELEASES.length - 1]]) {
      if (release === undefined) continue
      const verification = verifyChain({
        presented,
        anchors: [anchor],
        serverName: 'api.example',
        at: new Date('2026-11-24T06:55:06Z'),
        zoneOffsetMinutes: 0,
        release,
      })
      const { outcome, text, chains } = verification.verdict
      same(outcome === 'accepted', text === null, 'accepted, and a reason')
      same(outcome === 'accepted', chains.length > 0, 'accepted, and no chain')
      const look = { width: 80, colour: false, ascii: false }
      holdsNoControls(verificationRenderers.text(verification, look), 'text')
      readsAlike(verificationRenderers.json(verification), verificationRenderers.yaml(verification))
    }
  },
}

/** As they stand on end; what is none comes last. At most eight, as a server's chain has. */
function elementsOf(input: Uint8Array): readonly Uint8Array[] {
  const reader = new DerReader(input)
  const elements: Uint8Array[] = []
  while (!reader.empty && elements.length < 8) {
    const rest = reader.rest
    elements.push(reader.any()?.raw ?? rest)
    if (elements.at(-1) === rest) break
  }
  return elements
}
