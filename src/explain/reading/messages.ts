import { clean } from './clean.ts'
import { unquoteLine } from './quoted-fields.ts'

/** One message of a log, in every way in which its lines may belong together; the likeliest first. */
export type Message = readonly [string, ...string[]]

/** Each message is cut here: Go's own texts are far shorter, and patterns stay cheap. */
const LONGEST_MESSAGE = 4096
const MOST_LINES = 20
/** A line as wide as the widest one, from here on, may have been broken by a terminal inside a word. */
const NARROWEST_TERMINAL = 40

/**
 * The messages of a pasted text, in order, equal ones once. A line that begins like nothing in particular goes on with
 * the one before: terminals, mails and Terraform break long lines.
 */
export function messagesOf(pasted: string): readonly Message[] {
  const lines = clean(pasted).split('\n').flatMap(unquoteLine)
  const widest = Math.max(0, ...lines.slice(0, 10_000).map((line) => line.length))
  const seen = new Map<string, Message>()
  for (const group of grouped(lines)) {
    const message = joined(group, widest)
    seen.delete(message[0])
    seen.set(message[0], message)
  }
  return [...seen.values()]
}

function grouped(lines: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = []
  let open: string[] | null = null
  for (const line of lines) {
    if (line.trim() === '') {
      open = null
    } else if (open !== null && open.length < MOST_LINES && continues(open.at(-1) ?? '', line)) {
      open.push(line)
    } else {
      open = [line]
      groups.push(open)
    }
  }
  return groups
}

function continues(before: string, line: string): boolean {
  if (/:\s*$/.test(before) && INNER_START.test(line)) return true
  return !START.test(line) && !INNER_START.test(line)
}

/** How a message may begin: log headers, shells, lists, and the first words of kubectl and of others. */
const START =
  /^\s*(?:[IWEF](?:\d{4}|<MMDD>)\s|\d{4}[-/]\d\d[-/]\d\d|\d\d:\d\d:\d\d|[[{#$%*-]|time=|ts=|level=|errors?\b|unable to (?:connect|upgrade|load|read)|the connection|warn|fatal|panic|goroutine|exit (?:status|code)|process completed|make: |please enter|kubectl |helm |curl: |getting credentials|no configuration|invalid configuration)/i

/** How the inner part of an error may begin, whether it stands alone or behind a colon. */
const INNER_START =
  /^\s*(?:Get "?http|Post "?http|x509: |tls: |dial tcp|proxyconnect tcp|socks connect|net\/http: |http2?: |remote error|local error|read tcp|write tcp|EOF\s*$|unexpected EOF\s*$|context deadline|stream error|malformed HTTP|Forbidden\s*$|Bad Gateway\s*$|Service Unavailable\s*$|Gateway Time-?out\s*$|Proxy Authentication)/

function joined(group: readonly string[], widest: number): Message {
  const spaced = bound(group.map((line) => line.trim()).join(' '))
  if (group.length === 1 || widest < NARROWEST_TERMINAL) return [spaced]
  const glued = bound(
    group.map((line, index) => (index < group.length - 1 && line.length >= widest ? line : `${line.trim()} `)).join(''),
  ).trim()
  return glued === spaced ? [spaced] : [glued, spaced]
}

function bound(text: string): string {
  return text.length <= LONGEST_MESSAGE ? text : text.slice(0, LONGEST_MESSAGE)
}
