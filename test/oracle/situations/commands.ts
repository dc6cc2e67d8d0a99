import { CLOSED, type Situation } from './situation.ts'
import { type Certificates, configOf } from './world.ts'

/** Commands that word a failed connection in their own way, against a server that refuses and one with no name. */
export function commands({ root }: Certificates): readonly Situation[] {
  return Object.entries({ refused: `https://${CLOSED}:6443`, unnamed: 'https://nx.example:6443' }).flatMap(
    ([id, server]) =>
      COMMANDS.map(
        (line): Situation => ({
          id: `command/${id}/${line}`,
          kubeconfig: configOf(root, { server }),
          argv: line.split(' '),
          files: { 'pod.json': '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"}}' },
        }),
      ),
  )
}

const COMMANDS: readonly string[] = [
  'get --raw /healthz',
  'get pods',
  'get pods -A',
  'get ns',
  'get pod/foo',
  'describe pod foo',
  'logs foo',
  'version',
  'cluster-info',
  'api-resources',
  'api-versions',
  'auth can-i get pods',
  'auth whoami',
  'top nodes',
  'explain pods',
  'events',
  'rollout status deploy/x',
  'wait --for=condition=Ready pod/foo',
]
