import type { KnownText, RankedCause, Variables } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'

/** `socks connect tcp PROXY->TARGET: CAUSE`. */
export const socksTexts: readonly KnownText[] = [
  {
    id: 'socks',
    pattern: /socks connect tcp (?<proxy>\S{1,100}?)->(?<target>\S{1,255}): (?<failure>[^\n"\\]{1,160})/,
    says: ({ proxy, target, failure = '' }) =>
      `The SOCKS proxy ${proxy} was reached and did not open the connection to ${target}: ${failure.replace(/^unknown error /, '')}.`,
    hop: 'proxy-answer',
    causes: byFailure,
    next: diagnose('the reply of the SOCKS proxy, and how the direct path ends'),
    source: 'RFC 1928 section 6; golang.org/x/net/internal/socks; kubectl-truth 6',
  },
]

function byFailure({ failure = '' }: Variables): readonly RankedCause[] {
  if (/unexpected protocol version|unknown address type|reserved field/.test(failure)) {
    return [
      ['socks-speaks-no-socks', 'version 72 is the letter H of an HTTP proxy; the scheme must be http:// then'],
      ['proxy-url-invalid', 'the port belongs to something else'],
    ]
  }
  if (/authentication/.test(failure) || /username\/password/.test(failure)) {
    return [
      ['socks-auth-required', 'it wants a user and a password, or refuses those given'],
      ['socks-refused', 'a rule of the proxy'],
    ]
  }
  if (/EOF|reset/.test(failure)) {
    return [
      ['socks-refused', 'the proxy gave up on the target without a reply: ssh -D does this when the far side refuses'],
      ['socks-speaks-no-socks', 'what listens there is no SOCKS proxy'],
    ]
  }
  return [
    ['socks-refused', 'the reply is about the way from the proxy to the server'],
    ['port-closed', 'connection refused here is what the proxy met at the server'],
  ]
}
