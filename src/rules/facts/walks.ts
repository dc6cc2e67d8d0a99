import type { JudgedCase, JudgedPath } from '../../judged-case.ts'
import type { Header, HttpExchange, Walk } from '../../transcript/transcript.ts'
import type { Evidence } from '../rule.ts'

/** The walk that counts: the one with credentials where the model let them out, else the anonymous one. */
export function decisiveWalk(path: JudgedPath): Walk | null {
  return path.transcript?.walks.at(-1) ?? null
}

/** The last request that was sent on this path, and what became of it. */
export function lastExchange(path: JudgedPath): HttpExchange | null {
  return decisiveWalk(path)?.http.at(-1) ?? null
}

export function lastStatus(path: JudgedPath): number | null {
  return lastExchange(path)?.status ?? null
}

export function headerOf(headers: readonly Header[], name: string): string | null {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? null
}

/** Nothing was sent that says who asks, over TLS: what the server says to this user was not measured. */
export function credentialsWereHeldBack(subject: JudgedCase, path: JudgedPath): boolean {
  return subject.case.target?.scheme === 'https' && (decisiveWalk(path)?.carried ?? []).length === 0
}

/** kubectl itself fails: its real run decides where there was one, the prediction otherwise. */
export function kubectlFails(subject: JudgedCase): boolean {
  if (subject.case.configError !== null) return true
  if (subject.observed !== null) return subject.observed.message !== null || (subject.observed.exitCode ?? 0) !== 0
  return subject.predicted.message !== null
}

/** The chain, the name and the dates satisfy kubectl, whatever the server then answers. */
export function chainIsAccepted(path: JudgedPath): boolean {
  const { verdict } = path.judgement
  return path.presented !== null && (verdict.outcome === 'accepted' || verdict.stage === 'http')
}

export function directPath(subject: JudgedCase): JudgedPath | null {
  const { target } = subject.case
  if (target === null) return null
  const plain = subject.paths.filter((one) => one.path.transport === 'direct' && isTargetServer(subject, one))
  return plain.find((one) => one.path.address === null) ?? plain[0] ?? null
}

/** The path ends at the kubeconfig's server and not at another `--endpoint`. */
export function isTargetServer(subject: JudgedCase, path: JudgedPath): boolean {
  const { target } = subject.case
  return target !== null && path.path.server.host === target.host && path.path.server.port === target.port
}

function transcriptIndex(subject: JudgedCase, path: JudgedPath): number {
  return subject.case.transcripts.findIndex((one) => one.pathId === path.path.id)
}

/** JSON pointer into the Case, to a part of what this path's transcript holds. */
function pointerTo(subject: JudgedCase, path: JudgedPath, part: string): string {
  const index = transcriptIndex(subject, path)
  if (index < 0) return `/paths/${subject.paths.indexOf(path)}`
  const last = Math.max(0, (path.transcript?.walks.length ?? 1) - 1)
  return `/transcripts/${index}/walks/${last}${part === '' ? '' : `/${part}`}`
}

/** Of what this path's transcript holds beside its walks: `part` is `upgrade` or `helloVariants/1`. */
export function seenBesideWalks(
  subject: JudgedCase,
  path: JudgedPath,
  part: string,
  text: string,
  weight: Evidence['weight'],
): Evidence {
  return { path: path.path.id, pointer: `/transcripts/${transcriptIndex(subject, path)}/${part}`, text, weight }
}

export function seenOn(
  subject: JudgedCase,
  path: JudgedPath,
  part: string,
  text: string,
  weight: Evidence['weight'] = 'proof',
): Evidence {
  return { path: path.path.id, pointer: pointerTo(subject, path, part), text, weight }
}
