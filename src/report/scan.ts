import { bounded, escapeControl } from '../lib/escape.ts'
import { toolVersion } from '../version.ts'
import { wordsOf } from './catalog/index.ts'
import type { Actor } from './catalog/words.ts'
import type { Report } from './report.ts'

/** Many contexts at once. */
export interface Scan extends Pick<Report, 'schemaVersion' | 'tool' | 'at'> {
  readonly kind: 'Scan'
  /** The context of each item, in its order; `null`: the active one, and none is set. */
  readonly contexts: readonly (string | null)[]
  readonly items: readonly Report[]
}

/** What one context comes to. */
export interface ScanRow {
  readonly context: string | null
  readonly cluster: string | null
  readonly user: string | null
  readonly server: string | null
  readonly outcome: Report['outcome']
  /** What kubectl prints, whole; `null` where it works. */
  readonly message: string | null
  /** Id of the root cause. */
  readonly cause: string | null
  readonly actor: Actor | null
  /** The path that kubectl takes. */
  readonly path: string | null
}

export function scanOf(at: Date, found: readonly { readonly context: string | null; readonly report: Report }[]): Scan {
  return {
    schemaVersion: '1',
    kind: 'Scan',
    tool: { name: 'kubectl-tlsdoctor', version: toolVersion },
    at: at.toISOString(),
    contexts: found.map(({ context, report }) => context ?? report.target?.context ?? null),
    items: found.map(({ report }) => report),
  }
}

/** @param asked the context that was named; `null`: the active one. */
export function scanRow(asked: string | null, report: Report): ScanRow {
  const { target, kubectl, outcome, findings, paths } = report
  const root = findings.find(({ explainedBy, severity }) => explainedBy === null && severity !== 'notice')
  const message = (kubectl.observed ?? kubectl.predicted).message
  return {
    context: asked ?? target?.context ?? null,
    cluster: target?.cluster ?? null,
    user: target?.user ?? null,
    server: target?.server ?? null,
    outcome,
    message: outcome === 'unfinished' ? (message ?? report.summary) : message,
    cause: root?.id ?? null,
    actor: root === undefined ? null : wordsOf(root).actor,
    path: paths.find(({ usedByKubectl }) => usedByKubectl)?.label ?? null,
  }
}

/**
 * The telling part of what kubectl prints, on one line: without the words that every such message begins with.
 *
 * @param limit code points
 */
export function shortMessage(message: string, limit: number): string {
  const [line = ''] = message.split('\n').filter((one) => one.trim() !== '')
  const told = COMMON_BEGINNINGS.reduce((text, beginning) => text.replace(beginning, ''), line)
  const points = Array.from(escapeControl(told.trim()))
  return points.length <= limit ? points.join('') : `${points.slice(0, limit - 1).join('')}…`
}

const COMMON_BEGINNINGS = [
  /^error: /i,
  /^Unable to connect to the server: /,
  /^(?:Get|Post) "[^"]*": /,
  /^tls: failed to verify certificate: /,
] as const

/** The report of a context that could not be diagnosed: nothing is known of it, and it says why. */
export function crashReport(problem: string, refused: boolean, at: Date, platform: string): Report {
  const text = bounded(escapeControl(problem), 300)
  return {
    schemaVersion: '1',
    kind: 'Report',
    tool: { name: 'kubectl-tlsdoctor', version: toolVersion },
    at: at.toISOString(),
    outcome: 'unfinished',
    summary: refused ? text : `This is a bug of kubectl-tlsdoctor, please report it: ${text}`,
    target: null,
    requests: [],
    argv: [],
    discoveryCache: 'unused',
    kubectl: {
      binary: null,
      version: '',
      goVersion: '',
      path: null,
      predicted: { message: null, fidelity: 'approximate', why: 'this context was not diagnosed' },
      observed: null,
    },
    paths: [],
    findings: [],
    quiet: [],
    remedies: [],
    environment: { platform, variables: {} },
    proxy: null,
    canaries: [],
  }
}
