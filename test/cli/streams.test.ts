import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { output } from '../../src/cli/streams.ts'

test('a reader that has gone away ends the writing without an error', async () => {
  let tries = 0
  const broken = new Writable({
    write(_chunk, _encoding, done) {
      tries += 1
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    },
  })
  const out = output(() => broken as NodeJS.WriteStream)
  await out.write('one')
  await out.write('two')
  expect(tries).toBe(1)
})

test('a stream is not touched before it is used', () => {
  let touched = 0
  output(() => {
    touched += 1
    return process.stdout
  })
  expect(touched).toBe(0)
})

test('text is handed on whole', async () => {
  let got = ''
  const sink = new Writable({
    write(chunk, _encoding, done) {
      got += String(chunk)
      done()
    },
  })
  await output(() => sink as NodeJS.WriteStream).write('a'.repeat(200_000))
  expect(got.length).toBe(200_000)
})
