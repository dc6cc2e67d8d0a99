import { bounded, escapeControl } from '../lib/escape.ts'
import type { Rule } from './rule.ts'

export type ExecPluginMissingFacts = { readonly text: string; readonly code: string }

/** The credential plugin that the kubeconfig names is not installed. */
export const execPluginMissing: Rule<ExecPluginMissingFacts> = {
  id: 'exec-plugin-missing',
  citations: [
    {
      title: 'client-go credential plugins',
      ref: 'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins',
    },
  ],
  explainedBy: [],
  check: (subject) => {
    const { exec } = subject.case
    if (exec === null) return { state: 'not-applicable', reason: 'no credential plugin was run' }
    if (exec.kind === 'succeeded' || exec.code !== 'missing') return { state: 'clear' }
    const text = escapeControl(bounded(exec.text, 1000))
    return {
      state: 'fired',
      severity: 'error',
      facts: { text, code: exec.code },
      evidence: [{ path: null, pointer: '/exec', text, weight: 'proof' }],
      paths: subject.kubectlPath === null ? [] : [subject.kubectlPath.path.id],
      confidence: 'certain',
    }
  },
}
