import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { Secret } from '../lib/secret.ts'
import type { IssuedCertificate, SubjectAltName } from '../x509/issue.ts'
import { startApiServer } from './api-server.ts'
import { createAuthority, daysFrom, issueApiServerCertificate } from './authority.ts'
import { type ProxyBehaviour, startConnectProxy } from './connect-proxy.ts'
import { createInterceptor, type Interceptor } from './interceptor.ts'
import { createFolder, type DemoFolder, kubeconfigText } from './kubeconfig-file.ts'
import { closedPort, type Listening, listen } from './listen.ts'
import { type MayDial, onlyLoopback } from './upstream.ts'

export interface RunningScenario {
  readonly kubeconfigPath: string
  /**
   * To be laid over the environment of the diagnosis. Proxy variables of the user's own are unset (`undefined`): they
   * are no part of the story, and a path through them would leave the machine.
   */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly describe: string
  close(): Promise<void>
}

const HOST = '127.0.0.1'
const LOOPBACK: SubjectAltName = { type: 'ip', value: HOST }

const NO_PROXIES = Object.fromEntries(
  ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy', 'NO_PROXY', 'no_proxy'].map(
    (name) => [name, undefined],
  ),
)

/** The pieces that scenarios are made of; whatever it starts ends with `close()`. */
export class World {
  readonly clusterCa: IssuedCertificate
  readonly #folder: DemoFolder
  readonly #now: Date
  readonly #token = new Secret(randomBytes(16).toString('hex'))
  readonly #running: Listening[] = []
  #interceptorCa: IssuedCertificate | null = null

  static async create(now: Date): Promise<World> {
    return new World(now, await createFolder())
  }

  private constructor(now: Date, folder: DemoFolder) {
    this.#now = now
    this.#folder = folder
    this.clusterCa = createAuthority({ commonName: 'kubernetes' }, now)
  }

  /** Same name, other key: the CA of a cluster that is no more. */
  otherClusterCa(): IssuedCertificate {
    return createAuthority({ commonName: 'kubernetes' }, this.#now)
  }

  async apiServer({
    validDays = [-30, 335],
    addresses = [LOOPBACK],
  }: {
    readonly validDays?: readonly [from: number, to: number]
    readonly addresses?: readonly SubjectAltName[]
  } = {}): Promise<number> {
    const [notBefore, notAfter] = validDays.map((days) => daysFrom(this.#now, days)) as [Date, Date]
    const certificate = issueApiServerCertificate(this.clusterCa, { notBefore, notAfter }, addresses)
    const options = { host: HOST, port: 0, certificate, clientCa: this.clusterCa, token: this.#token }
    return this.#keep(await startApiServer(options))
  }

  async closedPort(): Promise<number> {
    return closedPort(createServer(), HOST)
  }

  async interceptingProxy(): Promise<string> {
    return this.#proxy({
      kind: 'intercept',
      interceptor: this.#interceptor({ mayDial: onlyLoopback, followSni: false }),
      now: () => this.#now,
    })
  }

  async transparentInterceptor(): Promise<number> {
    // It stands at the very address that it would forward to: it must not dial itself.
    const interceptor = this.#interceptor({ mayDial: () => false, followSni: true })
    const server = createServer((socket) => {
      interceptor.intercept(socket, { host: HOST, port: socket.localPort ?? 0 })
    })
    return this.#keep(await listen(server, HOST, 0))
  }

  async tunnellingProxy(): Promise<string> {
    return this.#proxy({ kind: 'tunnel', mayDial: onlyLoopback })
  }

  async refusingProxy(): Promise<string> {
    const body = 'access to this address is not allowed by policy\n'
    return this.#proxy({ kind: 'refuse', status: 403, headers: { 'content-type': 'text/plain' }, body })
  }

  /** Writes what the user would have on disk. */
  async run(
    describe: string,
    cluster: { readonly server: string; readonly proxyUrl: string | null; readonly ca: string },
  ): Promise<RunningScenario> {
    const kubeconfigPath = await this.#folder.write('kubeconfig', kubeconfigText({ ...cluster, token: this.#token }))
    const bundle = this.#interceptorCa
    const trusts = bundle === null ? {} : { SSL_CERT_FILE: await this.#folder.write('egress-proxy-ca.crt', bundle.pem) }
    return { kubeconfigPath, environment: { ...NO_PROXIES, ...trusts }, describe, close: () => this.close() }
  }

  async close(): Promise<void> {
    await Promise.all(this.#running.splice(0).map((server) => server.close()))
    await this.#folder.remove()
  }

  #interceptor(differs: { readonly mayDial: MayDial; readonly followSni: boolean }): Interceptor {
    this.#interceptorCa ??= createAuthority({ organization: 'Example Egress', commonName: 'egress-proxy' }, this.#now)
    return createInterceptor({ ca: this.#interceptorCa, now: this.#now, addressAs: 'dns', ...differs })
  }

  async #proxy(behaviour: ProxyBehaviour): Promise<string> {
    return `http://${HOST}:${this.#keep(await startConnectProxy(HOST, 0, behaviour))}`
  }

  #keep(server: Listening): number {
    this.#running.push(server)
    return server.port
  }
}
