import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { kubectlRequests } from '../../src/target/requests.ts'
import { kubectlBinary } from '../oracle/kubectl-binary.ts'
import { target } from '../probe/plan-builder.ts'
import { startDiscoveryServer } from './discovery-server.ts'

const kubectl = await kubectlBinary('v1.34')
const missing = kubectl === null ? ' (no kubectl v1.34: npm run oracle:fetch)' : ''

const COMMANDS = [
  ...['version', 'version -o json', 'get --raw /version', 'api-resources', 'api-versions'],
  ...['api-resources --verbs list', 'cluster-info', 'top pods', 'top nodes', 'get widgets', 'explain pods --recursive'],
  ...['get pods', 'get pods -A', 'get pods --all-namespaces=true', 'get nodes -o wide', 'get pods -owide', 'get Pods'],
  ...['get pods -o json', 'get pods -ojson', 'get -o name ns', 'get pods -Aoyaml', 'get pods -o custom-columns=A:.x'],
  ...['get pods a', 'get pods a b', 'get pod/a', 'get pod/a svc/b', 'get pods,svc', 'get node n', 'get -A pods,nodes'],
  ...['get pods -l a=b,c!=d', 'get pods --selector=a', 'get pods --field-selector x=y', 'get pods -L app'],
  ...['get pods --chunk-size=0', 'get pods --chunk-size 7', 'get pods --sort-by=.a', 'get pods --sort-by .a -o json'],
  ...['get pods --server-print=false', 'get pods --show-labels', 'get pods a --subresource status', 'get events'],
  ...['get deploy', 'get deployments.apps', 'get deployments.v1.apps', 'get pods.v1.', 'get pods.apps'],
  ...['describe pods', 'describe pod/a', 'describe nodes -l a=b', 'logs a', 'logs pod/a -c b', 'logs deploy/a'],
  ...['get --raw /readyz?verbose', 'get --raw /a/../api/?b=|*&a&%zz=1#x', 'get --raw //node.1/a%2Fb%7Ec'],
  ...['logs -l a=b', 'auth can-i get pods', 'auth can-i get pods/log', 'auth can-i list deployments.apps'],
]

/** kubectl prefers protobuf here; why the doctor does not stands in resource-requests.ts. */
const OTHER_ACCEPT = ['events', 'events -A', 'events --chunk-size=7']

/** What follows depends on answers, or is posted: the doctor makes the first requests only. */
const FOLLOWED: Readonly<Record<string, RegExp>> = {
  'explain pods --recursive': /^GET \/openapi\/v2/,
  'auth can-i get pods': /^POST /,
  'auth can-i get pods/log': /^POST /,
  'auth can-i list deployments.apps': /^POST /,
}

describe.skipIf(kubectl === null)(`kubectl v1.34 makes the planned requests${missing}`, () => {
  test.each(COMMANDS)('%s', async (command) => {
    const { cold, fresh, planned } = await requestsOf(command)
    const followed = FOLLOWED[command]
    const kept = (requests: readonly string[]) => requests.filter((request) => !followed?.test(request))
    expect(kept(cold)).toEqual(planned('cold'))
    // A kind that nobody knows is asked for no more, and there must be something to ask.
    if (command !== 'get widgets' && command !== 'get pods.apps') expect(kept(fresh)).toEqual(planned('fresh'))
  })

  test.each(OTHER_ACCEPT)('%s', async (command) => {
    const { cold, planned } = await requestsOf(command)
    const withoutAccept = (request: string) => request.replace(/ \[.*$/, '')
    expect(cold.map(withoutAccept)).toEqual(planned('cold').map(withoutAccept))
  })
})

async function requestsOf(command: string) {
  const server = await startDiscoveryServer()
  const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-requests-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const argv = command.split(' ')
  const asked = async () => {
    server.requests.length = 0
    await run([...argv, `--server=http://127.0.0.1:${server.port}`, `--cache-dir=${join(folder, 'cache')}`], folder)
    return [...server.requests]
  }
  const cold = await asked()
  const fresh = await asked()
  const base = `http://127.0.0.1:${server.port}`
  const planned = (cache: 'cold' | 'fresh') =>
    kubectlRequests(argv, target(server.port, 'http'), cache).map(
      ({ method, url, accept }) => `${method} ${url.slice(base.length)} [${accept}]`,
    )
  return { cold, fresh, planned }
}

function run(args: readonly string[], home: string): Promise<void> {
  return new Promise((resolve) => {
    execFile(kubectl ?? '', args, { env: { HOME: home }, timeout: 20_000 }, () => resolve())
  })
}
