import { expect, test } from 'vitest'
import { fatalMessage } from '../../src/transcript/fatal-message.ts'

test('a single line is the message', () => {
  expect(fatalMessage('Unable to connect to the server: EOF\n')).toBe('Unable to connect to the server: EOF')
})

test('klog lines and warnings before the message are cut', () => {
  const stderr = [
    'E1123 22:10:16.123456   27831 memcache.go:265] "Unhandled Error" err="couldn\'t get current server API group list"',
    "Warning: the server doesn't have a resource type 'pods'",
    'Unable to connect to the server: EOF',
    '',
  ].join('\n')
  expect(fatalMessage(stderr)).toBe('Unable to connect to the server: EOF')
})

test('inner newlines and trailing spaces are kept, one final newline is cut', () => {
  expect(fatalMessage('Unable to connect to the server: \n')).toBe('Unable to connect to the server: ')
  expect(fatalMessage('Error in configuration: \n* one\n* two\n')).toBe('Error in configuration: \n* one\n* two')
  expect(fatalMessage('message\n\n')).toBe('message\n')
})

test('a line that only resembles klog belongs to the message', () => {
  expect(fatalMessage('error: E1123 is not a resource\n')).toBe('error: E1123 is not a resource')
})

test('the empty line that `auth can-i` puts behind its warning is no part of the message', () => {
  const stderr = "Warning: the server doesn't have a resource type 'pods'\n\nUnable to connect to the server: EOF\n"
  expect(fatalMessage(stderr)).toBe('Unable to connect to the server: EOF')
})

test('what a credential plugin wrote before it is no part of the message', () => {
  const stderr =
    'Opening the browser for token abc\nUnable to connect to the server: getting credentials: exec: x\n\nmore\n'
  expect(fatalMessage(stderr)).toBe('Unable to connect to the server: getting credentials: exec: x\n\nmore')
})

test.each([
  'error: no configuration has been provided',
  'Error from server (Forbidden): pods is forbidden',
  'The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?',
  'Error in configuration: \n* one',
  'error loading config file "a": b\nerror loading config file "c": d',
  'The Pod "x" is invalid: y',
])('%j begins as kubectl begins', (message) => {
  expect(fatalMessage(`from a plugin\n${message}\n`)).toBe(message)
})
