import { describe, expect, it } from 'vitest'
import { judgePath } from '../../../src/go/judge.ts'
import { toBase64 } from '../../../src/lib/bytes.ts'
import { resolveRelease } from '../../../src/release/resolve.ts'
import type { Walk } from '../../../src/transcript/transcript.ts'
import { inputOf, pathOf, targetOf } from '../judge-input-builder.ts'
import { goodCa, httpWires } from './http-wires.ts'
import { directWires, proxyWires } from './network-wires.ts'
import { fatalText, filled, resultOf, scenario } from './observed-vectors.ts'
import { tlsWires } from './tls-wires.ts'

/** Scenarios in which a release met another wire than v1.34.5 did, so that the wire drawn for that one says nothing of it. */
const ANOTHER_WIRE: Readonly<Record<string, readonly string[]>> = {
  // RSA key exchange was still offered: the server accepted it.
  rsa: ['rsakex-only', 'rsakex-cbc-only'],
  // The proxy of an unknown scheme was looked up under the scheme's name.
  scheme: ['px-ftp', 'px-foo', 'px-socks4'],
  // Suites still offered: the server went on, and then closed.
  suites: ['sh-cipher-rsa', 'sh-cipher-3des'],
  // Which call meets a reset first is a race.
  races: ['tcp-rst', 'px-rst', 'mtls-required-13'],
  // Junk that older x/net reads on instead of refusing the length of its first frame.
  junk: ['h2-junk'],
  // net/http of Go 1.18 and older wants a Location.
  location: ['http-302-html', 'http-302-text'],
}

const RELEASES = [
  ['v1.22.0', 'go1.16.6', ['rsa', 'scheme', 'location']],
  ['v1.24.0', 'go1.18.1', ['rsa', 'scheme', 'location']],
  ['v1.26.4', 'go1.19.8', ['rsa', 'scheme']],
  ['v1.27.16', 'go1.22.5', ['rsa', 'scheme']],
  ['v1.28.3', 'go1.20.10', ['rsa', 'scheme', 'suites', 'races', 'junk']],
  ['v1.28.15', 'go1.22.8', ['rsa', 'scheme']],
  ['v1.29.14', 'go1.22.12', ['rsa', 'scheme']],
  ['v1.30.13', 'go1.23.8', []],
  ['v1.31.9', 'go1.23.8', ['races']],
  ['v1.32.5', 'go1.23.8', []],
  ['v1.33.1', 'go1.24.2', []],
  ['v1.35.2', 'go1.25.7', ['races']],
] as const

describe.each(RELEASES)('kubectl %s (%s) printed for get --raw', (kubectl, goVersion, otherwise) => {
  const release = resolveRelease({ version: kubectl, goVersion, requested: null }, {})
  const left = otherwise.flatMap((reason) => ANOTHER_WIRE[reason] ?? [])
  const wires: Readonly<Record<string, (url: string) => Walk>> = {
    ...tlsWires,
    ...httpWires,
    ...directWires,
    ...proxyWires,
  }

  it('what the model says of every scenario that it met alike', () => {
    const wrong: Record<string, { readonly predicted: string | null; readonly printed: string | null }> = {}
    let compared = 0
    for (const [id, wire] of Object.entries(wires)) {
      const result = resultOf(scenario(id), 'raw', kubectl)
      if (result === null || result.rc === 'TIMEOUT' || left.includes(id)) continue
      const server = filled(scenario(id).kubeconfig?.clusters[0]?.cluster.server ?? 'https://api.example.test:<PORT>')
      const target = targetOf(server, {
        trust: { source: 'kubeconfig-data', certificates: [toBase64(goodCa)], files: [] },
      })
      const path = pathOf(target, id in proxyWires ? 'http-proxy' : 'direct')
      const predicted = judgePath(
        inputOf(target, [wire(`${new URL(server).origin}/version`)], { path, release }),
      ).message
      const printed = fatalText(result)
      compared++
      if (predicted !== printed) wrong[id] = { predicted, printed }
    }
    expect(wrong).toEqual({})
    expect(compared).toBeGreaterThan(200)
  })
})
