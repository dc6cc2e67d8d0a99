import { quote } from '../../lib/quote.ts'
import type { Behaviours } from '../../release/release.ts'
import type { HttpExchange } from '../../transcript/transcript.ts'
import { type Failure, rejected } from '../failure.ts'
import { remoteText } from '../http/quote.ts'
import { genericStatus } from './generic-status.ts'
import { redirectFailure } from './redirect.ts'
import { type Command, pathOf, type RequestKind } from './request-kind.ts'
import { readStatusBody, type StatusBody, serverMessage } from './status-body.ts'

/**
 * What a complete answer is to kubectl: an API status, an unreadable body, or `null` for success.
 * Models client-go rest.Request.transformResponse, Result.Error and cmd/util's printing; kubectl-truth section 9.7.
 */
export function answerFailure(
  exchange: HttpExchange,
  kind: RequestKind,
  command: Command,
  pathPrefix: string,
  behaviours: Behaviours,
): Failure | null {
  const status = exchange.status ?? 0
  if (status >= 300 && status < 400) {
    const redirect = redirectFailure(exchange, kind, behaviours)
    if (redirect !== 'not-followed') return redirect
  }
  // --raw streams every 2xx; what decodes takes 206 for the last one (rest.Request.Stream, transformResponse).
  if (status >= 200 && status <= (kind === 'raw' ? 299 : 206)) return bodyFailure(exchange, kind, command)
  if (status >= 100 && status < 200) return informationalFailure(exchange, kind)
  return statusFailure(exchange, status, kind, pathPrefix, behaviours)
}

/** The whole line for an API status (cmd/util.StandardErrorMessage). */
function statusLine(reason: string, message: string): string {
  if (reason === 'Unauthorized') return `error: You must be logged in to the server (${message})`
  return reason === '' ? `Error from server: ${message}` : `Error from server (${reason}): ${message}`
}

function statusFailure(
  exchange: HttpExchange,
  status: number,
  kind: RequestKind,
  pathPrefix: string,
  behaviours: Behaviours,
): Failure {
  const decoded = kind === 'discovery' ? null : readStatusBody(exchange)
  const line =
    decoded === null ? undecodedLine(exchange, status, kind, pathPrefix) : decodedLine(decoded, status, behaviours)
  const cut = exchange.body !== null && kind !== 'discovery' && exchange.bodyBytes > Buffer.byteLength(exchange.body)
  return rejected('http', {
    kind: 'status',
    code: `http.Status.${status}`,
    text: remoteText(line),
    approximate:
      missingBody(exchange, status) ?? (cut && decoded === null ? 'only the start of the body was kept' : null),
  })
}

function undecodedLine(exchange: HttpExchange, status: number, kind: RequestKind, pathPrefix: string): string {
  const message = serverMessage(exchange)
  // An Invalid without details prints the one cause that client-go makes up, whose field is empty.
  if (status === 422) return `The request is invalid: : ${message}`
  const suffix = kind === 'typed' ? resourceSuffix(exchange, pathPrefix) : ''
  const generic = genericStatus(status, message, exchange.request.method, suffix)
  return statusLine(generic.reason, generic.message)
}

function decodedLine(body: StatusBody, status: number, behaviours: Behaviours): string {
  const invalid = body.reason === 'Invalid' || (status === 422 && behaviours.unprocessableIsInvalid)
  return invalid ? invalidLine(body, behaviours) : statusLine(body.reason, body.message)
}

/** Its causes, and the message only where neither they nor an object are named. Models cmd/util.checkErr, MultilineError. */
function invalidLine({ kind, name, causes, message }: StatusBody, behaviours: Behaviours): string {
  const named = kind !== '' || name !== ''
  const subject = named ? `The ${kind} ${quote(name)} is invalid` : 'The request is invalid'
  const [only] = causes
  if (causes.length > 1) return `${subject}: ${causes.map((cause) => `\n* ${cause}`).join('')}`
  if (only !== undefined) return `${subject}: ${only}`
  return named || message === '' || behaviours.unprocessableIsInvalid ? subject : `${subject}: ${message}`
}

/** ` (get pods)`: a typed request knows its resource, as `resource.group`, and its own verb. */
function resourceSuffix(exchange: HttpExchange, pathPrefix: string): string {
  const found = RESOURCE_PATH.exec(pathOf(exchange.request.url, pathPrefix))
  if (found === null) return ''
  const [, group, resource, name] = found
  const qualified = group === undefined ? resource : `${resource}.${group}`
  return ` (${exchange.request.method.toLowerCase()} ${qualified}${name === undefined ? '' : ` ${name}`})`
}

const RESOURCE_PATH = /^\/(?:api\/v1|apis\/([^/]+)\/[^/]+)\/(?:namespaces\/[^/]+\/(?=[^/]))?([^/]+)(?:\/([^/]+))?/

/** Which words depend on the body: those of 403 and of most 5xx. */
function missingBody(exchange: HttpExchange, status: number): string | null {
  const quoted = status === 403 || status === 422 || (status >= 500 && status !== 503 && status !== 504)
  return exchange.body === null && exchange.bodyBytes > 0 && quoted ? 'the body that kubectl quotes was not kept' : null
}

function informationalFailure(exchange: HttpExchange, kind: RequestKind): Failure {
  const text =
    kind === 'raw' ? `${exchange.status} while accessing ${exchange.request.url}: ` : 'unexpected end of JSON input'
  return rejected('http', { kind: 'plain', code: `http.Status.${exchange.status}`, text })
}

/** A 2xx whose body is no JSON: streamed by --raw without a look, fatal to everything that decodes it. */
function bodyFailure(exchange: HttpExchange, kind: RequestKind, command: Command): Failure | null {
  if (kind === 'raw') return null
  const reason = bodyError(exchange)
  if (reason === null) return null
  const prefix = command.verb === 'version' ? 'unable to parse the server version: ' : ''
  return rejected('http', {
    kind: 'plain',
    code: 'http.invalid-body',
    text: `${prefix}${reason.text}`,
    approximate: reason.approximate,
  })
}

function bodyError(exchange: HttpExchange): { readonly text: string; readonly approximate: string | null } | null {
  if (exchange.bodyBytes === 0) return { text: 'unexpected end of JSON input', approximate: null }
  if (exchange.body === null) {
    const html = /^\s*text\/html/i.test(exchange.contentType ?? '')
    return html ? { text: HTML, approximate: 'the body of a 200 answer is not kept; HTML begins with <' } : null
  }
  const first = exchange.body.trimStart()[0]
  if (first === undefined) return { text: 'unexpected end of JSON input', approximate: null }
  if (/[{["tfn\d-]/.test(first)) return null
  return { text: HTML.replace('<', first), approximate: null }
}

const HTML = "invalid character '<' looking for beginning of value"
