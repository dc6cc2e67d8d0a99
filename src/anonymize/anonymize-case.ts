import type { Case } from '../case.ts'
import { type Base64, fromBase64, toBase64 } from '../lib/bytes.ts'
import { Secret } from '../lib/secret.ts'
import { unescaped } from '../target/go-url-text.ts'
import { twinCertificates } from '../x509/twin.ts'
import { partsOf, twinName } from '../x509/twin-tbs.ts'
import { maskMessage } from './mask-message.ts'
import { Placeholders } from './placeholders.ts'
import { rewriteText } from './rewrite-text.ts'

/**
 * The Case as somebody else's: names and addresses are stand-ins, the same for the same name throughout. A certificate
 * cannot be kept without its names, so each is replaced by a twin (`x509/twin.ts`) with other names and keys that
 * verifies, or fails, as it did; handshake messages keep their shape (`mask-message.ts`).
 * Judging the result gives the same findings: the report is made of it, not edited.
 */
export function anonymizeCase(subject: Case): Case {
  const placeholders = new Placeholders()
  nameWhatIsKnown(subject, placeholders)
  const slim = withoutUninvolvedRoots(subject)
  const originals = [...new Set(certificatesIn(slim))]
  const twins = twinCertificates(originals.map(fromBase64), placeholders)
  const twinOf = new Map(originals.map((der, index) => [der, toBase64(twins[index] ?? new Uint8Array())]))
  return new Rewriting(placeholders, twinOf).value(slim, '') as Case
}

/** In the order in which people meet them, so that numbers are small where it matters. */
function nameWhatIsKnown(
  { target, paths, transcripts, requests, configError }: Case,
  placeholders: Placeholders,
): void {
  if (target !== null) {
    placeholders.named('context', target.context ?? '')
    placeholders.named('cluster', target.cluster ?? '')
    placeholders.named('user', target.user ?? '')
    placeholders.named('namespace', target.namespace ?? '')
    for (const host of [target.host, target.serverName]) placeholders.host(host)
    for (const { endpoint } of target.proxy.variables) if (endpoint !== null) placeholders.host(endpoint.host)
  }
  const onward = transcripts.flatMap(({ walks }) => walks.flatMap((walk) => walk.onward?.path ?? []))
  for (const { server, proxy } of [...paths, ...onward]) {
    placeholders.host(server.host)
    if (proxy !== null) placeholders.host(proxy.host)
    if (proxy?.credentials) placeholders.named('user', proxy.credentials.username)
  }
  for (const { url } of requests) {
    const [, namespace = '', name = ''] = /\/namespaces\/([^/?]+)(?:\/[^/?]+\/([^/?]+))?/.exec(url) ?? []
    placeholders.named('namespace', unescaped(namespace))
    placeholders.named('object', unescaped(name))
  }
  for (const name of ['context', 'cluster', 'user']) {
    const value = configError?.facts[name]
    if (typeof value === 'string') placeholders.named(name, value)
  }
}

/** The system's hundred roots are the same everywhere; a company's own among them is not. Those that nobody names go. */
function withoutUninvolvedRoots(subject: Case): Case {
  const { target } = subject
  if (target === null || target.trust.source !== 'system') return subject
  const presented = certificatesIn({ ...subject, target: null })
  const named = new Set(presented.flatMap((der) => issuerOf(der)))
  const subjects = (der: Base64) => partsOf(fromBase64(der))?.subject ?? new Uint8Array()
  const certificates = target.trust.certificates.filter((der) => named.has(toBase64(subjects(der))))
  return { ...subject, target: { ...target, trust: { ...target.trust, certificates } } }
}

function issuerOf(der: Base64): readonly string[] {
  const parts = partsOf(fromBase64(der))
  return parts === null ? [] : [toBase64(parts.issuer)]
}

function certificatesIn(subject: Case): readonly Base64[] {
  const found: Base64[] = []
  const look = (value: unknown, key: string): void => {
    if (Array.isArray(value)) {
      const isList = key === 'certificates' || key === 'matching'
      for (const item of value) {
        if (isList && typeof item === 'string') found.push(item)
        else look(item, '')
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) look(member, name)
    }
  }
  look(subject, '')
  return found
}

