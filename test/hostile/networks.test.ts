import { execFile, execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../architecture/source.ts'
import { LAB_PATH, unshareArguments, whatNamespacesLack } from '../lab/needs.ts'
import { inTitle, type Lacking } from '../lacking.ts'
import { kubeconfigFor, type Outcome, outcomeOf, temporaryFolder } from './doctor.ts'

const BUILT = join(ROOT, 'dist', 'kubectl-tlsdoctor')
const NO_IPV6 = 'for which in all default; do echo 1 > /proc/sys/net/ipv6/conf/$which/disable_ipv6 || exit 9; done'
const NO_ETC = 'mount -t tmpfs tmpfs /etc'
const HOSTS = "printf '127.0.0.1 localhost\\n::1 both.example\\n127.0.0.1 both.example\\n' > /etc/hosts"
const NO_NAME_SERVER = `${NO_ETC} && ${HOSTS} && echo 'search example' > /etc/resolv.conf`

/** kubectl's words are those that v1.24, v1.34 and v1.35 print in the same place. */
const rows: readonly (readonly [title: string, setUp: string, server: string, expected: Outcome])[] = [
  [
    'a sound machine, from which these differ',
    'true',
    'https://[::1]:6443',
    '1 port-closed | The connection to the server HERE was refused - did you specify the right host or port?',
  ],
  [
    'no IPv6, and a server on ::1',
    NO_IPV6,
    'https://[::1]:6443',
    '1 no-route | … dial tcp HERE: connect: cannot assign requested address',
  ],
  [
    'no IPv6, and a server elsewhere',
    NO_IPV6,
    'https://[2001:db8::1]:6443',
    '1 no-route | … dial tcp HERE: connect: cannot assign requested address',
  ],
  [
    'no IPv6, and a name with addresses of both kinds',
    `${NO_IPV6}; ${NO_ETC} && ${HOSTS}`,
    'https://both.example:6443',
    '1 port-closed | The connection to the server HERE was refused - did you specify the right host or port?',
  ],
  [
    'no /etc/resolv.conf: a name server on this machine is taken for granted, and refuses',
    NO_ETC,
    'https://api.example:6443',
    '1 dns-server-failure | The connection to the server HERE was refused - did you specify the right host or port?',
  ],
  [
    'no /etc/resolv.conf, and a name in /etc/hosts',
    `${NO_ETC} && ${HOSTS}`,
    'https://both.example:6443',
    '1 port-closed | The connection to the server HERE was refused - did you specify the right host or port?',
  ],
  [
    'an /etc/resolv.conf without a server',
    NO_NAME_SERVER,
    'https://api.example:6443',
    '1 dns-server-failure | The connection to the server HERE was refused - did you specify the right host or port?',
  ],
  [
    'no /etc/resolv.conf and no IPv6',
    `${NO_IPV6}; ${NO_ETC}`,
    'https://api.example:6443',
    '1 dns-server-failure | … dial tcp: lookup api.example on [::1]:53: dial udp [::1]:53: connect: cannot assign requested address',
  ],
  [
    'not even a loopback interface',
    'ip link set lo down',
    'https://192.0.2.10:6443',
    '1 no-route | … dial tcp HERE: connect: network is unreachable',
  ],
]

const lacking = whatNamespacesLack() ?? lacksSwitch()

describe.skipIf(lacking !== null)(`a machine with half a network${inTitle(lacking)}`, () => {
  test.each(rows)('%s', async (_, setUp, server, expected) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'config'), kubeconfigFor({ server }))
    const doctor = '"$NODE" "$DOCTOR" --kubectl-version=v1.34 --timeout=20s --no-canaries -o json'
    const { exit, out, err } = await inside(`ip link set lo up && { ${setUp}; } && ${doctor}`, folder)
    expect(err).toBe('')
    expect(outcomeOf(exit, out, new URL(server).host)).toBe(expected)
  })
})

function inside(script: string, folder: string) {
  const env = {
    PATH: LAB_PATH,
    HOME: folder,
    KUBECONFIG: join(folder, 'config'),
    NODE: process.execPath,
    DOCTOR: BUILT,
  }
  return new Promise<{ readonly exit: number; readonly out: string; readonly err: string }>((resolve) => {
    const args = [...unshareArguments(), '/bin/sh', '-c', script]
    execFile('unshare', args, { env, cwd: folder, timeout: 25_000 }, (error, out, err) =>
      resolve({ exit: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err }),
    )
  })
}

/** In some containers a namespace's own settings cannot be written. */
function lacksSwitch(): Lacking {
  try {
    execFileSync('unshare', [...unshareArguments(), '/bin/sh', '-c', NO_IPV6], {
      env: { PATH: LAB_PATH },
      stdio: 'pipe',
    })
    return null
  } catch {
    return 'a writable /proc/sys/net/ipv6'
  }
}
