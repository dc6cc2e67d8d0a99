import { nodeSystem } from '../../src/system/node.ts'
import { kubectlBinary } from '../oracle/kubectl-binary.ts'
import { type KrewTools, krewTools } from './krew-tools.ts'

/** The real programs that a check needs, by their paths. */
export interface Programs extends KrewTools {
  readonly kubectl: string
}

const KUBECTL = 'v1.34.5'

/** All of them, built where they are not there yet; else what this machine lacks for that, in words. */
export async function findPrograms(): Promise<Programs | { readonly missing: string }> {
  if (process.platform === 'win32') return { missing: 'no POSIX system' }
  const { which } = nodeSystem()
  // On PATH, or where its installer puts it.
  const go = which('go') ?? which('/usr/local/go/bin/go')
  if (go === null) return { missing: 'no Go toolchain, which builds krew and its validator' }
  const kubectl = (await kubectlBinary(KUBECTL)) ?? which('kubectl')
  if (kubectl === null) return { missing: 'no kubectl (npm run oracle:fetch)' }
  return { ...(await krewTools(go)), kubectl }
}
