import { connect } from 'node:net'
import { createSecureContext } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { toBase64 } from '../../src/lib/bytes.ts'
import type { ProbePlan } from '../../src/probe/plan.ts'
import { probeAll } from '../../src/probe/probe.ts'
import { nodeSystem } from '../../src/system/node.ts'
import type { HelloVariant } from '../../src/transcript/hello-variant.ts'
import { issueCertificate } from '../../src/x509/issue.ts'
import { otherCa, rawServer, tlsServer } from './loopback.ts'
import { path, plan, proxyAt } from './plan-builder.ts'

const system = nodeSystem()
const SHORT = { dialMs: 5000, tlsMs: 400, connectMs: 5000, httpMs: 5000 }

async function variantsOf(port: number, changes: Partial<ProbePlan>): Promise<readonly HelloVariant[]> {
  const { transcripts } = await probeAll(plan(port, { requests: [], ...changes }), system.monotonicMs(), system)
  return transcripts[0]?.helloVariants ?? []
}

/** Passes on what begins with at most that many octets, and is silent to all else. */
async function behindFirewall(largest: number): Promise<number> {
  const behind = await tlsServer({})
  return rawServer((socket) => {
    socket.once('data', (first) => {
      if (first.length > largest) return
      const upstream = connect(behind, '127.0.0.1', () => upstream.write(first))
      upstream.on('error', () => socket.destroy())
      socket.on('close', () => upstream.destroy())
      socket.pipe(upstream).pipe(socket)
    })
  })
}

describe('hello variants', () => {
  test('tell a hello that is dropped for its size from a server that is silent', async () => {
    const variants = await variantsOf(await behindFirewall(1000), { bounds: SHORT })
    expect(variants.map(({ variant, bytes, answer }) => [variant, bytes, answer.kind])).toEqual([
      ['as-kubectl', 1497, 'timeout'],
      ['without-post-quantum', 275, 'server-hello'],
      ['tls12-only', expect.any(Number), 'server-hello'],
      ['without-http2', 1497 - 18, 'timeout'],
      ['name-of-certificate', 1497 + 31, 'timeout'],
    ])
  })

  test('are those of the release that is asked for', async () => {
    const hello = { postQuantum: true, rsaKeyExchange: false, release: { kubectl: 'v1.34.5', go: 'go1.24.13' } }
    const variants = await variantsOf(await behindFirewall(0), { bounds: SHORT, hello })
    expect(variants.slice(0, 2).map(({ variant, bytes }) => [variant, bytes])).toEqual([
      ['as-kubectl', 1471],
      ['without-post-quantum', 249],
    ])
  })

  test('try the large hello where GODEBUG made kubectl send the small one', async () => {
    const hello = { postQuantum: false, rsaKeyExchange: false, classic: true }
    const variants = await variantsOf(await behindFirewall(0), { bounds: SHORT, hello })
    expect(variants.slice(0, 2).map(({ variant, bytes }) => [variant, bytes])).toEqual([
      ['as-kubectl', 275],
      ['with-post-quantum', 1497],
    ])
  })

  test('are not sent to a server that is accepted, nor to a stranger without canaries', async () => {
    const port = await tlsServer({})
    expect(await variantsOf(port, { canaries: true })).toEqual([])
    expect(await variantsOf(port, { mayAuthenticate: () => false })).toEqual([])
  })

  test('show through a proxy which certificate a stranger has for another name', async () => {
    const minted = new Map<string, string>()
    const port = await tlsServer({
      SNICallback: (name, done) => {
        const leaf = issueCertificate({
          subject: { commonName: name },
          issuer: otherCa,
          sans: [{ type: 'dns', value: name }],
          notBefore: new Date('2026-01-01T00:00:00Z'),
          notAfter: new Date('2056-01-01T00:00:00Z'),
        })
        minted.set(name, toBase64(leaf.der))
        // With its issuer: Node.js 22 would send the one of the server's own certificate behind it.
        done(null, createSecureContext({ key: leaf.keyPem, cert: `${leaf.pem}${otherCa.pem}` }))
      },
    })
    const proxy = await rawServer((socket) => {
      socket.once('data', () => {
        const upstream = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
        upstream.on('error', () => socket.destroy())
        socket.pipe(upstream).pipe(socket)
      })
    })
    const through = { paths: [path(port, proxyAt(proxy))], mayAuthenticate: () => false, canaries: true }
    const [variant, ...more] = await variantsOf(port, through)
    expect(more).toEqual([])
    expect(variant).toMatchObject({
      variant: 'name-of-certificate',
      sni: 'kubernetes.default.svc',
      answer: { kind: 'server-hello', version: 0x0303 },
      certificates: [minted.get('kubernetes.default.svc'), toBase64(otherCa.der)],
    })
  })
})
