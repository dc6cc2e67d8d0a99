import { formatIp, parseIp } from '../lib/ip.ts'
import { TRANSPORTS } from '../transcript/network-path.ts'
import type { Placeholders } from './placeholders.ts'

/**
 * A text in which names may stand anywhere: file paths, addresses, host names of several labels, known names, mail
 * addresses and UUIDs become their stand-ins. What else a stranger wrote into it stays.
 */
export function rewriteText(text: string, placeholders: Placeholders): string {
  const host = placeholders.knownHosts().get(text)
  if (host !== undefined) return host
  const steps: readonly ((text: string) => string)[] = [
    (part) => part.replace(HOME, '$<root>user'),
    (part) => part.replace(UUID, '00000000-0000-0000-0000-000000000000'),
    (part) => part.replace(MAILBOX, (name) => placeholders.named('user', name)),
    (part) => withKnownNames(part, placeholders),
    (part) => part.replace(IPV4, (address) => addressOf(address, placeholders)),
    (part) => part.replace(PARTIAL_IPV4, '198.18.'),
    (part) => part.replace(IPV6, (address) => addressOf(address, placeholders)),
    (part) => part.replace(DOTTED, (name) => (isHostName(name) ? placeholders.dns(name) : name)),
    (part) => part.replace(BESIDE_PORT, (name) => placeholders.knownHosts().get(name) ?? name),
  ]
  return steps.reduce((part, step) => step(part), text)
}

const HOME = /(?<root>\/(?:home|Users)\/|[A-Za-z]:\\Users\\)[^/\\:"\s]+/g
/**
 * It begins where nothing of its kind stands before, or a long word would be tried from each of its letters. The transport
 * in a path's id (`http-proxy@192.0.2.1:8080>…`) looks like one.
 */
const MAILBOX = new RegExp(
  `(?<![\\w.+-])(?!(?:${TRANSPORTS.join('|')})@[^\\s>@]*>)[\\w.+-]+(?=@[\\w-]+\\.[\\w.-]+)`,
  'g',
)
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi
const IPV4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/g
/** `203.0.113.` as people write it into NO_PROXY. */
const PARTIAL_IPV4 = /(?<=^|[\s,="])(?!198\.18\.)\d{1,3}\.(?:\d{1,3}\.){0,2}(?=$|[\s,"*])/g
const IPV6 = /(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi
const DOTTED = /(?<![\w./\\-])(?:\*\.|\.)?[a-z0-9](?:[\w-]*\w)?(?:\.[a-z0-9](?:[\w-]*\w)?)+(?![\w-])/gi
/** A name of one label is one only where a host stands. */
const BESIDE_PORT = /(?<=\/\/|@|>|lookup )[\w-]+|(?<![\w.-])[\w-]+(?=:\d)/g

/** Groups and packages of Kubernetes and Go, file names, versions. */
function isHostName(name: string): boolean {
  if (/(?:^|\.)(?:k8s\.io|kubernetes\.io|golang\.org)$/i.test(name)) return false
  if (/\.(?:go|crt|pem|key|cer|yaml|yml|json|conf|config|sock|exe|sh|txt|invalid)$/i.test(name)) return false
  return /\.[a-z][a-z0-9-]*$/i.test(name) && !/^v?\d+(?:\.\d+)+/.test(name)
}

function addressOf(text: string, placeholders: Placeholders): string {
  const octets = parseIp(text)
  return octets === null ? text : formatIp(placeholders.ip(octets))
}

function withKnownNames(text: string, placeholders: Placeholders): string {
  return placeholders
    .known()
    .reduce((part, [name, placeholder]) => part.replace(wholeWord(name), () => placeholder), text)
}

function wholeWord(name: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![A-Za-z0-9])`, 'g')
}
