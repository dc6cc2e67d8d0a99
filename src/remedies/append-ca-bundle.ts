import type { JudgedPath } from '../judged-case.ts'
import { type Base64, fromBase64, toBase64 } from '../lib/bytes.ts'
import { foreignChain } from '../rules/facts/foreign-chain.ts'
import { trustedElsewhere } from '../rules/facts/trusted-elsewhere.ts'
import { decisiveWalk } from '../rules/facts/walks.ts'
import type { Target } from '../target/target.ts'
import { encodePem } from '../x509/pem.ts'
import { trusting } from './edit-case.ts'
import type { KubeconfigEdit, RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterEdit, clusterFacts, failingPath, firedOf } from './situation.ts'

export type AppendCaBundleFacts = ClusterFacts & {
  readonly authority: string
  /** File of this machine that holds it. */
  readonly store: string | null
  /** The kubeconfig pins an authority, which has to stay. */
  readonly besidePinned: boolean
}

/** Trust the interceptor: add its authority to the kubeconfig. It then reads every token that is sent. */
export const appendCaBundle: RemedyKind<AppendCaBundleFacts> = {
  id: 'append-ca-bundle',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { path, target } = failing
    const chain = foreignChain(subject, path)
    const fixes = firedOf(subject, findings, [
      'tls-intercepted-by-proxy',
      'tls-intercepted-transparently',
      'foreign-chain-unexplained',
    ])
    if (chain === null || fixes.length === 0 || target.trust.source === 'insecure') return []
    const [store] = trustedElsewhere(subject, path)
    const authority = store?.authority ?? selfSignedTop(path)
    const facts = {
      ...clusterFacts(target),
      authority: chain.topIssuer,
      store: store?.file ?? null,
      besidePinned: target.trust.source !== 'system',
    }
    const rest = {
      id: this.id,
      fixes,
      actor: 'you',
      risk: 'widens-trust',
      applicability: 'likely',
      edit: null,
      facts,
    } as const
    if (authority === null) {
      return [
        {
          ...rest,
          applicability: 'needs-input',
          trial: { kind: 'untried', reason: "the authority's certificate is not on this machine" },
        },
      ]
    }
    const edit = trustingEdit(target, authority)
    return [{ ...rest, edit, trial: { kind: 'edited', case: trusting(subject.case, [authority]), by: 'model' } }]
  },
}

/** `null` where a flag names the authorities: it would win. */
function trustingEdit(target: Target, authority: Base64): KubeconfigEdit | null {
  const { source } = target.trust
  if (source === 'flag') return null
  const bundle = bundleOf([...pinned(target), authority])
  const unset = source === 'kubeconfig-file' ? ['certificate-authority'] : []
  return clusterEdit(target, { 'certificate-authority-data': bundle }, unset)
}

/** What the kubeconfig trusts already has to stay; the system's authorities are not the kubeconfig's. */
function pinned({ trust }: Target): readonly Base64[] {
  return trust.source === 'system' ? [] : trust.certificates
}

/** As `certificate-authority-data` has it: PEM, in base64. */
function bundleOf(certificates: readonly Base64[]): Base64 {
  const pem = certificates.map((der) => encodePem('CERTIFICATE', fromBase64(der))).join('')
  return toBase64(new TextEncoder().encode(pem))
}

/** The chain itself may end in the authority's certificate. */
function selfSignedTop(path: JudgedPath): Base64 | null {
  const index = path.presented?.findIndex((one) => one.selfSigned) ?? -1
  return decisiveWalk(path)?.tls?.certificates?.[index] ?? null
}
