import type { Case } from '../case.ts'
import type { JudgedCase, JudgedPath } from '../judged-case.ts'
import type { Proof, Trial } from './remedy.ts'

/**
 * Tries a change: `proved` only where kubectl's path then goes through to the end; `refuted` with what kubectl would print
 * instead; `unproved` where the Case cannot tell.
 */
export function prove(subject: JudgedCase, trial: Trial, judge: (changed: Case) => JudgedCase): Proof {
  switch (trial.kind) {
    case 'untried':
      return { status: 'unproved', by: null, reason: trial.reason }
    case 'edited':
      return afterwards(judge(trial.case).kubectlPath, trial.by)
    case 'error-mended':
      return onceMended(subject.kubectlPath, trial)
  }
}

function afterwards(path: JudgedPath | null, by: 'model' | 'probe'): Proof {
  if (path === null || path.transcript === null) return unproved('that path was not walked')
  const { verdict, message, why } = path.judgement
  const codes = [...(verdict.code === null ? [] : [verdict.code]), ...verdict.next.map(({ code }) => code)]
  const open = codes.find((code) => code.endsWith('not-measured'))
  if (verdict.code !== null && verdict.code !== open)
    return { status: 'refuted', by, reason: wouldPrint(message, verdict.text) }
  if (open !== undefined) return unproved(OPEN_REASONS[open] ?? why ?? 'the run ended before this was measured')
  if (message !== null) return { status: 'refuted', by, reason: wouldPrint(message, null) }
  return {
    status: 'proved',
    by,
    reason: by === 'probe' ? `walked: ${path.path.label}` : 'judged again with the change',
  }
}

/** The verdict's own `next` says what follows once its first error is mended (contract.md section 2). */
function onceMended(path: JudgedPath | null, { codes, certain }: ErrorMended): Proof {
  const verdict = path?.judgement.verdict
  if (verdict?.code == null || !codes.some((code) => verdict.code?.startsWith(code))) {
    return unproved('kubectl stops at something else before it')
  }
  const [next] = verdict.next.filter(({ code }) => !codes.some((mended) => code.startsWith(mended)))
  if (next === undefined) {
    if (!certain) return unproved('nothing else stands in the way, but whether this mends the error is not known')
    return { status: 'proved', by: 'model', reason: 'nothing else stands in the way' }
  }
  if (next.code.endsWith('not-measured')) return unproved(OPEN_REASONS[next.code] ?? next.text)
  const reason = certain ? wouldPrint(null, next.text) : `kubectl would then still stop, at best at: ${next.text}`
  return { status: 'refuted', by: 'model', reason }
}

type ErrorMended = Extract<Trial, { kind: 'error-mended' }>

const OPEN_REASONS: Readonly<Record<string, string>> = {
  'http.not-measured':
    'the connection would be accepted; what the server says to your credentials was not measured, because none were sent',
}

function unproved(reason: string): Proof {
  return { status: 'unproved', by: null, reason }
}

/** The whole line where there is one; of a later error only Go's own text is known. */
function wouldPrint(message: string | null, text: string | null): string {
  if (message !== null) return `kubectl would then print: ${message === '' ? '(an empty message)' : message}`
  return `kubectl would then stop at: ${text ?? '(an empty message)'}`
}
