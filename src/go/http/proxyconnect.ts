import type { Failure } from '../failure.ts'

/**
 * Dialling the proxy, and TLS with it, happen inside net/http's wrapper: `proxyconnect tcp: ` stands before the error.
 * The answers to CONNECT and SOCKS do not get it. Models net/http.Transport.dialConn (wrapErr).
 */
export function proxyConnect<F extends Failure | null>(failure: F): F {
  if (failure === null || failure.unknown) return failure
  return { ...failure, text: `proxyconnect tcp: ${failure.text}` }
}
