import { describe, expect, it } from 'vitest'
import { type Failure, unreached } from '../../../src/go/failure.ts'
import type { JudgeInput } from '../../../src/go/judge-input.ts'
import { pathMessage } from '../../../src/go/kubectl/path-message.ts'
import { answerOf, inputOf, pathOf, targetOf, walkOf } from '../judge-input-builder.ts'

const target = targetOf('https://api.example:6443/prefix')
const refused = unreached('tcp', {
  code: 'net.OpError.dial.ECONNREFUSED',
  text: 'dial tcp 192.0.2.1:6443: connect: connection refused',
})
const reset = unreached('tls', {
  code: 'net.OpError.read.ECONNRESET',
  text: 'read tcp 192.0.2.9:40000->192.0.2.1:6443: read: connection reset by peer',
  retried: true,
})

describe('a command that words a transport error itself', () => {
  it.each([
    ['apply -f c.yaml', 'c.yaml'],
    ['apply -fc.yaml', 'c.yaml'],
    ['apply -f=c.yaml', 'c.yaml'],
    ['apply --filename c.yaml', 'c.yaml'],
    ['apply --filename=c.yaml', 'c.yaml'],
    ['apply --server-side --filename=a=b.yaml', 'a=b.yaml'],
    ['apply a-f.yaml --filenames=b -f c.yaml', 'c.yaml'],
    ['apply', ''],
    ['apply -f', ''],
  ])('%s', (command, file) => {
    expect(said(refused, command)).toBe(
      `error: error validating "${file}": error validating data: failed to download openapi: Get "https://api.example:6443/prefix/openapi/v2?timeout=32s": dial tcp 192.0.2.1:6443: connect: connection refused; if you choose to ignore these errors, turn validation off with --validate=false`,
    )
  })

  it('diff and api-versions', () => {
    const get = 'Get "https://api.example:6443/prefix/api?timeout=32s"'
    const cause = 'dial tcp 192.0.2.1:6443: connect: connection refused'
    expect(said(refused, 'diff -f c.yaml')).toBe(`error: unable to recognize "c.yaml": ${get}: ${cause}`)
    expect(said(refused, 'api-versions')).toBe(
      `error: couldn't get available api versions from server: ${get}: ${cause}`,
    )
  })

  it('leaves to the API server what it answered', () => {
    const failure = { ...refused, kind: 'status', text: 'Error from server: no' } as const
    expect(said(failure, 'api-versions')).toBe('Error from server: no')
    expect(said({ ...reset, kind: 'plain' }, 'get pods')).toBe(`error: ${reset.text}`)
  })
})

describe('the server that kubectl names', () => {
  it.each([
    ['api.example', 6443, 'api.example:6443'],
    ['192.0.2.7', 6443, '192.0.2.7:6443'],
    ['api.example', 443, 'api.example:443'],
    ['2001:db8::1', 6443, '[2001:db8::1]:6443'],
  ])('on a path to %s port %i is %s', (host, port, named) => {
    const path = { ...pathOf(target), server: { host, port } }
    expect(said(refused, 'get --raw /version', { path })).toBe(
      `The connection to the server ${named} was refused - did you specify the right host or port?`,
    )
  })
})

describe('a reset that client-go met twice', () => {
  it('is said twice, with the request that was sent', () => {
    const request = { method: 'GET', url: 'https://api.example:6443/prefix/api/v1/pods', purpose: 'raw' } as const
    const sent = { ...inputOf(target, [walkOf({}), walkOf({ http: [answerOf({ request })] })]).transcript }
    expect(said(reset, 'get pods', { transcript: sent })).toBe(
      `error: Get "${request.url}": ${reset.text} - error from a previous attempt: ${reset.text}`,
    )
  })

  it('without a request with discovery’s first; --raw does not try again', () => {
    expect(said(reset, 'get pods')).toBe(
      `error: Get "https://api.example:6443/prefix/api?timeout=32s": ${reset.text} - error from a previous attempt: ${reset.text}`,
    )
    expect(said(reset, 'get --raw /version')).toBe(`Unable to connect to the server: ${reset.text}`)
  })

  it('of a kind that is tried once, or of another text, is said once', () => {
    expect(said({ ...reset, retried: false }, 'get pods')).toBe(`Unable to connect to the server: ${reset.text}`)
    expect(said({ ...reset, text: 'EOF' }, 'get pods')).toBe('Unable to connect to the server: EOF')
  })
})

function said(failure: Failure, command: string, changes: Partial<JudgeInput> = {}): string {
  return pathMessage(failure, inputOf(target, [], { argv: command.split(' '), ...changes }))
}
