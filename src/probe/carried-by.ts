import type { Credentials } from '../kubeconfig/credentials.ts'
import type { CarriedCredential } from '../transcript/transcript.ts'

/** Which kinds of credential a walk with these carries. client-go refuses token and basic together before that. */
export function carriedBy(credentials: Credentials): readonly CarriedCredential[] {
  return [
    ...(credentials.clientCertificate === null ? [] : (['client-certificate'] as const)),
    ...(credentials.token === null ? [] : (['token'] as const)),
    ...(credentials.basic === null ? [] : (['basic'] as const)),
    ...(credentials.impersonate === null ? [] : (['impersonation'] as const)),
  ]
}
