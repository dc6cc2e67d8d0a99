import { oid, sequence } from '../../../../src/lib/der-encode.ts'
import { EXTENSION, extension, keyUsage, PURPOSE, purposes, UNKNOWN_CRITICAL } from '../extensions.ts'
import { keys } from '../keys.ts'
import { name } from '../names.ts'
import { CA, type ChainFamily, chain, leafOf, ROOT, SAN } from './chain-case.ts'

export const usages: ChainFamily = (forge) => {
  const root = forge(ROOT)
  const client = forge({
    subject: name('client ca'),
    key: keys.intermediate,
    issuer: root,
    extensions: [...CA, purposes(PURPOSE.clientAuth)],
  })
  const serverToo = forge({
    subject: name('client ca'),
    key: keys.intermediate,
    issuer: root,
    extensions: [...CA, purposes(PURPOSE.clientAuth, PURPOSE.serverAuth)],
  })
  const rows: Readonly<Record<string, readonly string[]>> = {
    server: [PURPOSE.serverAuth],
    client: [PURPOSE.clientAuth],
    any: [PURPOSE.any],
    'client-and-any': [PURPOSE.clientAuth, PURPOSE.any],
    unknown: ['1.2.3.4'],
    'unknown-and-server': ['1.2.3.4', PURPOSE.serverAuth],
    netscape: [PURPOSE.netscape],
    microsoft: [PURPOSE.microsoft],
    none: [],
  }
  return [
    ...Object.entries(rows).flatMap(([id, oids]) => {
      const restricted = forge({ ...ROOT, subject: name('restricted'), extensions: [...CA, purposes(...oids)] })
      return [
        chain(`usage/leaf/${id}`, [leafOf(forge, root, { extensions: [SAN, purposes(...oids)] })], [root]),
        chain(`usage/root/${id}`, [leafOf(forge, restricted)], [restricted]),
      ]
    }),
    chain(
      'usage/critical',
      [
        leafOf(forge, root, {
          extensions: [SAN, extension(EXTENSION.extKeyUsage, sequence(oid(PURPOSE.clientAuth)), true)],
        }),
      ],
      [root],
    ),
    chain('usage/client-ca', [leafOf(forge, client), client], [root]),
    chain(
      'usage/client-ca-server-leaf',
      [leafOf(forge, client, { extensions: [SAN, purposes(PURPOSE.serverAuth)] }), client],
      [root],
    ),
    chain('usage/two-ways', [leafOf(forge, client), client, serverToo], [root]),
    chain('usage/leaf-key-usage-crl', [leafOf(forge, root, { extensions: [SAN, keyUsage(6)] })], [root]),
    chain('usage/leaf-is-ca', [leafOf(forge, root, { extensions: [SAN, ...CA] })], [root]),
    chain('usage/leaf-unknown-critical', [leafOf(forge, root, { extensions: [SAN, UNKNOWN_CRITICAL] })], [root]),
    chain(
      'usage/leaf-unknown-critical-expired',
      [leafOf(forge, root, { extensions: [SAN, UNKNOWN_CRITICAL], from: -9, to: -3 })],
      [root],
    ),
    chain(
      'usage/leaf-unknown-critical-other-host',
      [leafOf(forge, root, { extensions: [SAN, UNKNOWN_CRITICAL] })],
      [root],
      'b.example',
    ),
  ]
}
