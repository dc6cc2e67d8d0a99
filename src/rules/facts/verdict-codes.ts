import type { GoError } from '../../go/verdict.ts'
import type { JudgedPath } from '../../judged-case.ts'

/** All that kubectl would object to on this path, one after the other: the error it prints and those behind it. */
export function objections(path: JudgedPath): readonly GoError[] {
  const { code, text, next } = path.judgement.verdict
  return code === null ? [] : [{ code, text: text ?? '' }, ...next]
}

/** The first objection whose code begins so (`x509.HostnameError`), or `null`. */
export function objection(path: JudgedPath, ...codes: readonly string[]): GoError | null {
  return objections(path).find((one) => codes.some((code) => isOrIsUnder(one.code, code))) ?? null
}

/**
 * Words of Go about a candidate authority: the hint of an unknown authority, and the reasons in the trace. They are the
 * only place that tells an authority that may not sign, or signs weakly, from one that is unknown.
 */
export function candidateReasons(path: JudgedPath): readonly string[] {
  const hints = objections(path).flatMap(({ text }) => /possibly because of "(.*)" while trying/.exec(text)?.[1] ?? [])
  return [...hints, ...path.judgement.verdict.trace.flatMap((step) => step.reason ?? [])]
}

function isOrIsUnder(code: string, prefix: string): boolean {
  return code === prefix || code.startsWith(`${prefix}.`)
}
