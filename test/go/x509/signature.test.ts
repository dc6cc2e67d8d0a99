import { expect, test } from 'vitest'
import { concatBytes } from '../../../src/lib/bytes.ts'
import { DerReader } from '../../../src/lib/der.ts'
import { element, sequence, TAG } from '../../../src/lib/der-encode.ts'
import { chain, HOST, SAN } from '../../oracle/cases/chains/chain-case.ts'
import { basicConstraints } from '../../oracle/cases/extensions.ts'
import { createForge } from '../../oracle/cases/forge.ts'
import { keys, spkiOf } from '../../oracle/cases/keys.ts'
import { name } from '../../oracle/cases/names.ts'
import { predictChain, releaseOfBinary } from '../../oracle/predict-chain.ts'

const now = new Date('2026-11-24T00:00:00Z')
const forge = createForge(now)
const kubectl134 = releaseOfBinary('v1.34.5', 'go1.24.13')
const ACCEPTED = 'Unable to connect to the server: tls: missing ServerKeyExchange message'

/** A SubjectPublicKeyInfo with one element more than it has: Go reads what it needs and looks no further. */
function withJunk(spki: Uint8Array): Uint8Array {
  const inner = new DerReader(spki).element(TAG.sequence)?.contents ?? new Uint8Array(0)
  return sequence(concatBytes(inner, element(TAG.null)))
}

// Found by differential fuzzing: OpenSSL refuses such a key, so that every signature under it seemed wrong.
test.each(['intermediate', 'rsa', 'ed25519'] as const)(
  'a key of type %s verifies although junk stands behind it',
  (role) => {
    const root = forge({ subject: name('root'), key: keys.root, extensions: [basicConstraints(true)] })
    const key = keys[role]
    const parts = { spki: withJunk(spkiOf(key)) }
    const extensions = [basicConstraints(true)]
    const intermediate = forge({ subject: name('middle'), key, issuer: root, extensions, parts })
    const leaf = forge({ issuer: intermediate, extensions: [SAN] })
    expect(predictChain(chain('junk', [leaf, intermediate], [root], HOST), kubectl134, now)).toBe(ACCEPTED)
  },
)
