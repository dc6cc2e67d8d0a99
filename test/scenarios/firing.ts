import type { Case } from '../../src/case.ts'
import type { RuleId } from '../../src/rules/index.ts'
import { certificateFiring } from './firing-certificate.ts'
import { clientFiring } from './firing-client.ts'
import { connectionFiring } from './firing-connection.ts'
import { proxyFiring } from './firing-proxy.ts'

export { healthy } from './situations.ts'

/** One Case a finding in which it fires. The type checker names the finding without one. */
export const firing = {
  ...proxyFiring,
  ...certificateFiring,
  ...connectionFiring,
  ...clientFiring,
} satisfies Record<RuleId, () => Case>
