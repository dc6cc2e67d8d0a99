import type { NetworkPath } from '../transcript/network-path.ts'
import { atAddress } from './network-path.ts'

/**
 * One path for each address of the server's name, once the name is resolved: kubectl's own path takes them all, these
 * tell which of them fails.
 */
export function addressPaths(path: NetworkPath, addresses: readonly string[]): readonly NetworkPath[] {
  return [...new Set(addresses)]
    .filter((address) => address !== path.server.host)
    .map((address) => atAddress(path, address))
}
