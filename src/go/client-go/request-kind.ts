import { urlParts } from '../../lib/url-parts.ts'
import { escapedPrefix } from '../../target/request-url.ts'

/** How client-go reads an answer: streamed as it is, as discovery (body undecoded on errors), or decoded into an object. */
export type RequestKind = 'raw' | 'discovery' | 'typed'

/** The kubectl command in question, as far as its printing and its requests differ. */
export interface Command {
  /** The words before the first flag or argument that matter: `get`, `auth can-i`. */
  readonly verb: string
  readonly raw: boolean
  /** Resource discovery comes first when its cache is cold (kubectl-truth section 9.3). */
  readonly discovers: boolean
}

export function commandOf(argv: readonly string[]): Command {
  const words = argv.filter((argument) => !argument.startsWith('-'))
  const verb = words[0] === 'auth' ? `auth ${words[1] ?? ''}`.trim() : (words[0] ?? '')
  const raw = argv.some((argument) => argument === '--raw' || argument.startsWith('--raw='))
  return { verb, raw, discovers: !raw && !WITHOUT_DISCOVERY.includes(verb) && !isNamespaceCreation(words) }
}

/**
 * @param url of the request, as the transcript has it
 * @param pathPrefix of the target, without a trailing slash
 */
export function requestKind(command: Command, url: string, pathPrefix: string): RequestKind {
  if (command.raw) return 'raw'
  return DISCOVERY_PATH.test(pathOf(url, pathPrefix)) ? 'discovery' : 'typed'
}

/** Path of a URL below the target's prefix, without the query. */
export function pathOf(url: string, pathPrefix: string): string {
  const path = urlParts(url)?.path ?? url.replace(/\?.*$/s, '')
  const prefix = escapedPrefix(pathPrefix)
  return path.startsWith(prefix) ? path.slice(prefix.length) : path
}

/** `/api`, `/apis`, a group's version list, `/version`, OpenAPI: all read as bytes by client-go's discovery client. */
const DISCOVERY_PATH = /^\/(?:api|apis|api\/v1|apis\/[^/]+(?:\/[^/]+)?|version|openapi\/.*)\/?$/

/** Commands that know their resource types without asking (no memcache line in kubectl-truth section 9.3). */
const WITHOUT_DISCOVERY = [
  'version',
  'top',
  'cp',
  'cluster-info',
  'events',
  'auth whoami',
  'config',
  'completion',
  'proxy',
]

function isNamespaceCreation(words: readonly string[]): boolean {
  return words[0] === 'create' && ['ns', 'namespace'].includes(words[1] ?? '')
}
