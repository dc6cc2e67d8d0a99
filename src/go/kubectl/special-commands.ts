import type { Command } from '../client-go/request-kind.ts'
import { plainMessage } from './message.ts'

/**
 * Commands that put a transport error into words of their own, so that kubectl's printer no longer sees a *url.Error;
 * `null` for all others. Source: kubectl-truth section 9.6.
 *
 * @param argv kubectl's arguments, for the file that the text names
 */
export function specialMessage(command: Command, argv: readonly string[], url: UrlError): string | null {
  switch (command.verb) {
    case 'api-versions':
      return plainMessage(`couldn't get available api versions from server: ${urlError(url)}`)
    case 'diff':
      return plainMessage(`unable to recognize ${quotedFile(argv)}: ${urlError(url)}`)
    case 'apply':
      return plainMessage(
        `error validating ${quotedFile(argv)}: error validating data: failed to download openapi: ${urlError({
          ...url,
          url: url.openApiUrl,
        })}; if you choose to ignore these errors, turn validation off with --validate=false`,
      )
    default:
      return null
  }
}

export interface UrlError {
  readonly url: string
  readonly openApiUrl: string
  readonly inner: string
}

/** Models url.Error.Error. */
export function urlError(error: Pick<UrlError, 'url' | 'inner'>): string {
  return `Get "${error.url}": ${error.inner}`
}

/** The first file that -f names, in any of the ways in which pflag takes a value. */
function quotedFile(argv: readonly string[]): string {
  const flag = argv.findIndex((argument) => /^(?:-f|--filename=|--filename$)/.test(argument))
  const joined = /^(?:-f=?|--filename=)(.+)$/s.exec(argv[flag] ?? '')?.[1]
  return JSON.stringify(flag === -1 ? '' : (joined ?? argv[flag + 1] ?? ''))
}
