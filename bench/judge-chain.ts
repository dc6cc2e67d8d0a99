import { X509Certificate } from 'node:crypto'
import { judgeChain } from '../src/go/x509/judge-chain.ts'
import { resolveRelease } from '../src/release/resolve.ts'
import { createKey, type IssuedCertificate, issueCertificate } from '../src/x509/issue.ts'

/**
 * `npm run bench`: how long the model takes for a chain of four certificates (leaf, two intermediates, root), beside
 * node:crypto's own verification of the same chain. `anew` never saw the chain before, so that every signature is checked.
 */
const HOST = 'api.example'
const WARM_UP = 200
const ROUNDS = 500
const BOUND_MS = 1

interface Chain {
  readonly presented: readonly Uint8Array[]
  readonly root: Uint8Array
}

const at = new Date()
const behaviours = resolveRelease({ version: 'v1.34.5', goVersion: 'go1.24.13', requested: null }, {}).behaviours
const known = newChain()
const strangers = Array.from({ length: WARM_UP + ROUNDS }, newChain)

const results = [
  ['kubectl-tlsdoctor, the same chain again', measure(() => judged(known))],
  ['kubectl-tlsdoctor, each chain anew', measure((round) => judged(strangers[round] ?? known))],
  ['node:crypto X509Certificate', measure((round) => verified(strangers[round] ?? known))],
] as const
for (const [what, { median, slowest }] of results) {
  console.log(`${what.padEnd(40)} median ${median.toFixed(3)} ms, 99 of 100 within ${slowest.toFixed(3)} ms`)
}
const [, anew] = results
if (anew[1].median >= BOUND_MS) {
  console.error(`a chain takes ${BOUND_MS} ms or more`)
  process.exitCode = 1
}

function judged({ presented, root }: Chain): void {
  const { outcome } = judgeChain({
    presented,
    anchors: [root],
    dnsName: HOST,
    at,
    zoneOffsetMinutes: 0,
    behaviours,
    insecure: false,
  })
  if (outcome !== 'accepted') throw new Error('the chain of the benchmark is sound')
}

/** Names, times and signatures, as far as node:crypto looks at them at all. */
function verified({ presented, root }: Chain): void {
  const certificates = [...presented, root].map((der) => new X509Certificate(der))
  const [leaf] = certificates
  const sound =
    leaf?.checkHost(HOST) === HOST &&
    certificates.every((certificate, i) => {
      const issuer = certificates[i + 1] ?? certificate
      const holds = certificate.validFromDate <= at && at <= certificate.validToDate
      return holds && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
    })
  if (!sound) throw new Error('the chain of the benchmark is sound')
}

function measure(run: (round: number) => void): { readonly median: number; readonly slowest: number } {
  for (let round = 0; round < WARM_UP; round++) run(round)
  const times = Array.from({ length: ROUNDS }, (_, round) => {
    const start = performance.now()
    run(WARM_UP + round)
    return performance.now() - start
  }).sort((a, b) => a - b)
  return { median: times[ROUNDS / 2] ?? 0, slowest: times[Math.floor(ROUNDS * 0.99)] ?? 0 }
}

function newChain(): Chain {
  const validity = { notBefore: new Date(at.getTime() - 86_400_000), notAfter: new Date(at.getTime() + 86_400_000) }
  const authority = (commonName: string, issuer: IssuedCertificate | 'self') =>
    issueCertificate({ subject: { commonName }, issuer, isCa: true, ...validity })
  const root = authority('root', 'self')
  const upper = authority('upper', root)
  const lower = authority('lower', upper)
  const leaf = issueCertificate({
    subject: { commonName: 'kube-apiserver' },
    issuer: lower,
    key: createKey('ecdsa-p256'),
    sans: [{ type: 'dns', value: HOST }],
    ...validity,
  })
  return { presented: [leaf.der, lower.der, upper.der], root: root.der }
}
