import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { smoke } from '../../tools/smoke/smoke.ts'
import { ROOT } from '../architecture/source.ts'
import { inTitle, lacksUnix } from '../lacking.ts'

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-smoke-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.skipIf(lacksUnix !== null)(
  `the smoke test of an archive’s executable, here a sh script${inTitle(lacksUnix)}`,
  () => {
    test('passes what says its version and diagnoses the demo', () => {
      const doctor = `exec '${process.execPath}' '${join(ROOT, 'dist/kubectl-tlsdoctor')}' "$@"`
      expect(smoke(script('good', doctor), version)).toEqual([])
    })

    test('notices another version', () => {
      expect(smoke(script('other', 'echo kubectl-tlsdoctor 0.0.1'), version)).toEqual([
        'version ended with status 0, stdout "kubectl-tlsdoctor 0.0.1\\n", stderr ""',
      ])
    })

    test.each([
      ['a demo that crashes', 'echo no >&2; exit 70', 'status 70, stdout "", stderr "no\\n"'],
      ['a demo that finds nothing', 'echo "{}"; exit 0', 'status 0, stdout "{}\\n", stderr ""'],
      [
        'another diagnosis',
        `echo '{"outcome":"failing","findings":[{"id":"port-closed"}]}'; exit 1`,
        'status 1, stdout "{\\"outcome\\":\\"failing\\",\\"findings\\":[{\\"id\\":\\"port-closed\\"}]}\\n", stderr ""',
      ],
    ])('notices %s', (name, demo, said) => {
      const executable = script(name, `[ "$1" = demo ] || { echo kubectl-tlsdoctor ${version}; exit; }\n${demo}`)
      expect(smoke(executable, version)).toEqual([`demo ended with ${said}`])
    })

    test('notices what cannot be started', () => {
      expect(smoke(join(folder, 'nothing'), version)).toEqual([expect.stringContaining('ENOENT')])
    })
  },
)

function script(name: string, body: string): string {
  const path = join(folder, name.replaceAll(' ', '-'))
  writeFileSync(path, `#!/bin/sh\n${body}\n`)
  chmodSync(path, 0o755)
  return path
}
