/**
 * A URI that Go could parse, as Go writes it again: scheme in lower case, `//` only where something follows, path and
 * fragment escaped anew where they hold what has to be. ASCII only. Models net/url URL.String.
 */
export function uriText(text: string): string {
  const [beforeFragment = '', ...fragment] = text.split('#')
  const scheme = /^([A-Za-z][A-Za-z0-9+\-.]*):/.exec(beforeFragment)?.[1] ?? ''
  const rest = scheme === '' ? beforeFragment : beforeFragment.slice(scheme.length + 1)
  const start = scheme === '' ? '' : `${scheme.toLowerCase()}:`
  const question = rest.indexOf('?')
  const query = question === -1 ? '' : rest.slice(question)
  const hierarchy = question === -1 ? rest : rest.slice(0, question)
  const end = `${query}${fragment.join('#') === '' ? '' : `#${escaped(fragment.join('#'), FRAGMENT)}`}`
  if (scheme !== '' && !hierarchy.startsWith('/')) return `${start}${hierarchy}${end}`
  const authority = /^\/\/(?!\/)([^/]*)/.exec(hierarchy)?.[1]
  const emptyAuthority = authority === undefined && scheme !== '' && hierarchy.startsWith('///')
  const path =
    authority === undefined ? (emptyAuthority ? hierarchy.slice(2) : hierarchy) : hierarchy.slice(2 + authority.length)
  const slashes = authority !== undefined && (authority !== '' || path !== '') ? '//' : emptyAuthority ? '//' : ''
  return `${start}${slashes}${authority ?? ''}${escaped(path, PATH)}${end}`
}

/** What may stand unescaped where Go escapes; and what it leaves alone if all of it is valid as it stands. */
const PATH = /[A-Za-z0-9\-_.~$&+,/:;=@]/
const FRAGMENT = /[A-Za-z0-9\-_.~$&+,/:;=?@!()*]/
const VALID = /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:@/?[\]]|%[0-9A-Fa-f]{2})*$/

function escaped(part: string, plain: RegExp): string {
  if (VALID.test(part)) return part
  const unescaped = part.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
  return Array.from(unescaped, (char) => (plain.test(char) ? char : `%${hex(char)}`)).join('')
}

function hex(char: string): string {
  return char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')
}
