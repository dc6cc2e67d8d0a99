import { describe, expect, it } from 'vitest'
import { fatalMessage, plainMessage, transportMessage } from '../../../src/go/kubectl/message.ts'

describe('kubectl’s fatal line', () => {
  it('blames the API server for whatever was refused', () => {
    expect(
      transportMessage('proxyconnect tcp: dial tcp 192.0.2.3:3128: connect: connection refused', 'api.example:6443'),
    ).toBe('The connection to the server api.example:6443 was refused - did you specify the right host or port?')
  })

  it('looks for "connection refused" with its case', () => {
    expect(transportMessage('Connection Refused', 'api.example')).toBe(
      'Unable to connect to the server: Connection Refused',
    )
  })

  it('keeps a trailing space and cuts one final line feed', () => {
    expect(transportMessage('', 'api.example')).toBe('Unable to connect to the server: ')
    expect(transportMessage('a\n\nb\n', 'api.example')).toBe('Unable to connect to the server: a\n\nb')
  })

  it('does not say error twice', () => {
    expect(plainMessage('EOF')).toBe('error: EOF')
    expect(plainMessage('error: EOF')).toBe('error: EOF')
  })

  it('prints a status as it stands', () => {
    expect(fatalMessage({ kind: 'status', text: 'Error from server: no' }, 'api.example')).toBe('Error from server: no')
  })
})
