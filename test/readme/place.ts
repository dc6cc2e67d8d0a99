import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { createAuthority, daysFrom, issueApiServerCertificate } from '../../src/demo/authority.ts'
import { World } from '../../src/demo/world.ts'
import type { SubjectAltName } from '../../src/x509/issue.ts'
import { ROOT } from '../architecture/source.ts'

export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

const ADDRESSES: readonly SubjectAltName[] = ['127.0.0.1', '192.0.2.10'].map((value) => ({ type: 'ip', value }))

/**
 * The home and the working folder of somebody who follows the README: `kubectl` and the built doctor on PATH, in
 * ~/.kube/config the contexts `prod`, which works, and `staging`, whose certificate has expired, and the files that the
 * examples name.
 */
export class Place {
  readonly home = mkdtempSync(join(tmpdir(), 'tlsdoctor-readme-'))
  readonly #world: World
  /** What an address of the documentation stands for. */
  readonly servers: { readonly prod: string; readonly staging: string }

  /** @param kubectl a real one, or `null` for a stand-in that only calls its plugin and otherwise fails as kubectl does */
  static async create(kubectl: string | null): Promise<Place> {
    const world = await World.create(new Date())
    const prod = `127.0.0.1:${await world.apiServer({ addresses: ADDRESSES })}`
    const staging = `127.0.0.1:${await world.apiServer({ validDays: [-366, -1] })}`
    const own = await world.run('', { server: `https://${prod}`, proxyUrl: null, ca: world.clusterCa.pem })
    const place = new Place(world, { prod, staging })
    place.#putOnPath(kubectl)
    place.#writeKubeconfig(/token: (?<token>\S+)/.exec(readFileSync(own.kubeconfigPath, 'utf8'))?.groups?.token ?? '')
    place.#writeChains()
    for (const [file, context] of [
      ['works.json', 'prod'],
      ['fails.json', 'staging'],
    ]) {
      await place.run(`kubectl tlsdoctor --context ${context} -o json > ${file}`)
    }
    return place
  }

  private constructor(world: World, servers: Place['servers']) {
    this.#world = world
    this.servers = servers
  }

  /** Runs a line by sh, there, on no terminal. */
  run(line: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return new Promise((resolve) => {
      const options = { cwd: this.home, env: this.environment(env), timeout: 60_000, maxBuffer: 64 * 1024 * 1024 }
      const child = execFile('sh', ['-c', line], options, (error, out, err) => {
        resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, out, err })
      })
      child.stdin?.end()
    })
  }

  environment(env: Readonly<Record<string, string>> = {}): Record<string, string> {
    const path = [join(this.home, 'bin'), dirname(process.execPath), process.env.PATH].join(delimiter)
    return { HOME: this.home, TMPDIR: tmpdir(), LANG: 'C.UTF-8', PATH: path, ...env }
  }

  /** A kubeconfig whose current context is that one. */
  kubeconfigOf(context: 'prod' | 'staging'): string {
    const path = join(this.home, `${context}.kubeconfig`)
    const config = JSON.parse(readFileSync(join(this.home, '.kube', 'config'), 'utf8'))
    writeFileSync(path, JSON.stringify({ ...config, 'current-context': context }), { mode: 0o600 })
    return path
  }

  async close(): Promise<void> {
    await this.#world.close()
    rmSync(this.home, { recursive: true, force: true })
  }

  #putOnPath(kubectl: string | null): void {
    const bin = join(this.home, 'bin')
    mkdirSync(bin)
    symlinkSync(join(ROOT, 'dist', 'kubectl-tlsdoctor'), join(bin, 'kubectl-tlsdoctor'))
    if (kubectl === null) this.#program('kubectl', KUBECTL_STAND_IN)
    else symlinkSync(kubectl, join(bin, 'kubectl'))
    // The other machine is this one, and its API server the one of prod.
    this.#program('ssh', `shift; exec "$@" -s ${this.servers.prod}`)
  }

  #program(name: string, script: string): void {
    const path = join(this.home, 'bin', name)
    writeFileSync(path, `#!/bin/sh\n${script}\n`)
    chmodSync(path, 0o755)
  }

  #writeKubeconfig(token: string): void {
    const ca = Buffer.from(this.#world.clusterCa.pem).toString('base64')
    const names = ['prod', 'staging'] as const
    mkdirSync(join(this.home, '.kube'))
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'prod',
      contexts: names.map((name) => ({ name, context: { cluster: name, user: 'jane' } })),
      clusters: names.map((name) => ({
        name,
        cluster: { server: `https://${this.servers[name]}`, 'certificate-authority-data': ca },
      })),
      users: [{ name: 'jane', user: { token } }],
    }
    writeFileSync(join(this.home, '.kube', 'config'), JSON.stringify(config), { mode: 0o600 })
  }

  /** `chain.pem` is of now, `leaf.der` of the years that an example's `--at` names; `ca.crt` holds both authorities. */
  #writeChains(): void {
    const now = new Date()
    const leaf = issueApiServerCertificate(
      this.#world.clusterCa,
      { notBefore: daysFrom(now, -1), notAfter: daysFrom(now, 1) },
      ADDRESSES,
    )
    const then = new Date('2026-06-01T00:00:00Z')
    const authority = createAuthority({ commonName: 'kubernetes' }, then)
    const validity = { notBefore: then, notAfter: daysFrom(then, 3650) }
    const later = issueApiServerCertificate(authority, validity, ADDRESSES)
    writeFileSync(join(this.home, 'chain.pem'), leaf.pem)
    writeFileSync(join(this.home, 'leaf.der'), later.der)
    writeFileSync(join(this.home, 'intermediate.der'), authority.der)
    writeFileSync(join(this.home, 'ca.crt'), this.#world.clusterCa.pem + authority.pem)
  }
}

/** Calls and lists plugins; the doctor, when called by it, sees no kubectl that it could run. Otherwise it fails. */
const KUBECTL_STAND_IN = `case "$1" in
tlsdoctor)
  plugin=$(command -v kubectl-tlsdoctor)
  shift
  PATH='${dirname(process.execPath)}' exec "$plugin" "$@"
  ;;
plugin)
  command -v kubectl-tlsdoctor
  ;;
*)
  echo 'Unable to connect to the server: EOF' >&2
  exit 1
  ;;
esac`
