import { element, integer, namedBits } from '../../../../src/lib/der-encode.ts'
import { basicConstraints, EXTENSION, extension, keyUsage, PURPOSE, purposes, UNKNOWN_CRITICAL } from '../extensions.ts'
import type { Forging } from '../forge.ts'
import { keys } from '../keys.ts'
import { name } from '../names.ts'
import { CA, type ChainFamily, chain, leafOf, ROOT } from './chain-case.ts'

/** One authority that is not what an authority should be, as root and as intermediate. */
export const authorities: ChainFamily = (forge) => {
  const root = forge(ROOT)
  // Some releases cannot read some of the bad ones, and a pool of nothing is another matter.
  const spare = forge({ subject: name('spare'), key: keys.third, extensions: CA })
  return Object.entries(AUTHORITIES).flatMap(([id, forging]) => {
    const bad = forge({ ...ROOT, subject: name('bad'), key: keys.other, ...forging })
    const between = forge({ subject: name('bad'), key: keys.other, issuer: root, ...forging })
    return [
      chain(`authority/root/${id}`, [leafOf(forge, bad)], [bad, spare]),
      chain(`authority/intermediate/${id}`, [leafOf(forge, between), between], [root]),
      chain(`authority/root-unneeded/${id}`, [leafOf(forge, root)], [bad, root]),
    ]
  })
}

const V1 = { version: new Uint8Array(0) }

const AUTHORITIES: Readonly<Record<string, Forging>> = {
  'no-basic-constraints': { extensions: [keyUsage(5)] },
  'not-ca': { extensions: [basicConstraints(false), keyUsage(5)] },
  'no-cert-sign': { extensions: [basicConstraints(true), keyUsage(6)] },
  'cert-sign-only': { extensions: [basicConstraints(true), keyUsage(5)] },
  'no-key-usage': { extensions: [basicConstraints(true)] },
  'empty-key-usage': { extensions: [basicConstraints(true), extension(EXTENSION.keyUsage, namedBits([]), true)] },
  'nothing-at-all': { extensions: [] },
  'version-1': { extensions: [], parts: V1 },
  'version-2': { extensions: [], parts: { version: element(0xa0, integer(1)) } },
  'version-1-with-extensions': { extensions: CA, parts: V1 },
  expired: { extensions: CA, from: -400, to: -10 },
  'not-yet-valid': { extensions: CA, from: 10, to: 400 },
  'unknown-critical': { extensions: [...CA, UNKNOWN_CRITICAL] },
  'unknown-critical-and-expired': { extensions: [...CA, UNKNOWN_CRITICAL], from: -400, to: -10 },
  'client-only': { extensions: [...CA, purposes(PURPOSE.clientAuth)] },
  'path-length-0': { extensions: [basicConstraints(true, 0), keyUsage(5)] },
  'path-length-negative': { extensions: [basicConstraints(true, -1), keyUsage(5)] },
  'path-length-without-ca': { extensions: [basicConstraints(false, 3), keyUsage(5)] },
  'not-ca-and-expired': { extensions: [basicConstraints(false), keyUsage(5)], from: -400, to: -10 },
  'no-cert-sign-and-expired': { extensions: [basicConstraints(true), keyUsage(6)], from: -400, to: -10 },
}
