import { createServer, request } from 'node:http'
import { connect } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import type { Case } from '../../src/case.ts'
import { goldenCase } from '../lab/golden-reports.ts'
import { listen, rawServer, tlsServer } from '../probe/loopback.ts'
import { canary, keyCanaries, leaksIn } from './canary.ts'
import { plantedUsers } from './credentials.ts'
import { everythingShown } from './everything-shown.ts'
import { type Received, recordReceived } from './received.ts'
import { givenAway } from './unverified.ts'

/** A check that finds nothing is worth nothing unless it finds what is there. */
const token = canary('token')

test.each([
  ['plain', `x ${token.value} y`],
  ['in base64', Buffer.from(`{"token":"${token.value}"}`).toString('base64')],
  ['in base64', Buffer.from(`..${token.value}`).toString('base64url')],
  ['in base64', Buffer.from(`jane:${token.value}`).toString('base64')],
  ['in hex', Buffer.from(token.value).toString('hex')],
  ['in UTF-16', Buffer.from(token.value, 'utf16le').toString('latin1')],
  ['plain', `${token.value.slice(0, 20)}\\\n   ${token.value.slice(20)}`],
])('a secret is found %s: %j', (form, text) => {
  expect(leaksIn('here', text, [token])).toEqual([`here: the token, ${form}`])
  expect(leaksIn('here', text, [canary('another')])).toEqual([])
})

test('a private key is found inside a kubeconfig, by each of its lines', () => {
  const { user, canaries } = plantedUsers['client key']()
  expect(canaries.length).toBeGreaterThan(1)
  const found = leaksIn('here', JSON.stringify(user), canaries)
  expect(found).toEqual(canaries.map(({ name }) => `here: the ${name}, in base64`))
  expect(keyCanaries('key', '-----BEGIN X-----\nAAAA\n-----END X-----\n')).toEqual([])
})

test('a recorder that kept the Authorization header would be caught in what is saved and shown', () => {
  const careless = withHeader(goldenCase('healthy'), ['Authorization-Sent', `Bearer ${token.value}`])
  const found = Object.entries(everythingShown(careless)).flatMap(([name, text]) => leaksIn(name, text, [token]))
  expect(found).toEqual(
    expect.arrayContaining(['case: the token, plain', 'json: the token, plain', 'anonymized yaml: the token, plain']),
  )
})

/** The answers of a Case with one more header. */
function withHeader(subject: Case, header: readonly [string, string]): Case {
  const transcripts = subject.transcripts.map((transcript) => ({
    ...transcript,
    walks: transcript.walks.map((walk) => ({
      ...walk,
      http: walk.http.map((exchange) => ({ ...exchange, headers: [...exchange.headers, header] })),
    })),
  }))
  return { ...subject, transcripts }
}

test('a client that sends a token to anyone would be caught: over HTTP, in plain bytes, and inside TLS', async () => {
  const received: Received[] = []
  onTestFinished(recordReceived((one) => received.push(one)))
  const http = await listen(createServer((_, response) => response.end()))
  const raw = await rawServer((socket) => socket.on('data', () => socket.end()))
  const tls = await tlsServer({}, (socket) => socket.on('data', () => socket.end()))
  const authorization = `Bearer ${token.value}`
  await new Promise((resolve) => request({ port: http, headers: { authorization } }, resolve).end())
  await ended(connect(raw, '127.0.0.1'), authorization)
  await ended(tlsConnect({ port: tls, rejectUnauthorized: false }), authorization)
  const fingerprint = received.at(-1)?.certificate
  expect(givenAway(received, goldenCase('golden'), [token])).toEqual([
    'a server (no TLS): the token, plain',
    'a server (no TLS): the token, plain',
    `a server (${fingerprint}): the token, plain`,
  ])
  expect(fingerprint).toMatch(/^[0-9a-f]{64}$/)
})

function ended(socket: ReturnType<typeof connect>, text: string): Promise<void> {
  return new Promise((resolve) => {
    socket.on('close', () => resolve())
    socket.write(text)
    socket.resume()
  })
}
