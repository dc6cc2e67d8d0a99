import { expect, test } from 'vitest'
import { TcpDialing } from '../../../src/probe/dial/tcp.ts'
import { nodeSystem } from '../../../src/system/node.ts'
import { inTitle, lacksLoopbackRange } from '../../lacking.ts'
import { closedPort, rawServer } from '../loopback.ts'

const system = nodeSystem()
const signal = new AbortController().signal

async function dialled(addresses: readonly string[], port: number) {
  const dialing = new TcpDialing({ addresses, port, limitMs: 5000, signal }, system)
  const socket = await dialing.connect()
  socket?.destroy()
  const { attempts, connected } = dialing.dial()
  return { attempts: attempts.map(({ remote, result }) => [remote, result]), connected: connected?.remote ?? null }
}

test.skipIf(lacksLoopbackRange !== null)(
  `the addresses of a family are tried one after the other, and every refusal is kept${inTitle(lacksLoopbackRange)}`,
  async () => {
    const port = await closedPort()
    expect(await dialled(['127.0.0.1', '127.0.0.2'], port)).toEqual({
      attempts: [
        [`127.0.0.1:${port}`, { kind: 'failed', errno: 'ECONNREFUSED' }],
        [`127.0.0.2:${port}`, { kind: 'failed', errno: 'ECONNREFUSED' }],
      ],
      connected: null,
    })
  },
)

test('the other family is tried at once when the first one fails', async () => {
  const port = await rawServer(() => {})
  const { attempts, connected } = await dialled(['::1', '127.0.0.1'], port)
  expect(attempts[0]?.[0]).toBe(`[::1]:${port}`)
  expect(attempts[0]?.[1]).toMatchObject({ kind: 'failed' })
  expect(attempts[1]).toEqual([`127.0.0.1:${port}`, { kind: 'connected' }])
  expect(connected).toBe(`127.0.0.1:${port}`)
})

test('the first address that takes the connection ends it', async () => {
  const port = await rawServer(() => {})
  const { attempts } = await dialled(['127.0.0.1', '127.0.0.2'], port)
  expect(attempts).toEqual([[`127.0.0.1:${port}`, { kind: 'connected' }]])
})

test('no address, no attempt', async () => {
  expect(await dialled([], 443)).toEqual({ attempts: [], connected: null })
})

test('an aborted run dials nothing further', async () => {
  const dialing = new TcpDialing(
    { addresses: ['127.0.0.1', '127.0.0.2'], port: 1, limitMs: 5000, signal: AbortSignal.abort() },
    system,
  )
  expect(await dialing.connect()).toBeNull()
  expect(dialing.dial().attempts.map(({ result }) => result)).toEqual([{ kind: 'cut-off' }])
})
