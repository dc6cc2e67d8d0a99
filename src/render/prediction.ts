import type { Report, ReportPath } from '../report/report.ts'
import { sameMessage } from '../report/same-message.ts'

/** What is predicted, so that a path that could not be judged is never taken for one that works. */
export type Prediction =
  | { readonly kind: 'prints'; readonly message: string }
  | { readonly kind: 'succeeds' }
  | { readonly kind: 'unknown' }

export function predictionOn(path: Pick<ReportPath, 'kubectlMessage' | 'verdict'>): Prediction {
  if (path.kubectlMessage !== null) return { kind: 'prints', message: path.kubectlMessage }
  return path.verdict.outcome === 'accepted' ? { kind: 'succeeds' } : { kind: 'unknown' }
}

/** kubectl itself never speaks SSH: where there is no tunnel, what ssh said is all there is. `null`: it is open, or there is none. */
export function unopenedTunnel({ transport, stages }: Pick<ReportPath, 'transport' | 'stages'>): string | null {
  const stage = stages.find(({ name }) => name === 'proxy')
  return transport === 'ssh' && stage?.status === 'failed' ? stage.detail.replace(/^ssh: /, '') : null
}

/** For kubectl as it is: what its own path says, or what client-go says of the kubeconfig. */
export function predictionOf(report: Pick<Report, 'kubectl' | 'paths'>): Prediction {
  const { message } = report.kubectl.predicted
  if (message !== null) return { kind: 'prints', message }
  const own = report.paths.find((path) => path.usedByKubectl)
  return own === undefined ? { kind: 'unknown' } : predictionOn(own)
}

/** kubectl reads a Kubernetes Status and prints its message, or a line of its own that says the same. */
export function isDroppedBody(body: string, kubectlMessage: string | null): boolean {
  return !/"kind"\s*:\s*"Status"/.test(body) && kubectlMessage?.includes(body.trim()) !== true
}

/** One line or the whole message. */
export function predictionText(prediction: Prediction): string {
  switch (prediction.kind) {
    case 'prints':
      return prediction.message
    case 'succeeds':
      return 'no error: kubectl succeeds'
    case 'unknown':
      return 'not known: the path was not walked to its end'
  }
}

type Observed = NonNullable<ReportPath['observed']>

/** Whether kubectl did as predicted, in the one word that people look for; the instant it printed may be another. */
export function comparison(observed: Observed, prediction: Prediction): 'same' | 'differs' | 'nothing was predicted' {
  if (prediction.kind === 'unknown') return 'nothing was predicted'
  return sameMessage(observed.message, prediction.kind === 'prints' ? prediction.message : null) ? 'same' : 'differs'
}

/** What a run that was made did print. */
export function observedText(observed: Observed): string {
  return observed.message ?? 'no error: kubectl succeeded'
}
