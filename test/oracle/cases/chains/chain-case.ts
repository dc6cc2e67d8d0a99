import { basicConstraints, keyUsage, san } from '../extensions.ts'
import type { Forge, Forged, Forging } from '../forge.ts'
import { keys } from '../keys.ts'
import { name } from '../names.ts'

/** A chain to be put to kubectl: what a server presents, what the kubeconfig trusts, and the name that is asked for. */
export interface ChainCase {
  readonly id: string
  readonly host: string
  /** DER, leaf first. */
  readonly presented: readonly Uint8Array[]
  readonly anchors: readonly Uint8Array[]
}

export type ChainFamily = (forge: Forge) => readonly ChainCase[]

export const HOST = 'api.example'
export const CA = [basicConstraints(true), keyUsage(5, 6)]
export const SAN = san(HOST)

export function chain(
  id: string,
  presented: readonly (Forged | Uint8Array)[],
  anchors: readonly (Forged | Uint8Array)[],
  host: string = HOST,
): ChainCase {
  const der = (one: Forged | Uint8Array) => (one instanceof Uint8Array ? one : one.der)
  return { id, host, presented: presented.map(der), anchors: anchors.map(der) }
}

/** A sound root, and an intermediate below it: most cases change only what stands under them. */
export function soundAuthorities(forge: Forge): { readonly root: Forged; readonly intermediate: Forged } {
  const root = forge({ subject: name('root'), key: keys.root, extensions: CA })
  const intermediate = forge({
    subject: name('intermediate'),
    key: keys.intermediate,
    issuer: root,
    extensions: CA,
  })
  return { root, intermediate }
}

/** What most cases change in one point. */
export const ROOT: Forging = { subject: name('root'), key: keys.root, extensions: CA }

/** A leaf for `HOST`. */
export function leafOf(forge: Forge, issuer: Pick<Forged, 'subject' | 'key'>, more: Forging = {}): Forged {
  return forge({ extensions: [SAN], ...more, issuer })
}
