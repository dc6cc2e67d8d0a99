import type { JudgedCase, JudgedPath } from '../../judged-case.ts'
import { bounded, escapeControl } from '../../lib/escape.ts'
import { hostPort } from '../../lib/host-port.ts'
import { detailWords } from './detail-words.ts'
import { type Hop, type Obstacle, obstacleOn } from './obstacle.ts'
import { type Look, notApplicable, type Sighting } from './sightings.ts'
import { seenOn } from './walks.ts'

/** What a finding about a connection tells: which machine, at which step. */
export type ConnectionFacts = {
  readonly hop: Hop
  /** `host:port` as configured. */
  readonly peer: string
  /** Where the attempt really went, if that far. */
  readonly remote: string | null
  readonly proxy: string | null
  /** The one word or number that matters: errno, alert, first line. */
  readonly detail: string
}

/** Looks at the first obstacle of a path; `pick` says what part of it this finding is about, or `null` for another's. */
export function obstacleLook(
  subject: JudgedCase,
  path: JudgedPath,
  pick: (obstacle: Obstacle) => { readonly detail: string; readonly hop?: Hop; readonly remote?: string } | null,
): Look<ConnectionFacts> {
  if (path.transcript === null) return notApplicable('the path was not walked')
  const obstacle = obstacleOn(path)
  const picked = obstacle === null ? null : pick(obstacle)
  if (obstacle === null || picked === null) return 'clear'
  return sighting(subject, path, obstacle, picked)
}

function sighting(
  subject: JudgedCase,
  path: JudgedPath,
  obstacle: Obstacle,
  picked: { readonly detail: string; readonly hop?: Hop; readonly remote?: string },
): Sighting<ConnectionFacts> {
  const hop = picked.hop ?? ('hop' in obstacle ? obstacle.hop : 'server')
  const { proxy, server } = path.path
  const end = hop === 'proxy' && proxy !== null ? proxy : server
  const detail = escapeControl(bounded(picked.detail, 200))
  const peer = hostPort(end)
  return {
    facts: { hop, peer, remote: picked.remote ?? null, proxy: proxy?.url ?? null, detail },
    evidence: [seenOn(subject, path, PARTS[obstacle.layer], `${hop} ${peer}: ${detailWords(detail)}`)],
  }
}

const PARTS = {
  name: 'resolution',
  dial: 'dial',
  'proxy-tls': 'proxyTls',
  tunnel: 'tunnel',
  tls: 'tls',
  http: 'http',
} as const satisfies Record<Obstacle['layer'], string>
