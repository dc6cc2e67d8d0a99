import type { CauseId, CauseWords } from '../cause.ts'
import { certificateCauses } from './certificate.ts'
import { clientCauses } from './client.ts'
import { connectionCauses } from './connection.ts'
import { interceptionCauses } from './interception.ts'
import { kubeconfigCauses } from './kubeconfig.ts'
import { proxyCauses } from './proxy.ts'

/** The words of every cause that a text can have. */
export const causes = {
  ...interceptionCauses,
  ...proxyCauses,
  ...certificateCauses,
  ...connectionCauses,
  ...clientCauses,
  ...kubeconfigCauses,
} as const satisfies Partial<Record<CauseId, CauseWords>>

/** The causes that texts name: findings and others, all with words. */
export type KnownCause = keyof typeof causes
