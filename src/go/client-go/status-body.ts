import type { HttpExchange } from '../../transcript/transcript.ts'

/** metav1.Status as an API server sends it with an error, as far as kubectl prints it. */
export interface StatusBody {
  readonly reason: string
  readonly message: string
  readonly kind: string
  readonly name: string
  /** `field: message` of each cause, none twice. */
  readonly causes: readonly string[]
}

/**
 * The Status object in a body; `null` where there is none that says `Failure`, so that client-go keeps its own words.
 * Models client-go rest.Result.Error.
 */
export function readStatusBody(exchange: Pick<HttpExchange, 'body'>): StatusBody | null {
  const parsed = parse(exchange.body)
  if (parsed === null || parsed.kind !== 'Status' || parsed.apiVersion !== 'v1' || parsed.status !== 'Failure')
    return null
  const details = isRecord(parsed.details) ? parsed.details : {}
  return {
    reason: text(parsed.reason),
    message: text(parsed.message),
    kind: text(details.kind),
    name: text(details.name),
    causes: causesOf(details.causes),
  }
}

function causesOf(value: unknown): readonly string[] {
  const causes = Array.isArray(value) ? value.filter(isRecord) : []
  return [...new Set(causes.map(({ field, message }) => `${text(field)}: ${text(message)}`))]
}

/** client-go's cap on what it takes from an undecoded body (maxUnstructuredResponseTextBytes). */
const MAX_TEXT = 2_048

/** The body as the message of an undecodable answer: its text if it is text, else `unknown`. Models rest.isTextResponse. */
export function serverMessage(exchange: Pick<HttpExchange, 'body' | 'contentType'>): string {
  if (!isText(exchange.contentType)) return 'unknown'
  const bytes = Buffer.from(exchange.body ?? '', 'utf8').subarray(0, MAX_TEXT)
  return bytes.toString('utf8').trim()
}

function isText(contentType: string | null): boolean {
  if (contentType === null || contentType === '') return true
  return /^\s*text\/[^;\s]+\s*(?:;|$)/i.test(contentType)
}

function parse(body: string | null): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body ?? '')
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
