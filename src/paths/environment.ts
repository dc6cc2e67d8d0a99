import { networkPath } from './network-path.ts'
import type { PathSource } from './path-source.ts'

/** A path through every proxy that a variable names, those too that Go does not read for this server. */
export const environmentSource: PathSource = {
  source: 'environment',
  plan: (target) =>
    target.proxy.variables.flatMap((variable) => {
      if (variable.endpoint === null) return []
      const origin = { source: 'environment', name: variable.name } as const
      return [
        networkPath({
          server: { host: target.host, port: target.port },
          proxy: variable.endpoint,
          origin: variable.status === 'won' ? origin : { ...origin, ignoredBecause: variable.reason },
        }),
      ]
    }),
}
