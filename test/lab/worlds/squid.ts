import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createAuthority } from '../../../src/demo/authority.ts'
import { createCluster, PROXY, proxyVariables, SERVER, trustVariables } from '../cluster.ts'
import type { WorldSpec } from '../world-spec.ts'

const CERTGEN = '/usr/lib/squid/security_file_certgen'

/** A real squid with ssl-bump before a healthy API server, whose private CA it does not trust. */
export const squid: WorldSpec = {
  network: { addresses: [SERVER, PROXY], hosts: { proxy: PROXY } },
  needs: { squid: 'squid-openssl', [CERTGEN]: 'squid-openssl' },
  needsRealRoot: true,
  async start(inside) {
    const cluster = createCluster(inside, 6443)
    await cluster.startServer()
    const ca = createAuthority({ organization: 'Example Egress', commonName: 'squid-bump' }, inside.now)
    // squid changes to a user of its own, who must be able to come here.
    chmodSync(inside.folder, 0o755)
    const work = join(inside.folder, 'squid')
    mkdirSync(work)
    chmodSync(work, 0o777)
    execFileSync(CERTGEN, ['-c', '-s', join(work, 'certificates'), '-M', '4MB'], { stdio: 'ignore' })
    execFileSync('chmod', ['-R', 'a+rwX', work])
    const configuration = inside.write('squid.conf', squidConf(inside.write('squid.pem', ca.pem + ca.keyPem), work))
    await inside.daemon('squid', ['-N', '-f', configuration], { host: PROXY, port: 3128 })
    const bundle = inside.write('squid-ca.crt', ca.pem)
    return {
      kubeconfig: cluster.kubeconfig,
      environment: { ...proxyVariables('http://proxy:3128'), ...trustVariables(bundle) },
    }
  },
}

function squidConf(certificate: string, work: string): string {
  return `http_port ${PROXY}:3128 ssl-bump tls-cert=${certificate} generate-host-certificates=on dynamic_cert_mem_cache_size=4MB
sslcrtd_program ${CERTGEN} -s ${work}/certificates -M 4MB
sslcrtd_children 1
acl step1 at_step SslBump1
ssl_bump peek step1
ssl_bump bump all
sslproxy_cert_error allow all
tls_outgoing_options flags=DONT_VERIFY_PEER
http_access allow all
cache deny all
access_log none
cache_log ${work}/cache.log
pid_filename none
coredump_dir ${work}
visible_hostname proxy
shutdown_lifetime 0 seconds
max_filedescriptors 1024
pinger_enable off
`
}
