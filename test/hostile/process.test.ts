import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../architecture/source.ts'
import { kubeconfigFor, temporaryFolder } from './doctor.ts'

const BUILT = join(ROOT, 'dist', 'kubectl-tlsdoctor')
/** Nothing listens there. */
const CONFIG = kubeconfigFor({ server: 'https://127.0.0.1:1' })
const DOCTOR = '"$NODE" "$DOCTOR" --kubectl-version=v1.34 --timeout=10s'
const REFUSED = '127.0.0.1:1 refuses the connection'

/** What a shell does around the program, its exit status, and what must stand in its output. */
type Row = readonly [title: string, script: string, exit: number, out: string, err: string]

/** What each format begins with. */
const FIRST = [
  ['text', '✗'],
  ['wide', '✗'],
  ['json', '{'],
  ['yaml', 's'],
  ['markdown', '#'],
  ['html', '<'],
] as const

const rows: readonly Row[] = [
  ['a sound world, from which these differ', DOCTOR, 1, REFUSED, ''],
  ...FIRST.map(
    ([format, first]): Row => [
      `a reader of ${format} that goes away at once`,
      `{ ${DOCTOR} -o ${format}; echo "status $?" >&2; } | head -c 3`,
      0,
      first,
      'status 1\n',
    ],
  ),
  ...FIRST.map(
    ([format]): Row => [
      `a reader of ${format} that is gone before`,
      `mkfifo gone && { : < gone & exec 3> gone && wait; } && ${DOCTOR} -o ${format} >&3`,
      1,
      '',
      '',
    ],
  ),
  ['standard output closed', `${DOCTOR} >&-`, 1, '', ''],
  ['standard error closed', `${DOCTOR} 2>&-`, 1, REFUSED, ''],
  ['standard input closed', `${DOCTOR} <&-`, 1, REFUSED, ''],
  ['a folder as standard input', `"$NODE" "$DOCTOR" explain - < .`, 2, '', 'error: '],
  ['a full disk for the report', `${DOCTOR} > /dev/full`, 2, '', 'error: cannot write to standard output: ENOSPC\n'],
  ['a full disk for messages', `${DOCTOR} --kubectl=/nonexistent 2> /dev/full`, 1, REFUSED, ''],
  [
    'a full disk for the Case',
    `${DOCTOR} --save-case /dev/full`,
    2,
    '',
    'error: cannot save the Case: /dev/full: not a regular file\n',
  ],
  ['no environment at all', `env -i ${DOCTOR}`, 1, 'There is no kubeconfig', ''],
  ['a home that does not exist', `HOME=/nonexistent KUBECONFIG= ${DOCTOR}`, 1, 'There is no kubeconfig', ''],
  ['no home, and none named', `env -u HOME ${DOCTOR}`, 1, REFUSED, ''],
  ['a home where nothing can be written', `HOME=/proc ${DOCTOR}`, 1, REFUSED, ''],
  [
    'folders of the desktop that do not exist',
    `XDG_CONFIG_HOME=/proc/none XDG_CACHE_HOME=/proc/none XDG_RUNTIME_DIR=/proc/none ${DOCTOR} -- get pods`,
    1,
    REFUSED,
    '',
  ],
  [
    'folders of the desktop that are none',
    `XDG_CONFIG_HOME=$PWD/config XDG_CACHE_HOME=config ${DOCTOR}`,
    1,
    REFUSED,
    '',
  ],
  ['a folder that takes no Case', `${DOCTOR} --save-case /proc/none/case.json`, 2, '', 'error: cannot save the Case: '],
  ['a home that is a file', `HOME=$PWD/config ${DOCTOR}`, 1, REFUSED, ''],
  ['a cache that cannot be written', `${DOCTOR} --cache-dir=/proc/none -- get pods`, 1, REFUSED, ''],
  ['a folder for temporary files that does not exist', `TMPDIR=/nonexistent ${DOCTOR}`, 1, REFUSED, ''],
  ['a working folder that is gone', `mkdir gone && cd gone && rmdir ../gone && ${DOCTOR}`, 1, REFUSED, ''],
  ['a working folder that nobody may write', `cd /proc && ${DOCTOR}`, 1, REFUSED, ''],
  ['few file descriptors', `ulimit -n 28 && ${DOCTOR}`, 1, REFUSED, ''],
  [
    'two file descriptors more than Node.js needs to run at all',
    `ulimit -c 0; n=12; until (ulimit -n $n && exec "$NODE" -e 0) 2>&-; do n=$((n + 1)); done; ulimit -n $((n + 2)) && ${DOCTOR}`,
    1,
    'The kubeconfig cannot be read',
    '',
  ],
  ['a locale that is not UTF-8', `LC_ALL=C ${DOCTOR} -o wide`, 1, REFUSED, ''],
  ['a locale that does not exist', `LC_ALL=xx_YY.KOI8-R ${DOCTOR}`, 1, REFUSED, ''],
  ['words that are no UTF-8', `${DOCTOR} --context "$(printf '\\377\\376')"`, 1, 'The context does not exist', ''],
  ['variables that are no UTF-8', `HTTPS_PROXY="$(printf 'http://\\377')" ${DOCTOR}`, 1, REFUSED, ''],
  ['a time zone that does not exist', `TZ=Nowhere/None ${DOCTOR}`, 1, REFUSED, ''],
  ['a terminal of no columns', `COLUMNS=0 TERM= ${DOCTOR}`, 1, REFUSED, ''],
]

describe.skipIf(process.platform !== 'linux')('the process in a hostile world (Linux)', () => {
  test.each(rows)('%s', async (_, script, exit, out, err) => {
    const ended = await shell(script)
    expect(ended.err).toContain(err)
    expect(ended.err).not.toMatch(/ at |this is a bug/)
    expect(ended.out).toContain(out)
    expect(ended.exit).toBe(exit)
  })
})

function shell(script: string) {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'config'), CONFIG)
  mkdirSync(join(folder, 'home'))
  chmodSync(join(folder, 'home'), 0o755)
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: join(folder, 'home'),
    KUBECONFIG: join(folder, 'config'),
    NODE: process.execPath,
    DOCTOR: BUILT,
  }
  return new Promise<{ readonly exit: number; readonly out: string; readonly err: string }>((resolve) => {
    execFile('/bin/sh', ['-c', script], { env, cwd: folder, timeout: 25_000 }, (error, out, err) =>
      resolve({ exit: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err }),
    )
  })
}
