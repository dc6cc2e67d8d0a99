import type { Behaviours } from '../../release/release.ts'
import { isDomain } from './domain.ts'

export interface Mailbox {
  /** Without quotes and backslashes. */
  readonly local: string
  readonly domain: string
}

const ATOM = /^(?<text>(?:[A-Za-z0-9!#$%&'*/=?^_`{|}~+\-.]|\\.)+)(?<rest>@.*)$/s
const QUOTED = /^"(?<text>(?:[\x01-\x08\x0b\x0c\x0e-\x1f\x7f !#-[\]-~]|\\[\x01-\x09\x0b\x0c\x0e-\x7f])*)"(?<rest>@.*)$/s

/**
 * A mailbox of RFC 2821 section 4.1.2, quoted local parts included; `null` for anything else. Models crypto/x509
 * parseRFC2821Mailbox. Divergence: Go 1.27 refuses some that this takes.
 */
export function parseMailbox(text: string, behaviours: Behaviours): Mailbox | null {
  const quoted = QUOTED.exec(text)?.groups
  const found = quoted ?? ATOM.exec(text)?.groups
  if (found === undefined) return null
  const local = (found.text ?? '').replace(/\\(.)/gs, '$1')
  const domain = (found.rest ?? '').slice(1)
  if (quoted === undefined && hasOddDots(local)) return null
  return isDomain(domain, behaviours) ? { local, domain } : null
}

function hasOddDots(local: string): boolean {
  return local.startsWith('.') || local.endsWith('.') || local.includes('..')
}
