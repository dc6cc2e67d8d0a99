import type { Location } from '../kubeconfig/location.ts'
import { assertNever } from '../lib/exhaustive.ts'
import type { Origin } from '../transcript/network-path.ts'

/** Where a value of the configuration stands, as a path's origin. */
export function originAt(at: Location, name: string): Origin {
  switch (at.kind) {
    case 'file': {
      const { file, pointer, line } = at
      return { source: 'kubeconfig', name, file, pointer, ...(line === null ? {} : { line }) }
    }
    case 'flag':
      return { source: 'flag', name: at.flag }
    case 'variable':
      return { source: 'environment', name: at.variable }
    case 'in-cluster':
      return { source: 'kubeconfig', name: 'in-cluster configuration', ...(at.file === null ? {} : { file: at.file }) }
    case 'default':
      return { source: 'kubectl', name: "client-go's default server" }
    default:
      return assertNever(at)
  }
}
