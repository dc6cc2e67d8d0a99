import type { Source } from '../transcript/network-path.ts'
import { networkPath } from './network-path.ts'
import type { PathSource } from './path-source.ts'

/** The proxy of the operating system's settings. */
export const systemSource: PathSource = machineSource('system', "kubectl does not read the system's proxy settings")

/** The proxies of other tools on this machine. */
export const toolSource: PathSource = machineSource('tool', "kubectl does not read other tools' settings")

function machineSource(source: Extract<Source, 'system' | 'tool'>, ignoredBecause: string): PathSource {
  return {
    source,
    plan: (target, { machine }) =>
      (machine ?? []).flatMap(({ source: owner, name, file, line, endpoint }) => {
        if (owner !== source || endpoint === null) return []
        const place = { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) }
        const origin = { source, name, ...place, ignoredBecause }
        return [networkPath({ server: { host: target.host, port: target.port }, proxy: endpoint, origin })]
      }),
  }
}
