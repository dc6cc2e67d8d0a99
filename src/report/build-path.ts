import type { ObservedRun } from '../case.ts'
import type { JudgedCase, JudgedPath } from '../judged-case.ts'
import { hostPort } from '../lib/host-port.ts'
import { lastExchange } from '../rules/facts/walks.ts'
import type { HttpExchange } from '../transcript/transcript.ts'
import type { Observed, ReportPath } from './report.ts'
import { stagesOf } from './stages.ts'

export function reportPath(subject: JudgedCase, judged: JudgedPath): ReportPath {
  const { id, transport, origins, label, usedByKubectl } = judged.path
  const exchange = lastExchange(judged)
  return {
    id,
    transport,
    origins,
    label,
    usedByKubectl,
    hops: hopsOf(judged),
    stages: stagesOf(subject, judged),
    presented: judged.presented,
    verdict: judged.judgement.verdict,
    kubectlMessage: judged.judgement.message,
    observed: reportObserved(judged.observed),
    response: exchange === null ? null : responseOf(exchange),
  }
}

export function reportObserved(run: ObservedRun | null): Observed | null {
  if (run === null) return null
  const { message, exitCode, argv, endedBy } = run
  return { message, exitCode, argv, ...(endedBy === undefined ? {} : { endedBy }) }
}

function hopsOf({ path }: JudgedPath): ReportPath['hops'] {
  const server = {
    kind: 'server',
    address: hostPort({ host: path.address ?? path.server.host, port: path.server.port }),
  }
  if (path.proxy === null) return [server]
  const { kind, host, port, url } = path.proxy
  return [{ kind, address: hostPort({ host, port }), url }, server]
}

/** Repeated header fields are joined (RFC 9110 section 5.2). */
function responseOf(exchange: HttpExchange): ReportPath['response'] {
  if (exchange.status === null) return null
  const headers: Record<string, string> = {}
  for (const [name, value] of exchange.headers) {
    const key = name.toLowerCase()
    headers[key] = Object.hasOwn(headers, key) ? `${headers[key]}, ${value}` : value
  }
  const { status, contentType, bodyBytes, body } = exchange
  return { status, headers, contentType, bodyBytes, body }
}
