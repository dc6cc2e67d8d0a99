import { quote } from './quote.ts'

/**
 * Why net/netip.ParseAddr does not read `text` as an IP address, in its words (`ParseAddr("x"): unable to parse IP`);
 * `null`: it does.
 */
export function parseAddrError(text: string): string | null {
  const found = addressProblem(text)
  if (found === null) return null
  return `ParseAddr(${quote(text)}): ${found.says}${found.at === '' ? '' : ` (at ${quote(found.at)})`}`
}

interface Problem {
  readonly says: string
  /** What is left of the text where it was found; `''`: not said. */
  readonly at: string
}

function problem(says: string, at = ''): Problem {
  return { says, at }
}

/** The first of these characters decides what the text is read as. */
function addressProblem(text: string): Problem | null {
  switch (/[.:%]/.exec(text)?.[0]) {
    case '.':
      return ipv4Problem(text)
    case ':':
      return ipv6Problem(text)
    case '%':
      return problem('missing IPv6 address')
    default:
      return problem('unable to parse IP')
  }
}

function ipv4Problem(text: string): Problem | null {
  let fields = 0
  let digits = ''
  for (const [i, char] of [...text].entries()) {
    const rest = text.slice(i)
    if (/\d/.test(char)) {
      if (digits === '0') return problem('IPv4 field has octet with leading zero')
      digits += char
      if (Number(digits) > 255) return problem('IPv4 field has value >255')
    } else if (char === '.') {
      if (digits === '' || i === text.length - 1) return problem('IPv4 field must have at least one digit', rest)
      if (fields === 3) return problem('IPv4 address too long')
      fields++
      digits = ''
    } else return problem('unexpected character', rest)
  }
  return fields < 3 ? problem('IPv4 address too short') : null
}

function ipv6Problem(text: string): Problem | null {
  const percent = text.indexOf('%')
  if (percent === text.length - 1) return problem('zone must be a non-empty string')
  let rest = percent === -1 ? text : text.slice(0, percent)
  let octets = 0
  let ellipsis = rest.startsWith('::') ? 0 : -1
  if (ellipsis === 0) rest = rest.slice(2)
  while (octets < 16 && rest !== '') {
    const digits = /^[0-9A-Fa-f]*/.exec(rest)?.[0] ?? ''
    if (digits.length > 4) return problem('each group must have 4 or less digits', rest)
    if (digits === '') return problem('each colon-separated field must have at least one digit', rest)
    if (rest[digits.length] === '.') return embeddedProblem(rest, octets, ellipsis)
    octets += 2
    rest = rest.slice(digits.length)
    if (rest === '') break
    if (!rest.startsWith(':')) return problem('unexpected character, want colon', rest)
    if (rest === ':') return problem('colon must be followed by more characters', rest)
    rest = rest.slice(1)
    if (!rest.startsWith(':')) continue
    if (ellipsis >= 0) return problem('multiple :: in address', rest)
    ellipsis = octets
    rest = rest.slice(1)
  }
  if (rest !== '') return problem('trailing garbage after address', rest)
  return endProblem(octets, ellipsis)
}

function embeddedProblem(rest: string, octets: number, ellipsis: number): Problem | null {
  if (ellipsis < 0 && octets !== 12)
    return problem('embedded IPv4 address must replace the final 2 fields of the address', rest)
  if (octets + 4 > 16) return problem('too many hex fields to fit an embedded IPv4 at the end of the address', rest)
  return ipv4Problem(rest) ?? endProblem(octets + 4, ellipsis)
}

function endProblem(octets: number, ellipsis: number): Problem | null {
  if (octets < 16) return ellipsis < 0 ? problem('address string too short') : null
  return ellipsis >= 0 ? problem('the :: must expand to at least one field of zeros') : null
}
