import { createCluster, NAME_SERVER, SERVER } from '../cluster.ts'
import { startDnsServer, type Zone } from '../dns-server.ts'
import type { WorldSpec } from '../world-spec.ts'

const NAME = 'api.example'

/** A healthy API server that is found by DNS. */
export const named = worldWithNames({ [NAME]: [SERVER] })

/** The name is not there, as outside of the organisation's own name servers. */
export const nameUnknown = worldWithNames({})

/** The name server answers that it cannot answer. */
export const nameServerFails = worldWithNames({ [NAME]: 'servfail' })

function worldWithNames(zone: Zone): WorldSpec {
  return {
    network: { addresses: [SERVER, NAME_SERVER], hosts: {}, nameservers: [NAME_SERVER] },
    needs: {},
    async start(inside) {
      inside.keep(await startDnsServer(NAME_SERVER, zone))
      const cluster = createCluster(inside, 6443, NAME)
      await cluster.startServer()
      return { kubeconfig: cluster.kubeconfig, environment: {} }
    },
  }
}
