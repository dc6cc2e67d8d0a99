import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeconfigFor, outcomeOf, type Row, run, temporaryFolder } from './doctor.ts'

/** What is no regular file, or no file at all; gives its path. */
const made = (folder: string, program: string, ...args: readonly string[]) => {
  execFileSync(program, [...args, join(folder, 'file')])
  return join(folder, 'file')
}
const none = (folder: string) => join(folder, 'none')
const itself = (folder: string) => folder
const pipe = (folder: string) => made(folder, 'mkfifo')
const loop = (folder: string) => made(folder, 'ln', '-s', 'file')
const longName = (folder: string) => join(folder, 'x'.repeat(5000))
const zeros = () => '/dev/zero'
const nothing = () => '/dev/null'

const kubeconfigs: readonly Row<(folder: string) => string>[] = [
  ['no file, as a kubeconfig', none, '1 kubeconfig-missing | error: stat FOLDER/none: no such file or directory'],
  [
    'a folder, as a kubeconfig',
    itself,
    '1 kubeconfig-invalid | error: error loading config file "FOLDER": read FOLDER: is a directory',
  ],
  [
    'a device without end, as a kubeconfig',
    zeros,
    '1 kubeconfig-invalid | error: error loading config file "/dev/zero": yaml: control characters are not allowed',
  ],
  [
    'an empty device, as a kubeconfig',
    nothing,
    '1 context-missing | The connection to the server localhost:8080 was refused - did you specify the right host or port?',
  ],
  [
    'a pipe that nobody writes to, as a kubeconfig',
    pipe,
    '1 context-missing | The connection to the server localhost:8080 was refused - did you specify the right host or port?',
  ],
  [
    'a link to itself, as a kubeconfig',
    loop,
    '1 kubeconfig-invalid | error: error loading config file "FOLDER/file": open FOLDER/file: too many levels of symbolic links',
  ],
  [
    'a name of 5000 letters, as a kubeconfig',
    longName,
    '1 kubeconfig-invalid | error: error loading config file "FOLDER/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… 10076',
  ],
]

const authorities: readonly Row<(folder: string) => string>[] = [
  [
    'no file, as an authority',
    none,
    '1 ca-file-missing | error: unable to read certificate-authority FOLDER/none for c due to open FOLDER/none: no such file or directory',
  ],
  ['a folder, as an authority', itself, '1 ca-file-missing | error: read FOLDER: is a directory'],
  [
    'a device without end, as an authority',
    zeros,
    '1 ca-data-invalid | error: unable to load root certificates: unable to parse bytes as PEM block',
  ],
  [
    'an empty device, as an authority',
    nothing,
    '1 port-closed | The connection to the server HERE was refused - did you specify the right host or port?',
  ],
  [
    'a pipe that nobody writes to, as an authority',
    pipe,
    '1 port-closed | The connection to the server HERE was refused - did you specify the right host or port?',
  ],
  [
    'a link to itself, as an authority',
    loop,
    '1 ca-file-missing | error: unable to read certificate-authority FOLDER/file for c due to open FOLDER/file: too many levels of symbolic links',
  ],
  [
    'a name of 5000 letters, as an authority',
    longName,
    '1 ca-file-missing | error: unable to read certificate-authority FOLDER/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… 10097',
  ],
]

describe.skipIf(process.platform === 'win32')('files that are none (POSIX)', () => {
  for (const [title, place, expected] of kubeconfigs) {
    test(title, async () => {
      const folder = temporaryFolder()
      expect(await withKubeconfig(place(folder), folder)).toBe(expected)
    })
  }

  for (const [title, place, expected] of authorities) {
    test(title, async () => {
      const folder = temporaryFolder()
      const cluster = { 'certificate-authority-data': undefined, 'certificate-authority': place(folder) }
      writeFileSync(join(folder, 'config'), kubeconfigFor({ server: 'https://127.0.0.1:1', cluster }))
      expect(await withKubeconfig(join(folder, 'config'), folder)).toBe(expected)
    })
  }
})

async function withKubeconfig(file: string, folder: string): Promise<string> {
  const args = ['--kubectl-version=v1.34', '--no-canaries', '--timeout=20s', '-o=json', `--kubeconfig=${file}`]
  const { exit, out } = await run(args, { HOME: folder })
  return outcomeOf(exit, out.replaceAll(folder, 'FOLDER'), '127.0.0.1:1')
}
