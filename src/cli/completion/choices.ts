import type { System } from '../../system/system.ts'
import { SOURCES, TRANSPORTS } from '../../transcript/network-path.ts'
import { FAIL_ON } from '../exit-code.ts'
import { SHELLS } from './scripts.ts'

export interface Choice {
  readonly value: string
  /** One line for people; may be empty. */
  readonly describe: string
}

export type ChoiceKind =
  | 'context'
  | 'cluster'
  | 'user'
  | 'file'
  | 'remedy'
  | 'scenario'
  | 'shell'
  | 'path'
  | 'fail-on'
  | 'send-credentials'

/** All values of a kind. What cannot be read offers nothing. */
export async function choicesOf(
  kind: ChoiceKind,
  kubeconfig: string | undefined,
  system: () => Promise<System>,
): Promise<readonly Choice[]> {
  switch (kind) {
    case 'context':
    case 'cluster':
    case 'user':
      return inKubeconfig(kind, kubeconfig, await system())
    case 'scenario': {
      const { scenarios } = await import('../../demo/scenarios.ts')
      return Object.entries(scenarios).map(([value, { summary }]) => ({ value, describe: summary }))
    }
    case 'remedy':
      return plain(Object.keys((await import('../../remedies/index.ts')).remedyKinds))
    case 'shell':
      return plain(SHELLS)
    case 'path':
      return plain([...TRANSPORTS, ...SOURCES])
    case 'fail-on':
      return plain(FAIL_ON)
    case 'send-credentials':
      return plain(['verified', 'never'])
    case 'file':
      return []
  }
}

async function inKubeconfig(
  kind: 'context' | 'cluster' | 'user',
  flag: string | undefined,
  system: System,
): Promise<readonly Choice[]> {
  const { loadKubeconfig } = await import('../../kubeconfig/load.ts')
  const loaded = loadKubeconfig(flag, system)
  if (loaded.kind === 'refused') return []
  const { contexts, clusters, users } = loaded.kubeconfig
  switch (kind) {
    case 'context':
      return [...contexts].map(([value, { cluster }]) => ({
        value,
        describe: cluster === '' ? '' : `cluster ${cluster}`,
      }))
    case 'cluster':
      return [...clusters].map(([value, { server }]) => ({ value, describe: server?.value ?? '' }))
    case 'user':
      return plain([...users.keys()])
  }
}

function plain(values: readonly string[]): readonly Choice[] {
  return values.map((value) => ({ value, describe: '' }))
}
