import type { ConfigError } from '../kubeconfig/kubeconfig.ts'
import type { Location } from '../kubeconfig/location.ts'

type Facts = ConfigError['facts']

/** A step of the resolution that either gives a value or ends it with what kubectl prints. */
export type Step<T> = { readonly kind: 'ok'; readonly value: T } | Refused

export interface Refused {
  readonly kind: 'refused'
  readonly error: ConfigError
}

export function ok<T>(value: T): Step<T> {
  return { kind: 'ok', value }
}

/** `text` is the error; kubectl puts `error: ` before it (cmd/util StandardErrorMessage). */
export function refuse(code: string, text: string, at: Location | null, facts: Facts = {}): Refused {
  return { kind: 'refused', error: { code, message: `error: ${text}`, at, facts } }
}

/** An error of the request itself (`*url.Error`), which kubectl words as one of the connection. */
export function refuseRequest(code: string, text: string, at: Location | null, facts: Facts = {}): Refused {
  return { kind: 'refused', error: { code, message: `Unable to connect to the server: ${text}`, at, facts } }
}
