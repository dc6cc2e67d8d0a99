import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../architecture/source.ts'
import { inTitle, type Lacking, lacksProgram, lacksUnix } from '../lacking.ts'
import { kubectlBinary } from '../oracle/kubectl-binary.ts'

const kubectl = await kubectlBinary('v1.34')
const bash = lacksBash()
const oracle = kubectl === null ? 'npm run oracle:fetch' : null

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-completion-'))
  copyFileSync(join(ROOT, 'dist/kubectl-tlsdoctor'), join(folder, 'kubectl-tlsdoctor'))
  writeFileSync(join(folder, 'kubectl_complete-tlsdoctor'), doctor('completion', 'kubectl'))
  chmodSync(join(folder, 'kubectl_complete-tlsdoctor'), 0o755)
  const contexts = ['prod', 'probe', 'stage'].map((name) => ({ name, context: { cluster: 'c', user: 'u' } }))
  writeFileSync(join(folder, 'config'), JSON.stringify({ apiVersion: 'v1', kind: 'Config', contexts }))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.skipIf(oracle !== null)(`a real kubectl completes "kubectl tlsdoctor"${inTitle(oracle)}`, () => {
  const completed = (...words: readonly string[]) => run(kubectl ?? '', ['__completeNoDesc', 'tlsdoctor', ...words])
  expect(completed('--context', 'pro')).toBe('prod\nprobe\n:4\n')
  expect(completed('scan', 'prod', 'st')).toBe('stage\n:4\n')
  expect(completed('com')).toBe('compare\ncompletion\n:4\n')
})

test.skipIf(bash !== null)(`bash completes kubectl-tlsdoctor${inTitle(bash)}`, () => {
  expect(inBash('--context', 'pro')).toBe('prod probe')
  expect(inBash('--context', '=', 'pro')).toBe('prod probe')
  expect(inBash('fix', 'tls-server')).toBe('tls-server-name')
  expect(inBash('-o', 'ht')).toBe('html')
})

/** As readline calls it: the words, and which of them is being typed. */
function inBash(...words: readonly string[]): string {
  const script = [
    'source <(kubectl-tlsdoctor completion bash)',
    'COMP_WORDS=(kubectl-tlsdoctor "$@")',
    'COMP_CWORD=$#',
    '__kubectl_tlsdoctor',
    `printf %s "\${COMPREPLY[*]}"`,
  ].join('\n')
  return run('bash', ['-c', script, 'bash', ...words])
}

function doctor(...args: readonly string[]): string {
  return run(process.execPath, [join(ROOT, 'dist/kubectl-tlsdoctor'), ...args])
}

function run(file: string, args: readonly string[]): string {
  const env = {
    ...process.env,
    PATH: `${folder}:${process.env.PATH ?? ''}`,
    KUBECONFIG: join(folder, 'config'),
    HOME: folder,
  }
  return execFileSync(file, [...args], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 30_000 })
}

/** Bash 3, which macOS brings, reads nothing from `source <(…)`. */
function lacksBash(): Lacking {
  if (lacksUnix !== null || lacksProgram('bash') !== null) return 'bash'
  const major = execFileSync('bash', ['-c', 'echo $BASH_VERSINFO'], { encoding: 'utf8' })
  return Number(major) >= 4 ? null : 'bash 4'
}
