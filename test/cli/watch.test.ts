import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterAll, afterEach, expect, test } from 'vitest'
import { runCommandLine } from '../../src/cli/run.ts'
import { nodeSystem } from '../../src/system/node.ts'
import { inTitle, lacksLoopbackRange } from '../lacking.ts'
import { AT } from '../scenarios/certificates.ts'
import { type FakeWorld, fakeWorld } from './fake-world.ts'
import { TempWorld } from './temp-world.ts'

/** Loopback, but nobody else's: the port is closed as long as this test says so. */
const HOST = '127.83.11.7'
const temp = new TempWorld()
let server: Server | null = null

afterEach(() => void server?.close())
afterAll(() => temp.remove())

test.skipIf(lacksLoopbackRange !== null)(
  `--watch prints the report once, then a line for each change, until Ctrl-C${inTitle(lacksLoopbackRange)}`,
  async () => {
    const port = await portThatIsClosed()
    const world = fakeWorld()
    const written = watched(world)
    const ended = run(port, world, ['--watch', '1s'])
    await written(/FAILING {2}127\.83\.11\.7:\d+ refuses the connection/)
    const first = world.out()
    // Something that is no API server comes up there.
    server = createServer((socket) => socket.end('SSH-2.0-x\r\n'))
    await new Promise<void>((resolve) => server?.listen(port, HOST, resolve))
    await written(/kubectl printed: /)
    const lines = world.out().slice(first.length).trimEnd().split('\n')
    expect(lines.every((line) => line.startsWith(`${AT}  `))).toBe(true)
    expect(lines.map((line) => line.slice(AT.length + 2).replaceAll(String(port), 'PORT'))).toContain(
      'kubectl printed: The connection to the server 127.83.11.7:PORT was refused - did you specify the right host or port?; now: Unable to connect to the server: tls: first record does not look like a TLS handshake',
    )
    world.interrupt()
    expect(await ended).toBe(130)
  },
)

test.skipIf(lacksLoopbackRange !== null)(
  `a format for machines gets every report whole${inTitle(lacksLoopbackRange)}`,
  async () => {
    const port = await portThatIsClosed()
    const world = fakeWorld()
    const written = watched(world)
    const ended = run(port, world, ['--watch', '1s', '-o', 'json'])
    await written(/"kind": "Report"[\s\S]*"kind": "Report"/)
    world.interrupt()
    expect(await ended).toBe(130)
  },
)

function run(port: number, world: FakeWorld, args: readonly string[]): Promise<number> {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'x',
    clusters: [{ name: 'x', cluster: { server: `https://${HOST}:${port}` } }],
    contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
    users: [{ name: 'x', user: { token: 'made-up' } }],
  }
  const system = {
    ...nodeSystem(),
    now: () => new Date(AT),
    zoneOffsetMinutes: () => 0,
    env: { HOME: temp.folder, KUBECONFIG: temp.write('config', JSON.stringify(config)) },
    which: () => null,
  }
  return runCommandLine([...args, '--no-canaries', '--exclude', 'system,tool'], {
    ...world,
    system: async () => system,
  })
}

/** Waits until what was printed matches. */
function watched(world: FakeWorld): (pattern: RegExp) => Promise<void> {
  let wake: () => void = () => {}
  const write = world.stdout.write.bind(world.stdout)
  world.stdout.write = async (text) => {
    await write(text)
    wake()
  }
  return (pattern) =>
    new Promise((resolve) => {
      wake = () => {
        if (pattern.test(world.out())) resolve()
      }
      wake()
    })
}

async function portThatIsClosed(): Promise<number> {
  const closing = createServer()
  await new Promise<void>((resolve) => closing.listen(0, HOST, resolve))
  const { port } = closing.address() as AddressInfo
  await new Promise((resolve) => closing.close(resolve))
  return port
}
