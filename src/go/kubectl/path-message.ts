import { hostPort } from '../../lib/host-port.ts'
import { requestUrl } from '../../target/request-url.ts'
import { commandOf } from '../client-go/request-kind.ts'
import { retriedMessage } from '../client-go/retry.ts'
import type { Failure } from '../failure.ts'
import type { JudgeInput } from '../judge-input.ts'
import { fatalMessage } from './message.ts'
import { specialMessage } from './special-commands.ts'

/**
 * kubectl's final text for the failure that ends a path, by command: `--raw` asks once, everything else is retried by
 * client-go and may be worded by the command itself (kubectl-truth sections 9.1 to 9.6).
 */
export function pathMessage(failure: Failure, input: JudgeInput): string {
  const command = commandOf(input.argv)
  const host = requestHost(input)
  if (failure.kind !== 'transport' || command.raw) return fatalMessage(failure, host)
  const urls = { url: firstUrl(input, host), openApiUrl: urlBelow(input, host, '/openapi/v2?timeout=32s') }
  return (
    specialMessage(command, input.argv, { ...urls, inner: failure.text }) ??
    retriedMessage(failure, urls.url) ??
    fatalMessage(failure, host)
  )
}

/** As the URL writes it; a path to another endpoint has a URL of its own. */
function requestHost(input: JudgeInput): string {
  const { target, path } = input
  if (path.server.host === target.host && path.server.port === target.port) return target.hostPortAsWritten
  return hostPort(path.server)
}

/** The request that fails: the one that was sent, else discovery's first. */
function firstUrl(input: JudgeInput, host: string): string {
  const sent = input.transcript.walks.flatMap((walk) => walk.http)[0]?.request.url
  return sent ?? urlBelow(input, host, '/api?timeout=32s')
}

function urlBelow({ target }: JudgeInput, hostPortAsWritten: string, path: string): string {
  return requestUrl({ ...target, hostPortAsWritten }, path)
}
