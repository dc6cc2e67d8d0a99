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
const nothing = () => '/dev/null'

const kubeconfigs: readonly Row<(folder: string) => string>[] = [
  ['no file, as a kubeconfig', none, '1 kubeconfig-missing | error: stat FOLDER/none: no such file or directory'],
  [
    'a folder, as a kubeconfig',
    itself,
    '1 kubeconfig-invalid | error: error loading config file "FOLDER": read FOLDER: is a directory',
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

const SERVER = 'https://127.0.0.1:1'
const WITH_FILE = { 'certificate-authority-data': undefined, 'certificate-authority': '/dev/zero' }
const CREDENTIALS = { 'client-certificate': '/dev/zero', 'client-key': '/dev/zero' }

/** kubectl reads until its memory is full. */
const endlessFiles: readonly (readonly [what: string, config: string | null, mostBytes: number])[] = [
  ['a kubeconfig', null, 16 * 1024 * 1024],
  ['an authority', kubeconfigFor({ server: SERVER, cluster: WITH_FILE }), 8 * 1024 * 1024],
  ['a client certificate', kubeconfigFor({ server: SERVER, user: CREDENTIALS }), 8 * 1024 * 1024],
  ['a token', kubeconfigFor({ server: SERVER, user: { tokenFile: '/dev/zero' } }), 1024 * 1024],
]

test.skipIf(process.platform === 'win32').each(endlessFiles)(
  'a device without end (POSIX), as %s, is named with the bound that it goes beyond',
  async (_, config, mostBytes) => {
    const folder = temporaryFolder()
    const file = join(folder, 'config')
    if (config !== null) writeFileSync(file, config)
    const args = ['--kubectl-version=v1.34', '--no-canaries', `--kubeconfig=${config === null ? '/dev/zero' : file}`]
    const { exit, out, err } = await run(args, { HOME: folder })
    const line = `error: /dev/zero: more than ${mostBytes} bytes, too long to be read`
    expect([exit, out, err.split('\n')[0]]).toEqual([2, '', line])
  },
)

async function withKubeconfig(file: string, folder: string): Promise<string> {
  const args = ['--kubectl-version=v1.34', '--no-canaries', '--timeout=20s', '-o=json', `--kubeconfig=${file}`]
  const { exit, out } = await run(args, { HOME: folder })
  return outcomeOf(exit, out.replaceAll(folder, 'FOLDER'), '127.0.0.1:1')
}
