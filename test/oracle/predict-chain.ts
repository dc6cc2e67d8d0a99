import { judgePath } from '../../src/go/judge.ts'
import type { Judgement } from '../../src/go/verdict.ts'
import { toBase64, toHex } from '../../src/lib/bytes.ts'
import type { Release } from '../../src/release/release.ts'
import { resolveRelease } from '../../src/release/resolve.ts'
import { exchangeOf, inputOf, targetOf, walkOf } from '../go/judge-input-builder.ts'
import { sent } from '../go/server-hello-builder.ts'
import { certificateFlight, flightMessages } from './ask/flight.ts'
import type { ChainCase } from './cases/chains/chain-case.ts'

/** What the model says kubectl prints for a chain in a flight of `ask/flight.ts`: the whole pipeline, from the wire on. */
export function predictChain(chain: ChainCase, release: Release, at: Date): string | null {
  return judgeFlight(chain, release, at).message
}

/** The same with all that would follow. */
export function judgeFlight(chain: ChainCase, release: Release, at: Date): Judgement {
  const target = targetOf('https://192.0.2.10:6443', {
    serverName: chain.host,
    trust: { source: 'kubeconfig-data', certificates: chain.anchors.map(toBase64), files: [] },
  })
  const tls = exchangeOf({
    ...sent(...flightMessages(chain.presented)),
    firstBytes: toHex(certificateFlight(chain.presented).subarray(0, 64)),
    serverHello: {
      version: 0x0303,
      legacyVersion: 0x0303,
      cipherSuite: 0xc02b,
      helloRetryRequest: false,
      extensions: [],
    },
    certificates: chain.presented.map(toBase64),
    end: { kind: 'stack-gave-up', reason: 'ERR_SSL_UNEXPECTED_MESSAGE' },
  })
  return judgePath(inputOf(target, [walkOf({ tls })], { at, release }))
}

/** As the binary itself says what it is. */
export function releaseOfBinary(kubectl: string, go: string): Release {
  return resolveRelease({ version: kubectl, goVersion: go, requested: null }, {})
}

/** The clock's reading stands in Go's words; two runs agree but for that. */
export function atInstant(text: string | null, at: Date): string | null {
  const instant = at.toISOString().replace(/\.\d{3}Z$/, 'Z')
  return text?.replace(/current time \S+ is/, `current time ${instant} is`) ?? null
}
