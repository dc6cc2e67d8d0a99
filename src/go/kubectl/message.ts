import type { Failure } from '../failure.ts'

/**
 * The text that kubectl's fatal handler prints for an error, without the final newline.
 * Models cmd/util.checkErr and StandardErrorMessage; kubectl-truth section 9.1.
 *
 * @param serverHost host and port as the URL of the request writes them
 */
export function fatalMessage(failure: Pick<Failure, 'kind' | 'text'>, serverHost: string): string {
  switch (failure.kind) {
    case 'transport':
      return transportMessage(failure.text, serverHost)
    case 'status':
      return withoutFinalNewline(failure.text)
    case 'plain':
      return plainMessage(failure.text)
  }
}

/** An error inside a *url.Error. Whatever was refused, the line names the API server and not the proxy. */
export function transportMessage(inner: string, serverHost: string): string {
  if (inner.includes('connection refused'))
    return `The connection to the server ${serverHost} was refused - did you specify the right host or port?`
  return withoutFinalNewline(`Unable to connect to the server: ${inner}`)
}

export function plainMessage(text: string): string {
  return withoutFinalNewline(text.startsWith('error: ') ? text : `error: ${text}`)
}

function withoutFinalNewline(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text
}
