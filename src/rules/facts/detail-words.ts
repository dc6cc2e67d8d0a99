import { errnoText } from '../../go/net/errno.ts'

/** The `detail` of a fact as people read it: `ECONNREFUSED` as `connection refused`, a reply of SOCKS as a clause. */
export function detailWords(detail: string): string {
  return (
    REPLIES[detail] ??
    detail
      .replace(/^SOCKS: (\S+)$/, (_, end: string) => `SOCKS: ${REPLIES[end] ?? end}`)
      .replace(/^unexpected-version (\d+)$/, 'a reply of version $1 where SOCKS has 5')
      .replace(
        /(?<before>^|: )(?<errno>E[A-Z]{3,})(?= \(|$)/,
        (_, before: string, errno: string) => before + errnoText(errno),
      )
  )
}

/** Ends of a SOCKS 5 exchange (`transcript/transcript.ts`), and of a dial. */
const REPLIES: Readonly<Record<string, string>> = {
  'no-acceptable-method': 'none of the offered ways to log in is acceptable',
  'authentication-failed': 'the user name or the password is wrong',
  'invalid-auth-version': 'an answer to the password that is not of RFC 1929',
  'non-zero-reserved': 'a reply whose reserved byte is not zero',
  'unknown-address-type': 'a reply with an unknown type of address',
  closed: 'the connection was closed',
  reset: 'the connection was reset',
  timeout: 'no answer in time',
}
