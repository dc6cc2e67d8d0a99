import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A whole network on the loopback device of a private namespace. Whatever has no address here has no route. */
export interface NetworkSpec {
  /** Addresses of this world's machines; all live on `lo`. */
  readonly addresses: readonly string[]
  /** What /etc/hosts holds besides localhost. */
  readonly hosts: Readonly<Record<string, string>>
  /** `nameserver` lines of /etc/resolv.conf. */
  readonly nameservers?: readonly string[]
  /** Arguments of further `ip` commands. */
  readonly ip?: readonly (readonly string[])[]
  /** Arguments of `iptables` commands. */
  readonly iptables?: readonly (readonly string[])[]
}

/** To be called inside the namespace only: it changes the network and /etc of whoever calls it. */
export function applyNetwork(spec: NetworkSpec, folder: string): void {
  run('ip', ['link', 'set', 'lo', 'up'])
  for (const address of spec.addresses) {
    const bits = address.includes(':') ? 128 : 32
    run('ip', ['address', 'add', `${address}/${bits}`, 'dev', 'lo'])
  }
  for (const args of spec.ip ?? []) run('ip', args)
  for (const args of spec.iptables ?? []) run('iptables', ['-w', ...args])
  const hosts = ['127.0.0.1 localhost', ...Object.entries(spec.hosts).map(([name, address]) => `${address} ${name}`)]
  bindOver('/etc/hosts', hosts, folder)
  bindOver(
    '/etc/resolv.conf',
    (spec.nameservers ?? []).map((address) => `nameserver ${address}`),
    folder,
  )
}

/** Seen in this mount namespace alone; the machine's own file stays as it is. */
function bindOver(path: string, lines: readonly string[], folder: string): void {
  const file = join(folder, path.replaceAll('/', '_'))
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''))
  run('mount', ['--bind', file, path])
}

function run(file: string, args: readonly string[]): void {
  execFileSync(file, [...args], { stdio: ['ignore', 'ignore', 'pipe'], timeout: 10_000 })
}
