import { reverseLabels } from './domain.ts'

export interface Mailbox {
  /** Without quotes and backslashes. */
  readonly local: string
  readonly domain: string
}

const ATOM = /^[A-Za-z0-9!#$%&'*/=?^_`{|}~+\-.]+$/
const QUOTED = /^"(?<text>(?:[\x01-\x08\x0b\x0c\x0e-\x1f\x7f !#-[\]-~]|\\[\x01-\x09\x0b\x0c\x0e-\x7f])*)"(?<rest>@.*)$/s

/**
 * A mailbox of RFC 2821 section 4.1.2, quoted local parts included; `null` for anything else. Models crypto/x509
 * parseRFC2821Mailbox. Divergence: Go 1.27 refuses some that this takes.
 */
export function parseMailbox(text: string): Mailbox | null {
  const quoted = QUOTED.exec(text)?.groups
  const at = text.indexOf('@')
  if (quoted === undefined && at === -1) return null
  const local = quoted === undefined ? atomLocal(text.slice(0, at)) : quotedLocal(quoted.text ?? '')
  const domain = quoted === undefined ? text.slice(at + 1) : (quoted.rest ?? '').slice(1)
  if (local === null || reverseLabels(domain, false) === null) return null
  return { local, domain }
}

function quotedLocal(text: string): string | null {
  return text.replace(/\\(.)/gs, '$1')
}

function atomLocal(text: string): string | null {
  const unescaped = text.replace(/\\(.)/gs, '$1')
  if (unescaped === '' || unescaped.startsWith('.') || unescaped.endsWith('.') || unescaped.includes('..')) return null
  return ATOM.test(text.replace(/\\./gs, 'x')) ? unescaped : null
}
