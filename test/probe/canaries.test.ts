import { connect } from 'node:net'
import { createSecureContext, type TlsOptions } from 'node:tls'
import { expect, test } from 'vitest'
import { toBase64 } from '../../src/lib/bytes.ts'
import type { ProbePlan } from '../../src/probe/plan.ts'
import { probeAll } from '../../src/probe/probe.ts'
import { nodeSystem } from '../../src/system/node.ts'
import { issueCertificate } from '../../src/x509/issue.ts'
import { otherCa, rawServer, serverChain, tlsServer } from './loopback.ts'
import { path, plan, proxyAt } from './plan-builder.ts'

const system = nodeSystem()

async function canariesOf(port: number, changes: Partial<ProbePlan>) {
  const { canaries } = await probeAll(
    plan(port, { requests: [], canaries: true, ...changes }),
    system.monotonicMs(),
    system,
  )
  return canaries
}

/** Issues a certificate for whatever name it is asked for, as an interceptor does. */
async function mintingServer(): Promise<{ readonly port: number; readonly minted: Map<string, string> }> {
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
  return { port, minted }
}

test('a direct path is asked for a name that does not exist', async () => {
  const { port, minted } = await mintingServer()
  const canaries = await canariesOf(port, {})
  const canary = canaries.find(({ kind }) => kind === 'random-sni')
  const [[name, leaf] = []] = [...minted]
  expect(name).toMatch(/^x[0-9a-f]{16}\.invalid$/)
  expect(canary).toEqual({
    kind: 'random-sni',
    pathId: path(port).id,
    name,
    certificates: [leaf, toBase64(otherCa.der)],
  })
})

test('an honest server presents what it always does', async () => {
  const port = await tlsServer({})
  const canaries = await canariesOf(port, {})
  expect(canaries.find(({ kind }) => kind === 'random-sni')).toMatchObject({ certificates: serverChain })
})

test('a peer that is accepted and asks for a client certificate is put to no test', async () => {
  const names: string[] = []
  const SNICallback: TlsOptions['SNICallback'] = (name, done) => {
    names.push(name)
    done(null)
  }
  const asking = await tlsServer({ SNICallback, requestCert: true, rejectUnauthorized: false })
  const silent = await tlsServer({ SNICallback })
  const kinds = async (port: number, accepted: boolean) =>
    (await canariesOf(port, { mayAuthenticate: () => accepted })).map(({ kind }) => kind)
  expect(await kinds(asking, true)).toEqual([])
  expect(names).toEqual([])
  expect(await kinds(asking, false)).toEqual(['random-sni'])
  expect(await kinds(silent, true)).toEqual(['random-sni'])
})

test('a proxy is asked once for each, however many paths lead through it', async () => {
  const { port, minted } = await mintingServer()
  const heads: string[] = []
  const proxy = await rawServer((socket) => {
    socket.once('data', (head: Buffer) => {
      heads.push(head.toString('latin1').split(' ', 2)[1] ?? '')
      const upstream = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        socket.pipe(upstream).pipe(socket)
      })
      upstream.on('error', () => socket.destroy())
    })
  })
  const paths = [path(port, proxyAt(proxy)), { ...path(port, proxyAt(proxy)), id: 'another' }]
  const canaries = await canariesOf(port, { paths })
  const [[mirrored, mirror] = [], [impossible, leaf] = [], ...more] = [...minted]
  const pathId = paths[0]?.id
  expect(canaries).toEqual([
    { kind: 'random-sni', pathId, name: mirrored, certificates: [mirror, toBase64(otherCa.der)] },
    {
      kind: 'connect-to-impossible-name',
      pathId,
      proxy: `127.0.0.1:${proxy}`,
      name: impossible,
      status: 200,
      certificates: [leaf, toBase64(otherCa.der)],
    },
  ])
  expect(more).toEqual([])
  expect(heads.filter((authority) => authority.endsWith('.invalid:443'))).toEqual([`${impossible}:443`])
})

test('a proxy that refuses the impossible name is cleared by its status', async () => {
  const proxy = await rawServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 502 No\r\n\r\n')))
  const canaries = await canariesOf(1, { paths: [path(1, proxyAt(proxy))] })
  expect(canaries).toMatchObject([{ kind: 'connect-to-impossible-name', status: 502, certificates: null }])
})

test('a loopback server says nothing of the network, so no reserved address is tried', async () => {
  const port = await tlsServer({})
  const canaries = await canariesOf(port, { paths: [path(port), { ...path(port), id: 'another' }] })
  expect(canaries.map(({ kind }) => kind)).toEqual(['random-sni', 'random-sni'])
})

test('without canaries nothing unasked is sent', async () => {
  const { port, minted } = await mintingServer()
  expect(await canariesOf(port, { canaries: false })).toEqual([])
  expect([...minted]).toEqual([])
})
