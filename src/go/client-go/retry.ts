import type { Failure } from '../failure.ts'
import { plainMessage } from '../kubectl/message.ts'
import { urlError } from '../kubectl/special-commands.ts'

/**
 * client-go tries a GET again after EOF-like errors, and where the last two texts differ it joins them, which hides the
 * *url.Error from kubectl's printer. A reset's text holds our port, so that it always differs; `null` for all others.
 * Models client-go rest.retryAfter / WithRetry.WrapPreviousError; kubectl-truth sections 9.4, 9.5.
 */
export function retriedMessage(failure: Failure, url: string): string | null {
  if (!failure.retried || !/(?:read|write) tcp \S+: (?:read|write): /.test(failure.text)) return null
  return plainMessage(`${urlError({ url, inner: failure.text })} - error from a previous attempt: ${failure.text}`)
}
