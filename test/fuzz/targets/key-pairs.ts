import { createECDH, createPrivateKey, type KeyObject } from 'node:crypto'
import { encodePem } from '../../../src/x509/pem.ts'
import { createForge } from '../../oracle/cases/forge.ts'

/** Keys that are the same in every run, since they are made of nothing random: good for nothing else. */
const ed25519 = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 7)]),
  format: 'der',
  type: 'pkcs8',
})

/** A certificate and a key each, with the key's several encodings. */
export const KEY_PAIRS: readonly string[] = [
  certificateOf(ed25519) + ed25519.export({ format: 'pem', type: 'pkcs8' }),
  certificateOf(ed25519) + p256().export({ format: 'pem', type: 'sec1' }),
  `${ed25519.export({ format: 'pem', type: 'pkcs8' })}`,
  certificateOf(ed25519) + encodePem('RSA PRIVATE KEY', Uint8Array.of(0x30, 0)),
]

function certificateOf(key: KeyObject): string {
  return encodePem('CERTIFICATE', createForge(new Date('2026-11-24T00:00:00Z'))({ key }).der)
}

function p256(): KeyObject {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(Buffer.alloc(32, 7))
  const point = pair.getPublicKey()
  const part = (from: number) => point.subarray(from, from + 32).toString('base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: part(1), y: part(33), d: Buffer.alloc(32, 7).toString('base64url') }
  return createPrivateKey({ key: jwk, format: 'jwk' })
}
