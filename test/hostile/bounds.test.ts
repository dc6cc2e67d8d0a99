import { spawn } from 'node:child_process'
import { openSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ROOT } from '../architecture/source.ts'
import { message, record, serverCertificate, tls12Certificate, tls12ServerHello } from '../probe/loopback.ts'
import { kubeconfigFor, temporaryFolder } from './doctor.ts'
import { clear, endless, type Script, says, secure, trickles } from './peers.ts'
import { announces, handshakes, KILOBYTE } from './tls-bytes.ts'

const BUILT = join(ROOT, 'dist', 'kubectl-tlsdoctor')
const MOST_MEMORY_KIB = 256 * 1024
const TIMEOUT_MS = 2000
/** What a run may take beyond its `--timeout`. */
const GRACE_MS = 1000

const OK = 'HTTP/1.1 200 OK\r\n'
const JSON_OK = `${OK}Content-Type: application/json\r\n`
const MORE = 'x'.repeat(1000)
const certificates = (count: number) =>
  handshakes(tls12ServerHello(), tls12Certificate(Array(count).fill(serverCertificate.der)))

const inTheClear: readonly (readonly [title: string, peer: Script])[] = [
  ['silence', says('')],
  ['NUL bytes without end', endless('', new Uint8Array(1000))],
  ['a byte at a time', trickles(record(22, new Uint8Array(16_000)), 5)],
  ['empty records without end', endless('', record(22, new Uint8Array(0)))],
  ['HelloRequest without end', endless('', record(22, message(0, new Uint8Array(0))))],
  ['a Certificate of 16 MiB', endless(handshakes(tls12ServerHello(), announces(11, 0xffffff)), record(22, KILOBYTE))],
  ['10 000 certificates', says(certificates(10_000), 'end')],
  ['as many certificates as Go takes', says(certificates(400), 'end')],
]

const insideTls: readonly (readonly [title: string, alpn: 'h2' | 'http/1.1', peer: Script])[] = [
  ['headers without end', 'http/1.1', endless(OK, `X: ${MORE}\r\n`)],
  ['answers of 1xx without end', 'http/1.1', endless('', 'HTTP/1.1 103 Early Hints\r\n\r\n')],
  ['chunks of a byte without end', 'http/1.1', endless(`${JSON_OK}Transfer-Encoding: chunked\r\n\r\n`, '1\r\nx\r\n')],
  ['a body without end', 'http/1.1', endless(`${JSON_OK}\r\n`, MORE)],
  [
    'a body said to be compressed',
    'http/1.1',
    endless(`${JSON_OK}Content-Encoding: gzip\r\n\r\n`, new Uint8Array(1000)),
  ],
  ['an answer after the deadline', 'http/1.1', trickles(`${JSON_OK}Content-Length: 2\r\n\r\n{}`, 100)],
  [
    'GOAWAY without end',
    'h2',
    endless(Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0, 0), Uint8Array.of(0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0)),
  ],
  [
    'PING without end',
    'h2',
    endless(Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0, 0), Uint8Array.of(0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8)),
  ],
]

const PASTED = 'Unable to connect to the server: dial tcp 192.0.2.10:6443: i/o timeout\n'
/** As a whole, with an end that is no more than zeros where it is longer than that. */
const fromStdin: readonly (readonly [title: string, args: readonly string[], bytes: number, exit: number])[] = [
  ['100 MB to explain', ['explain', '-'], 100_000_000, 2],
  ['as much as it takes to explain', ['explain', '-'], 16 * 1024 * 1024, 0],
  ['100 MB as a Case', ['replay', '-'], 100_000_000, 2],
  ['100 MB to compare', ['compare', '-', '/dev/null'], 100_000_000, 2],
]

describe.skipIf(process.platform !== 'linux')('the program stays within its time and 256 MiB (/proc)', () => {
  test.each(inTheClear)('before a server of %s', async (_, peer) => expectWithinBounds(await clear(peer)))
  test.each(insideTls)('before an HTTP server of %s', async (_, alpn, peer) =>
    expectWithinBounds(await secure(alpn, peer)),
  )
  test.each(fromStdin)('with %s on standard input', async (_, args, bytes, exit) => {
    const folder = temporaryFolder()
    const file = join(folder, 'stdin')
    writeFileSync(file, PASTED.repeat(Math.min(bytes, 16 * 1024 * 1024) / PASTED.length))
    truncateSync(file, bytes)
    expectMeasured(await measured(folder, args, openSync(file, 'r')), [exit])
  })
  test.each([
    ['explain', '-'],
    ['replay', '-'],
    ['certs', '-'],
  ])('with %s %s and no end of standard input', async (...args) => {
    expectMeasured(await measured(temporaryFolder(), args, openSync('/dev/zero', 'r')), [2])
  })
})

async function expectWithinBounds(port: number): Promise<void> {
  const folder = temporaryFolder()
  const kubeconfig = join(folder, 'config')
  writeFileSync(kubeconfig, kubeconfigFor({ server: `https://127.0.0.1:${port}` }))
  const args = ['--kubectl-version=v1.34', `--timeout=${TIMEOUT_MS}ms`, `--kubeconfig=${kubeconfig}`]
  expectMeasured(await measured(folder, args), [0, 1, 3])
}

function expectMeasured({ exit, kib, ms }: Measured, exits: readonly number[]): void {
  expect(exits).toContain(exit)
  expect(kib).toBeGreaterThan(0)
  expect(kib).toBeLessThan(MOST_MEMORY_KIB)
  expect(ms).toBeLessThan(TIMEOUT_MS + GRACE_MS)
}

interface Measured {
  readonly exit: number | null
  readonly kib: number
  readonly ms: number
}

/** Peak memory as the kernel has it, read as long as the process lives. */
async function measured(
  folder: string,
  args: readonly string[],
  stdin: number | 'ignore' = 'ignore',
): Promise<Measured> {
  const started = performance.now()
  const child = spawn(process.execPath, [BUILT, ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: folder },
    stdio: [stdin, openSync(join(folder, 'out'), 'w'), 'ignore'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let kib = 0
  const look = setInterval(() => {
    kib = Math.max(kib, peakOf(child.pid ?? 0))
  }, 20)
  const exit = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  clearInterval(look)
  return { exit, kib, ms: performance.now() - started }
}

/** VmHWM of proc_pid_status(5), in KiB; 0 where there is none any more. */
function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
