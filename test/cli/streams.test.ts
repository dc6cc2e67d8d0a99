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

test('a full disk is told of the report, and of messages to nobody', async () => {
  const full = () =>
    new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('x'), { code: 'ENOSPC' })),
    }) as NodeJS.WriteStream
  const [report, messages] = [full(), full()]
  await expect(output(() => report, null, 'standard output').write('x')).rejects.toThrow(
    'cannot write to standard output: ENOSPC',
  )
  await output(() => messages).write('x')
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

test('what a full pipe does not take at once goes through the stream, and all that follows', async () => {
  const got: string[] = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      got.push(String(chunk))
      done()
    },
  })
  const taken: string[] = []
  const out = output(
    () => sink as NodeJS.WriteStream,
    (bytes) => {
      taken.push(Buffer.from(bytes).toString())
      return bytes.subarray(taken.length === 1 ? bytes.length : 3)
    },
  )
  for (const text of ['first', 'second', 'third']) await out.write(text)
  expect(taken).toEqual(['first', 'second'])
  expect(got).toEqual(['ond', 'third'])
  expect([out.isTty, out.columns]).toEqual([false, null])
})

test('a reader that has gone away ends the writing to a pipe, too, and a full disk is told', async () => {
  const failing = (code: string) => () => {
    throw Object.assign(new Error(`write ${code}`), { code })
  }
  const gone = output(() => process.stdout, failing('EPIPE'))
  await gone.write('one')
  await gone.write('two')
  await expect(output(() => process.stdout, failing('ENOSPC'), 'standard output').write('one')).rejects.toThrow(
    'cannot write to standard output: ENOSPC',
  )
})
