import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROXY, SERVER } from '../cluster.ts'
import { startCluster } from '../lab-server.ts'
import { answering, rawServer } from '../raw-server.ts'
import type { Scenario } from '../scenario.ts'
import { type SocksOptions, startSocksServer } from '../socks-server.ts'
import type { Inside } from '../world-spec.ts'

const NAME = 'api.example'
const NETWORK = { addresses: [SERVER, PROXY], hosts: { proxy: PROXY } }
const SOCKS = { HTTPS_PROXY: 'socks5://proxy:1080' }

/** SOCKS 5 and SSH. */
export const tunnels: Readonly<Record<string, Scenario>> = {
  'a SOCKS proxy that alone knows the name': {
    network: NETWORK,
    async start(inside) {
      await startSocksServer(inside, PROXY, 1080, { names: { [NAME]: SERVER } })
      return { kubeconfig: (await startCluster(inside, { name: NAME })).kubeconfig, environment: SOCKS }
    },
    outcome: 'healthy',
    findings: ['notice dns-server-failure < no-direct-route', 'notice no-direct-route'],
  },
  'a SOCKS proxy that is given an address': { ...socks({}), outcome: 'healthy', findings: [] },
  'a SOCKS proxy that forbids the server': {
    ...socks({ refuses: 2 }),
    outcome: 'failing',
    findings: ['error proxy-not-needed', 'error socks-refused'],
  },
  'a SOCKS proxy that is an HTTP proxy': {
    network: NETWORK,
    async start(inside) {
      await rawServer(inside, PROXY, 1080, answering('HTTP/1.1 400 Bad Request\r\n\r\n'))
      return { kubeconfig: (await startCluster(inside)).kubeconfig, environment: SOCKS }
    },
    outcome: 'failing',
    findings: ['error proxy-not-needed', 'error socks-speaks-no-socks'],
  },
  'dante with a user name and password': {
    ...dante('socks5://lab:secret@proxy:1080'),
    outcome: 'healthy',
    findings: [],
  },
  'dante, and no password is given': {
    ...dante('socks5://proxy:1080'),
    outcome: 'failing',
    findings: ['error proxy-not-needed', 'error socks-auth-required'],
  },
  'dante, and the password is wrong': {
    ...dante('socks5://lab:wrong@proxy:1080'),
    outcome: 'failing',
    findings: ['error proxy-not-needed', 'error socks-auth-required'],
  },
  'an SSH jump past a closed port': {
    ...ssh(true),
    args: ['--via', `ssh://jump@${PROXY}:2222`],
    outcome: 'failing',
    findings: ['error no-route'],
    alsoWorks: [`ssh@${PROXY}:2222`],
  },
  'an SSH jump whose host key nobody knows': {
    ...ssh(false),
    args: ['--via', `ssh://jump@${PROXY}:2222`],
    outcome: 'failing',
    findings: ['error no-route'],
  },
}

function socks(options: SocksOptions): Pick<Scenario, 'network' | 'start'> {
  return {
    network: NETWORK,
    async start(inside) {
      await startSocksServer(inside, PROXY, 1080, options)
      return { kubeconfig: (await startCluster(inside)).kubeconfig, environment: SOCKS }
    },
  }
}

/** A real dante that asks the system for the password of a user `lab`, who exists in this mount namespace alone. */
function dante(url: string): Omit<Scenario, 'outcome' | 'findings'> {
  return {
    network: NETWORK,
    needs: { danted: 'dante-server', openssl: 'openssl' },
    needsRealRoot: true,
    async start(inside) {
      const { kubeconfig } = await startCluster(inside)
      addUser(inside, 'lab', 'secret')
      const configuration = inside.write('danted.conf', DANTED_CONF)
      const arguments_ = ['-f', configuration, '-p', `${inside.folder}/danted.pid`]
      await inside.daemon('danted', arguments_, { host: PROXY, port: 1080 })
      return { kubeconfig, environment: { HTTPS_PROXY: url } }
    },
  }
}

