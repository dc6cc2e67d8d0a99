import { sameMessage } from './facts/same-message.ts'
import type { Rule } from './rule.ts'

export type PredictionDiffersFacts = {
  readonly predicted: string | null
  readonly observed: string | null
  readonly fidelity: string
}

/** kubectl printed something else than the model said. The observed message decides. */
export const predictionDiffers: Rule<PredictionDiffersFacts> = {
  id: 'prediction-differs',
  citations: [{ title: 'docs/go-model.md', ref: 'docs/go-model.md' }],
  explainedBy: [],
  check: (subject) => {
    const { observed, predicted } = subject
    if (observed === null) return { state: 'not-applicable', reason: 'kubectl was not run' }
    if (observed.endedBy === 'timeout') return { state: 'blocked', reason: 'kubectl did not end in time' }
    if (sameMessage(observed.message, predicted.message)) return { state: 'clear' }
    const index = subject.case.observed.indexOf(observed)
    return {
      state: 'fired',
      severity: 'notice',
      facts: { predicted: predicted.message, observed: observed.message, fidelity: predicted.fidelity },
      evidence: [
        {
          path: null,
          pointer: `/observed/${Math.max(0, index)}`,
          text: `kubectl printed: ${observed.message ?? '(success)'}`,
          weight: 'proof',
        },
      ],
      paths: subject.kubectlPath === null ? [] : [subject.kubectlPath.path.id],
      confidence: 'certain',
    }
  },
}
