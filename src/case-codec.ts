import type { Canary, Case, CaseEnvironment, DetectedKubectl, ObservedRun, ProxySetting, TrustStore } from './case.ts'
import { UsageError } from './errors.ts'
import type { ExecOutcome } from './kubeconfig/exec-plugin.ts'
import type { ConfigError } from './kubeconfig/kubeconfig.ts'
import { factsShape, locationShape } from './kubeconfig/location-shape.ts'
import { escapeInsideJson } from './lib/escape.ts'
import {
  base64,
  boolean,
  byKind,
  count,
  integer,
  list,
  type Misshapen,
  nullable,
  number,
  object,
  oneOf,
  optional,
  record,
  text,
  textThat,
} from './lib/shape.ts'
import { urlParts } from './lib/url-parts.ts'
import { resolveRelease } from './release/resolve.ts'
import type { PlannedRequest } from './target/requests.ts'
import { targetShape } from './target/target-shape.ts'
import { networkPathShape } from './transcript/network-path-shape.ts'
import { transcriptShape } from './transcript/transcript-shape.ts'

export type DecodedCase =
  | { readonly ok: true; readonly case: Case }
  /** One line for people, remote text not yet escaped: it begins with a JSON pointer where one place is wrong. */
  | { readonly ok: false; readonly problem: string }

/** Characters of JSON that are read at all. A Case of eight paths has about 0.2 MiB. */
export const MAX_CASE_TEXT = 64 * 1024 * 1024

/**
 * The Case as a file: JSON with two spaces and a final newline, members in a fixed order, so that the same Case is the
 * same text. Only what the types name is written; a `Secret` becomes `REDACTED`.
 */
export function encodeCase(subject: Case): string {
  const read = caseShape.read(JSON.parse(JSON.stringify(subject)), '')
  if (!read.ok) throw new Error(`not a Case: ${placed(read)}`)
  return `${escapeInsideJson(JSON.stringify(read.value, null, 2))}\n`
}

/**
 * Reads a Case that may come from anyone: everything that judging touches is checked for its type, its range and its
 * size, and what no type names is dropped.
 */
export function decodeCase(json: string): DecodedCase {
  if (json.length > MAX_CASE_TEXT)
    return { ok: false, problem: `more than ${MAX_CASE_TEXT} characters: no Case is that long` }
  let value: unknown
  try {
    value = JSON.parse(json.replace(/^\ufeff/, ''))
  } catch (error) {
    return { ok: false, problem: `not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
  const problem = otherKind(value)
  if (problem !== null) return { ok: false, problem }
  const read = caseShape.read(value, '')
  if (!read.ok) return { ok: false, problem: placed(read) }
  const contradiction = contradictionOf(read.value)
  return contradiction === null ? { ok: true, case: read.value } : { ok: false, problem: contradiction }
}

/** A word before the pointers for who gives the wrong file. */
function otherKind(value: unknown): string | null {
  const { kind, schemaVersion } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  if (kind === 'Report') return 'this is a Report; a Case is what --save-case writes'
  if (kind !== 'Case') return `/kind: "Case" is expected, but ${kind === undefined ? 'it is missing' : 'it is another'}`
  if (schemaVersion !== '1') return '/schemaVersion: "1" is expected: this Case was written by another version'
  return null
}

/** What the types allow and judging does not. */
function contradictionOf(subject: Case): string | null {
  const { target, configError } = subject
  if (target === null && configError === null) return '/target: null is allowed only with a configError'
  if (target !== null && configError !== null) return '/target: null is expected beside a configError'
  try {
    resolveRelease(subject.kubectl, subject.environment.variables)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return '/kubectl/requested: a release is expected'
  }
  return null
}

function placed({ pointer, expected, missing }: Misshapen): string {
  const where = pointer === '' ? 'the document' : pointer
  return `${where}: ${expected} is expected${missing === undefined ? '' : ', but it is missing'}`
}

/** RFC 3339 in UTC, in the years that certificates can name. */
const instant = textThat(
  (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(value) && !Number.isNaN(Date.parse(value)),
  'an instant such as 2026-01-31T12:00:00Z',
)

const url = textThat((value) => /^https?$/.test(urlParts(value)?.scheme ?? ''), 'a URL')

const environment = object<CaseEnvironment>({
  platform: text(64),
  zoneOffsetMinutes: integer(-24 * 60, 24 * 60),
  variables: record(text()),
})

const request = object<PlannedRequest>({ method: oneOf(['GET']), url, purpose: text(), accept: text() })

const kubectl = object<DetectedKubectl>({
  binary: nullable(text()),
  version: nullable(text(256)),
  goVersion: nullable(text(256)),
  requested: nullable(text(256)),
  problem: nullable(text()),
})

const configError = object<ConfigError>({
  code: text(256),
  message: text(),
  at: nullable(locationShape),
  facts: factsShape,
})

const observedRun = object<ObservedRun>({
  which: oneOf(['as-is', 'without-proxy-variables']),
  message: nullable(text()),
  exitCode: nullable(integer(-1, 0xffff_ffff)),
  argv: list(text()),
  endedBy: optional(oneOf(['timeout'])),
})

const exec = byKind<ExecOutcome>({
  succeeded: { gives: list(oneOf(['token', 'client-certificate'])), durationMs: number },
  failed: { code: oneOf(['missing', 'exit-code', 'decode', 'incomplete', 'timeout']), text: text() },
})

const canary = byKind<Canary>({
  'connect-to-impossible-name': {
    pathId: text(),
    proxy: text(),
    name: text(),
    status: nullable(count),
    certificates: nullable(list(base64)),
  },
  'random-sni': { pathId: text(), name: text(), certificates: nullable(list(base64)) },
  'reserved-address': { address: text(), connected: boolean },
})

const trustStore = object<TrustStore>({ name: text(), file: text(), matching: list(base64) })

const proxySetting = object<ProxySetting>({
  source: oneOf(['system', 'tool']),
  name: text(),
  file: optional(text()),
  line: optional(count),
  value: text(),
  isPath: boolean,
})

const caseShape = object<Case>({
  schemaVersion: oneOf(['1']),
  kind: oneOf(['Case']),
  tool: object({ name: oneOf(['kubectl-tlsdoctor']), version: text(256) }),
  at: instant,
  environment,
  argv: list(text()),
  requests: list(request),
  discoveryCache: oneOf(['cold', 'fresh', 'unused']),
  kubectl,
  configError: nullable(configError),
  target: nullable(targetShape),
  paths: list(networkPathShape),
  transcripts: list(transcriptShape),
  observed: list(observedRun),
  exec: nullable(exec),
  canaries: list(canary),
  trustElsewhere: list(trustStore),
  proxySettings: optional(list(proxySetting)),
  interrupted: oneOf(['no', 'signal', 'deadline']),
})
