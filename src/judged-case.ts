import { createHash } from 'node:crypto'
import type { Case, ObservedRun } from './case.ts'
import { judgePath } from './go/judge.ts'
import type { Judgement } from './go/verdict.ts'
import { fromBase64 } from './lib/bytes.ts'
import type { Release } from './release/release.ts'
import { resolveRelease } from './release/resolve.ts'
import type { Target } from './target/target.ts'
import type { NetworkPath } from './transcript/network-path.ts'
import type { Transcript } from './transcript/transcript.ts'
import { described } from './x509/described.ts'
import type { CertificateDescription } from './x509/description.ts'

/** The Case with the model's word on every path: what rules and remedies work on. */
export interface JudgedCase {
  readonly case: Case
  readonly release: Release
  readonly paths: readonly JudgedPath[]
  /** The one that kubectl takes; `null` with a broken kubeconfig. */
  readonly kubectlPath: JudgedPath | null
  readonly predicted: {
    readonly message: string | null
    readonly fidelity: 'exact' | 'approximate'
    readonly why: string | null
  }
  /** kubectl's real run as it is, where there was one. */
  readonly observed: ObservedRun | null
  /** The kubeconfig's (or the system's) trust anchors. */
  readonly anchors: () => readonly CertificateDescription[]
  /** Those of them that a chain of some path leads to. */
  readonly vouching: readonly CertificateDescription[]
}

export interface JudgedPath {
  readonly path: NetworkPath
  /** `null`: not walked. */
  readonly transcript: Transcript | null
  readonly judgement: Judgement
  /** Leaf first; `null`: no Certificate message was seen. */
  readonly presented: readonly CertificateDescription[] | null
  readonly observed: ObservedRun | null
}

/** Judges every path of a Case. Pure: the same Case gives the same judgements, today or replayed in a year. */
export function judgeCase(subject: Case): JudgedCase {
  const release = resolveRelease(subject.kubectl, subject.environment.variables)
  const { target } = subject
  const paths = target === null ? [] : subject.paths.map((path) => judgedPath(path, target, subject, release))
  const kubectlPath = paths.find((judged) => judged.path.usedByKubectl) ?? null
  let anchors: readonly CertificateDescription[] | null = null
  return {
    case: subject,
    release,
    paths,
    kubectlPath,
    predicted: prediction(subject, kubectlPath),
    observed: subject.observed.find((run) => run.which === 'as-is') ?? null,
    // A system has more than a hundred, and hardly ever does anyone ask for them.
    anchors: () => {
      anchors ??= (target?.trust.certificates ?? []).map(described)
      return anchors
    },
    vouching: vouching(target, paths),
  }
}

function vouching(target: Target | null, paths: readonly JudgedPath[]): JudgedCase['vouching'] {
  const wanted = new Set(paths.flatMap(({ judgement }) => judgement.verdict.chains.flat()))
  if (wanted.size === 0) return []
  return (target?.trust.certificates ?? [])
    .filter((der) => wanted.has(createHash('sha256').update(fromBase64(der)).digest('hex')))
    .map(described)
}

function judgedPath(path: NetworkPath, target: Target, subject: Case, release: Release): JudgedPath {
  const transcript = subject.transcripts.find((one) => one.pathId === path.id) ?? null
  return {
    path,
    transcript,
    judgement: transcript === null ? notWalked : judgement(path, transcript, target, subject, release),
    presented: presentedBy(transcript)?.map(described) ?? null,
    observed: observedOn(path, subject),
  }
}

function judgement(
  path: NetworkPath,
  transcript: Transcript,
  target: Target,
  subject: Case,
  release: Release,
): Judgement {
  return judgePath({
    target,
    path,
    transcript,
    release,
    argv: subject.argv,
    discoveryCache: subject.discoveryCache,
    at: new Date(subject.at),
    zoneOffsetMinutes: subject.environment.zoneOffsetMinutes,
    execFailure: subject.exec?.kind === 'failed' ? subject.exec.text : null,
  })
}

/** The chain of the walk that counts: the last one, which carries credentials if any does. */
function presentedBy(transcript: Transcript | null): readonly string[] | null {
  return transcript?.walks.at(-1)?.tls?.certificates ?? null
}

/** The run as it is stands on kubectl's path; the one without proxy variables on the direct path, if that is another. */
function observedOn(path: NetworkPath, subject: Case): ObservedRun | null {
  if (path.usedByKubectl) return subject.observed.find((run) => run.which === 'as-is') ?? null
  const isPlainDirect = path.transport === 'direct' && path.address === null
  const isSameServer =
    subject.target !== null && path.server.host === subject.target.host && path.server.port === subject.target.port
  if (!isPlainDirect || !isSameServer) return null
  return subject.observed.find((run) => run.which === 'without-proxy-variables') ?? null
}

function prediction(subject: Case, kubectlPath: JudgedPath | null): JudgedCase['predicted'] {
  if (subject.configError !== null) return { message: subject.configError.message, fidelity: 'exact', why: null }
  if (kubectlPath === null) return { message: null, fidelity: 'approximate', why: 'no path was walked' }
  const { message, fidelity, why } = kubectlPath.judgement
  return { message, fidelity, why }
}

const notWalked: Judgement = {
  verdict: { outcome: 'unreached', stage: 'dns', code: null, text: null, chains: [], trace: [], next: [] },
  message: null,
  fidelity: 'approximate',
  why: 'this path was not walked',
}
