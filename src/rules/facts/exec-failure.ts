import { bounded, escapeControl } from '../../lib/escape.ts'
import type { Rule } from '../rule.ts'

export type ExecFailureFacts = { readonly text: string; readonly code: string }

/** A credential plugin's failure as a finding; `isMeant` picks by how it failed. kubectl runs the plugin before it dials. */
export function execFailureRule(id: string, isMeant: (code: string) => boolean): Rule<ExecFailureFacts> {
  return {
    id,
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
      if (exec.kind === 'succeeded' || !isMeant(exec.code)) return { state: 'clear' }
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
}
