import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../architecture/source.ts'

test.each(['docs/threat-model.md', 'SECURITY.md'])('every file that %s names exists', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8')
  const named = [...text.matchAll(/(?:`|\()((?:src|test|docs)\/[\w./-]+)(?:`|\))/g)].map(([, path]) => path ?? '')
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
})

test('every test of this folder is named in the threat model, so that it says all that is shown', () => {
  const text = readFileSync(join(ROOT, 'docs/threat-model.md'), 'utf8')
  const named = [...text.matchAll(/test\/hostile\/([\w-]+)\.test\.ts/g)].map(([, name]) => name)
  expect(new Set(named)).toEqual(new Set(HERE))
})

const HERE = readdirSync(import.meta.dirname).flatMap((file) => /^(.+)\.test\.ts$/.exec(file)?.[1] ?? [])