function addUser(inside: Inside, name: string, password: string): void {
  const hash = execFileSync('openssl', ['passwd', '-6', password], { encoding: 'utf8' }).trim()
  const lines = {
    passwd: `${name}:x:61000:61000::/nonexistent:/usr/sbin/nologin`,
    shadow: `${name}:${hash}:19000::::::`,
  }
  for (const [file, line] of Object.entries(lines)) {
    const copy = inside.write(`etc_${file}`, `${readFileSync(`/etc/${file}`, 'utf8').trimEnd()}\n${line}\n`, 0o644)
    execFileSync('mount', ['--bind', copy, `/etc/${file}`])
  }
}

const DANTED_CONF = `logoutput: stderr
internal: ${PROXY} port = 1080
external: ${SERVER}
clientmethod: none
socksmethod: username
user.privileged: root
user.unprivileged: nobody
client pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }
socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 socksmethod: username }
`

/**
 * A real sshd on the jump host, in a network of its own from which alone the API server can be reached: packets of all
 * other users of this machine have no way there.
 */
function ssh(known: boolean): Omit<Scenario, 'outcome' | 'findings'> {
  return {
    network: {
      ...NETWORK,
      iptables: [
        // sshd forwards in the name of the user who came.
        [
          '-A',
          'OUTPUT',
          '-p',
          'tcp',
          '-d',
          SERVER,
          '--dport',
          '6443',
          '-m',
          'owner',
          '!',
          '--uid-owner',
          '61022',
          '-j',
          'REJECT',
          '--reject-with',
          'icmp-host-prohibited',
        ],
      ],
    },
    needs: { sshd: 'openssh-server', ssh: 'openssh-client', 'ssh-keygen': 'openssh-client' },
    needsRealRoot: true,
    async start(inside) {
      const { kubeconfig } = await startCluster(inside)
      await startSshd(inside, known)
      return { kubeconfig, environment: {} }
    },
  }
}

async function startSshd(inside: Inside, known: boolean): Promise<void> {
  const folder = join(inside.folder, '.ssh')
  mkdirSync(folder, { mode: 0o700 })
  for (const name of ['host_key', 'id_ed25519']) {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)])
  }
  const text = (name: string) => readFileSync(join(folder, name), 'utf8')
  inside.write('authorized_keys', text('id_ed25519.pub'))
  if (known) inside.write('.ssh/known_hosts', `[${PROXY}]:2222 ${text('host_key.pub')}`, 0o600)
  // ssh looks for its files where the password database says that the user lives, not in HOME.
  inside.write('.ssh/config', `IdentityFile ${folder}/id_ed25519\nUserKnownHostsFile ${folder}/known_hosts\n`, 0o600)
  chmodSync(inside.folder, 0o755)
  const users = [
    `root:x:0:0::${inside.folder}:/bin/sh`,
    `jump:x:61022:61022::${inside.folder}:/bin/sh`,
    'sshd:x:61021:65534::/run/sshd:/bin/false',
    'nobody:x:65534:65534::/:/bin/false',
  ]
  execFileSync('mount', ['--bind', inside.write('etc_passwd', `${users.join('\n')}\n`), '/etc/passwd'])
  mkdirSync('/run/sshd', { recursive: true })
  const lines = [
    `ListenAddress ${PROXY}:2222`,
    `HostKey ${folder}/host_key`,
    `AuthorizedKeysFile ${inside.folder}/authorized_keys`,
    'PasswordAuthentication no',
    'UsePAM no',
    'StrictModes no',
    'PidFile none',
    'AllowTcpForwarding yes',
  ]
  const configuration = inside.write('sshd_config', `${lines.join('\n')}\n`)
  await inside.daemon('/usr/sbin/sshd', ['-D', '-e', '-f', configuration], { host: PROXY, port: 2222 })
}
