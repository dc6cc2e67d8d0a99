import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { Duplex } from 'node:stream'
import { joinHostPort } from '../../lib/host-port.ts'
import { atExit } from '../../system/at-exit.ts'
import type { System } from '../../system/system.ts'
import type { ProxyEndpoint } from '../../transcript/network-path.ts'
import type { SshTunnel } from '../../transcript/transcript.ts'

const MAX_STDERR = 2048
const DEFAULT_PORT = 22

export interface OpenSsh {
  readonly stream: Duplex
  /** What is known so far: ssh says nothing on success, so only the peer's first byte proves the tunnel. */
  readonly tunnel: () => SshTunnel
  /** Resolves when the tunnel is proved or ssh has ended. */
  readonly settled: Promise<void>
}

/**
 * `ssh -W host:port`: the tunnel is the child's stdin and stdout. ssh reads its own configuration and agent; it is never
 * allowed to ask (BatchMode). The child ends with the stream.
 */
export function openSsh(
  proxy: ProxyEndpoint,
  server: { readonly host: string; readonly port: number },
  limitMs: number,
  signal: AbortSignal,
  system: System,
): OpenSsh {
  const seconds = Math.max(1, Math.ceil(limitMs / 1000))
  const destination = proxy.credentials === null ? proxy.host : `${proxy.credentials.username}@${proxy.host}`
  const port = proxy.port === DEFAULT_PORT ? [] : ['-p', String(proxy.port)]
  const options = ['-o', 'BatchMode=yes', '-o', `ConnectTimeout=${seconds}`, ...port]
  // `--` keeps a host that starts with a dash from being read as an option.
  const args = ['-W', joinHostPort(server.host, server.port), ...options, '--', destination]
  const child = spawn('ssh', args, { env: { ...system.env }, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true })
  const { promise: settled, resolve } = Promise.withResolvers<void>()
  let stderr = ''
  let state: 'starting' | 'open' | 'failed' = 'starting'
  const fail = (text: string) => {
    if (state === 'starting') {
      state = 'failed'
      stderr += text
    }
    resolve()
  }
  child.on('error', (error) => fail(error.message))
  const ended = atExit(() => child.kill())
  child.on('close', () => {
    ended()
    fail('')
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(0, MAX_STDERR)
  })
  child.stdout.once('data', () => {
    if (state === 'starting') state = 'open'
    resolve()
  })
  const stream = streamOf(child)
  signal.addEventListener('abort', () => child.kill(), { once: true })
  const tunnel = (): SshTunnel => {
    if (state === 'failed') return { kind: 'ssh', end: { kind: 'failed', stderr: stderr.trim() } }
    return { kind: 'ssh', end: state === 'open' ? { kind: 'connected' } : { kind: 'cut-off' } }
  }
  return { stream, tunnel, settled }
}

function streamOf(child: ChildProcessWithoutNullStreams): Duplex {
  const { stdin, stdout } = child
  const stream = new Duplex({
    read: () => stdout.resume(),
    // ssh may end without reading (EPIPE): its own end tells more than the failed write.
    write: (chunk: Buffer, _, done) => stdin.write(chunk, () => done()),
    final: (done) => stdin.end(() => done()),
    destroy: (error, done) => {
      child.kill()
      done(error)
    },
  })
  stdout.on('data', (chunk: Buffer) => {
    if (!stream.push(chunk)) stdout.pause()
  })
  // Only with the child's end is it known why there is no more to read.
  child.on('close', () => stream.push(null))
  stdin.on('error', () => {})
  stream.on('error', () => {})
  stdout.pause()
  return stream
}
