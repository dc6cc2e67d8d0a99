import { appendFileSync, readFileSync } from 'node:fs'
import { type Received, recordReceived } from './received.ts'

/** Loaded before anything else in the first process of a namespace: what its servers receive goes into this file. */
export const RECEIVED_FILE = 'TLSDOCTOR_RECEIVED'

const file = process.env[RECEIVED_FILE]
if (file !== undefined) recordReceived((received) => appendFileSync(file, `${JSON.stringify(received)}\n`))

export function receivedIn(from: string): readonly Received[] {
  return readFileSync(from, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Received => JSON.parse(line))
}