/** Members whose text is a word of ours, of a protocol or of a file format, and never a name. */
const WORDS = new Set(
  `schemaVersion kind platform discoveryCache version goVersion requested code transport source status level phase errno
  syscall protocol which endedBy interrupted scheme method accept purpose group cipher alpn variant pointer variable
  noProxyVariable flag sessionId contentType carried authentication gives part afterwards`.split(/\s+/),
)

/** Members that are words only there, by the member that they stand in. */
const WORDS_INSIDE: Readonly<Record<string, string>> = { tool: 'name', stages: 'name', entries: 'reason' }

class Rewriting {
  readonly #placeholders: Placeholders
  readonly #twinOf: ReadonlyMap<Base64, Base64>

  constructor(placeholders: Placeholders, twinOf: ReadonlyMap<Base64, Base64>) {
    this.#placeholders = placeholders
    this.#twinOf = twinOf
  }

  value(value: unknown, key: string): unknown {
    if (typeof value === 'string') return this.#string(value, key)
    if (value instanceof Secret || typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map((item) => this.value(item, key))
    if (isExchange(value)) return { ...this.#members({ ...value, messages: [] }, key), messages: maskedMessages(value) }
    return this.#members(value, key)
  }

  #members(value: object, key: string): object {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        WORDS_INSIDE[key] === name ? member : this.value(member, name),
      ]),
    )
  }

  #string(text: string, key: string): string {
    switch (key) {
      case 'certificates':
      case 'matching':
        return this.#twinOf.get(text) ?? text
      case 'authorities':
        return toBase64(twinName(fromBase64(text), this.#placeholders))
      case 'host':
      case 'sni':
      case 'serverName':
        return this.#placeholders.host(text)
      case 'context':
      case 'cluster':
      case 'user':
      case 'namespace':
        return this.#placeholders.named(key, text)
      case 'username':
        return this.#placeholders.named('user', text)
      case 'file':
      case 'files':
      case 'kubeconfig':
      case 'binary':
        return this.#path(text)
      case 'firstBytes':
        return this.#firstBytes(text)
      default:
        return WORDS.has(key) ? text : rewriteText(text, this.#placeholders)
    }
  }

  /** Folders that every machine has stay, and so does the file where it is a system's own. */
  #path(path: string): string {
    const parts = rewriteText(path, this.#placeholders).split(/(?<=[/\\])|(?=[/\\])/)
    return parts.map((part) => (PLAIN_PART.test(part) ? part : this.#placeholders.named('file', part))).join('')
  }

  /** A greeting of another protocol may say who greets. */
  #firstBytes(hex: string): string {
    const text = Buffer.from(hex, 'hex').toString('latin1')
    if (!/^[\t\r\n -~]{4,}$/.test(text)) return hex
    return Buffer.from(rewriteText(text, this.#placeholders), 'latin1').subarray(0, 64).toString('hex')
  }
}

const PLAIN_PART = new RegExp(
  `^(?:[/\\\\]|[A-Za-z]:|${[
    'home|Users|user|root|tmp|var|run|usr|etc|opt|local|share|lib|bin|sbin|snap|nix|mnt|data|Program Files',
    'ssl|pki|tls|certs?|ca-certificates|ca-trust|extracted|pem|homebrew|secrets|kubernetes\\.io|serviceaccount',
    'ca-certificates\\.crt|ca-bundle\\.(?:crt|pem)|tls-ca-bundle\\.pem|cert\\.pem|cacert\\.pem|ca\\.(?:crt|pem)|token',
    '\\.kube|\\.minikube|\\.config|config|kubeconfig|kubectl(?:\\.exe)?|[a-z]+-\\d+',
  ].join('|')})$`,
)

interface Exchange {
  readonly serverHello: { readonly version: number } | null
  readonly messages: readonly { readonly type: number; readonly bytes: Base64 }[]
}

function isExchange(value: object): value is Exchange {
  return 'serverHello' in value && 'messages' in value && Array.isArray(value.messages)
}

const TLS13 = 0x0304

function maskedMessages({ serverHello, messages }: Exchange): Exchange['messages'] {
  const tls13 = serverHello?.version === TLS13
  return messages.map(({ type, bytes }) => ({ type, bytes: toBase64(maskMessage(type, fromBase64(bytes), tls13)) }))
}
