import { quote } from '../../lib/quote.ts'

/** An API status without a body that client-go could read: what it makes of the number alone. */
export interface GenericStatus {
  /** metav1.StatusReason; empty where none is known. */
  readonly reason: string
  readonly message: string
}

/**
 * Models apimachinery errors.NewGenericServerResponse.
 *
 * @param serverMessage the body if it is text, trimmed, at most 2048 bytes; else `unknown`
 * @param suffix ` (get pods)` where client-go knows the resource, else empty
 */
export function genericStatus(status: number, serverMessage: string, verb: string, suffix: string): GenericStatus {
  const { reason, message } = knownStatus(status, serverMessage, verb)
  return { reason, message: `${message}${suffix}` }
}

function knownStatus(status: number, serverMessage: string, verb: string): GenericStatus {
  const fixed = FIXED[status]
  if (fixed !== undefined) return fixed
  switch (status) {
    case 403:
      return { reason: 'Forbidden', message: serverMessage }
    case 406:
      return { reason: 'NotAcceptable', message: notAcceptable(serverMessage) }
    case 409:
      return verb === 'POST'
        ? { reason: 'AlreadyExists', message: 'the server reported a conflict' }
        : { reason: 'Conflict', message: 'the server reported a conflict' }
    case 415:
      return { reason: 'UnsupportedMediaType', message: serverMessage }
  }
  if (status >= 500)
    return {
      reason: 'InternalError',
      message: `an error on the server (${quote(serverMessage)}) has prevented the request from succeeding`,
    }
  return {
    reason: '',
    message: `the server responded with the status code ${status} but did not return more information`,
  }
}

function notAcceptable(serverMessage: string): string {
  if (serverMessage !== '' && serverMessage !== 'unknown') return serverMessage
  return 'the server was unable to respond with a content type that the client supports'
}

const FIXED: Readonly<Record<number, GenericStatus>> = {
  400: { reason: 'BadRequest', message: 'the server rejected our request for an unknown reason' },
  401: { reason: 'Unauthorized', message: 'the server has asked for the client to provide credentials' },
  404: { reason: 'NotFound', message: 'the server could not find the requested resource' },
  405: { reason: 'MethodNotAllowed', message: 'the server does not allow this method on the requested resource' },
  429: {
    reason: 'TooManyRequests',
    message: 'the server has received too many requests and has asked us to try again later',
  },
  503: { reason: 'ServiceUnavailable', message: 'the server is currently unable to handle the request' },
  504: {
    reason: 'Timeout',
    message: 'the server was unable to return a response in the time allotted, but may still be processing the request',
  },
}
