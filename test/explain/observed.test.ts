import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { explain } from '../../src/explain/explain.ts'

interface Observed {
  readonly scenarios: readonly { readonly results: readonly { readonly stderr?: string }[] }[]
}

const observed = JSON.parse(
  readFileSync(new URL('../vectors/kubectl/kubectl-observed.json', import.meta.url), 'utf8'),
) as Observed

/** What stands after the last klog or warning line (contract.md section 2, "message"). */
function fatal(stderr: string): string {
  const lines = stderr.trimEnd().split('\n')
  const last = lines.findLastIndex((line) => /^[IWEF](?:\d{4}|<MMDD>)|^Warning:|<REPEATED/.test(line))
  return lines.slice(last + 1).join('\n')
}

const messages = [
  ...new Set(observed.scenarios.flatMap(({ results }) => results.map(({ stderr }) => fatal(stderr ?? '')))),
].filter((message) => message !== '')

test('there are more than 500 different last messages of real kubectls', () => {
  expect(messages.length).toBeGreaterThan(500)
})

test('each of them is known, but for the stack that klog.Fatal of kubectl 1.20 prints below the message', () => {
  const unknown = messages.filter((message) => !explain(message).known)
  expect(unknown.filter((message) => !message.startsWith('goroutine 1 [running]:'))).toEqual([])
  expect(unknown.length).toBeLessThan(10)
})
