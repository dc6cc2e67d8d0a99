import type { Credentials } from '../kubeconfig/credentials.ts'
import { goPathError } from '../kubeconfig/go-errno.ts'
import { Secret } from '../lib/secret.ts'
import type { System } from '../system/system.ts'
import { readWhole } from '../system/whole-file.ts'
import { authProviderFault, type CloudProviders, oidcToken } from './auth-provider.ts'
import { ok, refuse, type Step } from './refusal.ts'
import type { Selection } from './selection.ts'
import type { AuthenticationMethod } from './target.ts'

export interface Authentication {
  /** The client certificate is added by the TLS settings, which come later in client-go's order. */
  readonly credentials: Omit<Credentials, 'clientCertificate'>
  readonly methods: readonly AuthenticationMethod[]
  /** kubectl would ask for a user name on its terminal (NewPromptingAuthLoader). */
  readonly prompts: boolean
}

const MAX_TOKEN_BYTES = 1024 * 1024

export const noAuthentication: Authentication = {
  credentials: { token: null, basic: null, exec: null, impersonate: null },
  methods: [],
  prompts: false,
}

/**
 * How the user identifies themselves towards an https server. Models getUserIdentificationPartialConfig of clientcmd:
 * a token goes before its file, and a user with nothing at all is asked for a name and password.
 */
export function authenticate({ user }: Selection, system: System): Step<Authentication> {
  const file = user.token === null && user.tokenFile !== null ? readToken(user.tokenFile, system) : null
  if (file?.kind === 'refused') return file
  const token = fileToken(user, system) ?? user.token?.value ?? file?.value ?? null
  const hasBasic = user.username !== null || user.password !== null
  const hasCertificate = user.clientCertificate !== null || user.clientCertificateData !== null
  // The bearer and basic headers are set before the plugin would be asked, so that it never runs.
  const exec = token === null && !hasBasic ? user.exec : null
  const identified =
    user.username !== null || hasCertificate || token !== null || user.authProvider !== null || user.exec !== null
  const methods: AuthenticationMethod[] = [
    ...(hasCertificate ? (['client-certificate'] as const) : []),
    ...(user.token === null ? [] : (['token'] as const)),
    ...(user.token === null && token !== null ? (['token-file'] as const) : []),
    ...(hasBasic ? (['basic'] as const) : []),
    ...(exec === null ? [] : (['exec'] as const)),
    ...(user.authProvider === null ? [] : (['auth-provider'] as const)),
  ]
  return ok({
    credentials: {
      token: token ?? oidcToken(user, system),
      basic: hasBasic
        ? { username: user.username?.value ?? '', password: user.password?.value ?? new Secret('') }
        : null,
      exec,
      impersonate: impersonation(user),
    },
    methods,
    prompts: !identified,
  })
}

export function impersonation(user: Selection['user']): Credentials['impersonate'] {
  if (user.impersonate === null) return null
  return {
    user: user.impersonate,
    uid: user.impersonateUid,
    groups: user.impersonateGroups,
    extra: user.impersonateExtra ?? {},
  }
}

/** What client-go refuses while it builds the transport: plugins it does not know or that are gone. */
export function pluginFault({ user }: Selection, cloudProviders: CloudProviders, system: System): Step<null> {
  const exec = user.exec
  if (exec !== null && !/^client\.authentication\.k8s\.io\/v1(beta1)?$/.test(exec.value.apiVersion)) {
    const text = `exec plugin: invalid apiVersion ${JSON.stringify(exec.value.apiVersion)}`
    return refuse('exec-plugin-failed', text, exec.at, { apiVersion: exec.value.apiVersion })
  }
  const provider = user.authProvider
  if (provider !== null) {
    const fault = authProviderFault(provider.value, user.authProviderConfig ?? {}, cloudProviders, system)
    if (fault !== null) return refuse('client-credential-unreadable', fault, provider.at, { provider: provider.value })
  }
  return ok(null)
}

function readToken(file: NonNullable<Selection['user']['tokenFile']>, system: System): Step<Secret | null> {
  const read = readWhole(file.value, MAX_TOKEN_BYTES, system)
  if (!read.ok) {
    const text = goPathError(file.value, read, system.platform)
    return refuse('client-credential-unreadable', text, file.at, { file: file.value })
  }
  const token = Buffer.from(read.bytes).toString('utf8').trim()
  return ok(token === '' ? null : new Secret(token))
}

/** Beside a token the file is read again before each request, and what it gives goes first (bearerAuthRoundTripper). */
function fileToken(user: Selection['user'], system: System): Secret | null {
  if (user.token === null || user.tokenFile === null) return null
  const read = readToken(user.tokenFile, system)
  return read.kind === 'ok' ? read.value : null
}
