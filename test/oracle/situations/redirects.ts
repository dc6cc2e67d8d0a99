import { end, receive, receiveHead, type Step, send } from './script.ts'
import { CLOSED, PROXY, SERVER, type Situation } from './situation.ts'
import { type Certificates, configOf, serving } from './world.ts'

/** Has a server of its own behind every redirect. */
const ELSEWHERE = '192.0.2.12'
const REFUSED = send('HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno')
const PAGE = send('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>')

/** A sound API server that sends kubectl to another server: it goes there, with the same authorities and another proxy. */
export function redirects(certificates: Certificates): readonly Situation[] {
  const { root, server, foreign, expired, proxy } = certificates
  const over = (certificate: typeof server, ...inside: readonly Step[]): readonly Step[] => [
    { do: 'tls', options: serving(certificate), inside: [receiveHead, ...inside] },
  ]
  const rows: Readonly<Record<string, Row>> = {
    refused: { to: `https://${CLOSED}:9/login` },
    'refused-default-port': { to: `https://${CLOSED}/login` },
    'refused-http': { to: `http://${CLOSED}:9/login` },
    'name-unknown': { to: 'https://nx.example/login?code=secret' },
    'other-name': { to: 'https://proxy.example:PORT/login', there: over(server, PAGE), host: PROXY },
    page: { to: `https://${ELSEWHERE}:PORT/login`, there: over(server, PAGE), tlsServerName: 'api.example' },
    foreign: { to: `https://${ELSEWHERE}:PORT/login`, there: over(foreign, PAGE) },
    expired: { to: `https://${ELSEWHERE}:PORT/login`, there: over(expired, PAGE) },
    'wrong-name': { to: `https://${ELSEWHERE}:PORT/login`, there: over(proxy, PAGE) },
    'plain-page': { to: `http://${ELSEWHERE}:PORT/login`, there: [receiveHead, PAGE, end] },
    'plain-refused': {
      to: `http://${ELSEWHERE}:PORT/login`,
      there: [receiveHead, send('HTTP/1.1 500 No\r\n\r\nno'), end],
    },
    'plain-junk': { to: `http://${ELSEWHERE}:PORT/login`, there: [receiveHead, send('junk\r\n'), end] },
    'http-where-tls': {
      to: `https://${ELSEWHERE}:PORT/login`,
      there: [receive, send('HTTP/1.1 400 Bad Request\r\n\r\n'), end],
    },
    closed: { to: `https://${ELSEWHERE}:PORT/login`, there: [receive, end] },
    'other-scheme': { to: 'ftp://elsewhere.example/login' },
    'behind-a-proxy': {
      to: 'http://elsewhere.example:8080/login',
      there: [receiveHead, REFUSED, end],
      host: PROXY,
      env: { HTTP_PROXY: `http://${PROXY}:PORT` },
    },
  }
  return Object.entries(rows).map(([id, { to, there, host, env, tlsServerName }], i): Situation => {
    const port = 27_000 + 2 * i
    const placed = (text: string) => text.replace('PORT', String(port + 1))
    const redirect = send(`HTTP/1.1 302 Found\r\nLocation: ${placed(to)}\r\nContent-Length: 0\r\n\r\n`)
    return {
      id: `redirect/${id}`,
      kubeconfig: configOf(root, {
        server: `https://${SERVER}:${port}`,
        cluster: tlsServerName === undefined ? {} : { 'tls-server-name': tlsServerName },
      }),
      env: Object.fromEntries(Object.entries(env ?? {}).map(([name, value]) => [name, placed(value)])),
      servers: [
        { host: SERVER, port, steps: over(server, redirect) },
        ...(there === undefined ? [] : [{ host: host ?? ELSEWHERE, port: port + 1, steps: there }]),
      ],
    }
  })
}

interface Row {
  /** `PORT` stands for that of the server there. */
  readonly to: string
  readonly there?: readonly Step[]
  readonly host?: string
  readonly env?: Readonly<Record<string, string>>
  readonly tlsServerName?: string
}
