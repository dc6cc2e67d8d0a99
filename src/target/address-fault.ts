/**
 * Why net.SplitHostPort does not take an address apart again, in its words; `null`: it does. Go up to 1.24.7 lets brackets
 * through in a URL's host.
 */
export function addressFault(address: string): string | null {
  if (!address.startsWith('[')) return strayBracket(address, '[') ?? strayBracket(address, ']')
  const end = address.indexOf(']')
  if (end + 1 !== address.lastIndexOf(':')) {
    return address[end + 1] === ':' ? 'too many colons in address' : 'missing port in address'
  }
  return strayBracket(address.slice(1), '[') ?? strayBracket(address.slice(end + 1), ']')
}

function strayBracket(text: string, bracket: string): string | null {
  return text.includes(bracket) ? `unexpected '${bracket}' in address` : null
}
