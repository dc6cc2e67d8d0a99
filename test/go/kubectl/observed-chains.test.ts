import { describe, expect, it } from 'vitest'
import { judgePath } from '../../../src/go/judge.ts'
import type { JudgeInput } from '../../../src/go/judge-input.ts'
import { toBase64 } from '../../../src/lib/bytes.ts'
import type { TlsExchange } from '../../../src/transcript/transcript.ts'
import { answerOf, establishedWith, exchangeOf, inputOf, targetOf, walkOf } from '../judge-input-builder.ts'
import { handshakeMessage, sent, serverHello } from '../server-hello-builder.ts'
import { derOf, fatalText, type ObservedScenario, resultOf, scenariosOf } from './observed-vectors.ts'

/** The chain judge has its own tests; these see to it that the whole pipeline lets its word through, and nothing else. */
describe('what kubectl v1.34.5 printed for a chain that a sound server presented', () => {
  it.each(rows('x509', establishedWith))('%s: %s', expectObserved)
})

describe('what kubectl v1.34.5 printed for a chain in a TLS 1.2 flight without ServerKeyExchange', () => {
  it.each(rows('x509-raw-flight', rawFlight))('%s: %s', expectObserved)
})

function expectObserved(_id: string, _desc: string, input: JudgeInput, expected: string | null): void {
  expect(judgePath(input).message).toBe(expected)
}

/** A real server with such a key sends alert 40 and never its chain: what was presented is not what kubectl met. */
const NEVER_SENT = ['leafkey-r512', 'leafkey-p224', 'leafkey-k256', 'leafkey-ed448', 'leafkey-dsa']

type Row = readonly [id: string, desc: string, input: JudgeInput, expected: string | null]

function rows(category: string, presenting: (chain: readonly Uint8Array[]) => TlsExchange): readonly Row[] {
  return scenariosOf(category).flatMap((scenario): readonly Row[] => {
    const result = resultOf(scenario, 'raw', 'v1.34.5')
    if (result === null || scenario.chain === undefined || NEVER_SENT.includes(scenario.id)) return []
    const tls = presenting(scenario.chain.map(derOf))
    const http = tls.end.kind === 'established' ? [answerOf({ contentType: 'application/json', body: '{}' })] : []
    const input = inputOf(targetOfScenario(scenario), [walkOf({ tls, http })], { at: new Date(scenario.at) })
    return [[scenario.id, scenario.desc, input, fatalText(result)?.replaceAll('<NOW>', scenario.at) ?? null]]
  })
}

function targetOfScenario({ host, ca }: ObservedScenario) {
  const anchors = (ca ?? '').match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? []
  return targetOf('https://api.example.test:6443', {
    ...(host === undefined ? {} : { host, serverName: host }),
    trust: { source: 'kubeconfig-data', certificates: anchors.map((pem) => toBase64(derOf(pem))), files: [] },
  })
}

/** ServerHello, Certificate, ServerHelloDone: Go verifies the chain and then misses the server's key share. */
function rawFlight(chain: readonly Uint8Array[]): TlsExchange {
  const messages = [serverHello(), handshakeMessage(11, new Uint8Array(3)), handshakeMessage(14, new Uint8Array())]
  return exchangeOf({
    ...sent(...messages),
    serverHello: {
      version: 0x0303,
      legacyVersion: 0x0303,
      cipherSuite: 0xc02f,
      helloRetryRequest: false,
      extensions: [],
    },
    certificates: chain.map(toBase64),
    end: { kind: 'stack-gave-up', reason: 'ERR_SSL_UNEXPECTED_MESSAGE' },
  })
}
