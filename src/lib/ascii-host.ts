import { domainToASCII } from 'node:url'

/** Models idnaASCII of net/http: only names that are not ASCII are changed. */
export function asciiHost(host: string): string {
  if (/^[\u0020-\u007e]*$/.test(host)) return host
  return domainToASCII(host) || host
}
