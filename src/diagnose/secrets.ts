import type { Credentials } from '../kubeconfig/credentials.ts'
import type { Secret } from '../lib/secret.ts'
import type { Target } from '../target/target.ts'

/** What kubectl could send and a peer, a proxy or a plugin repeat: to be taken out of all that it printed. */
export function secretsOf(credentials: Credentials | null, target: Target | null): readonly Secret[] {
  const all = [credentials?.token, credentials?.basic?.password, target?.proxy.proxy?.credentials?.password]
  return all.filter((secret): secret is Secret => secret != null)
}
