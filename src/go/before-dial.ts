import type { Target } from '../target/target.ts'
import type { NetworkPath } from '../transcript/network-path.ts'
import { commandOf } from './client-go/request-kind.ts'
import { type Failure, unreached } from './failure.ts'
import { proxyConnect } from './http/proxyconnect.ts'
import type { JudgeInput } from './judge-input.ts'
import { missingCommandText } from './kubectl/missing-command.ts'
import { invalidPort } from './net/dial.ts'

/**
 * What ends kubectl before it opens any connection: a command that the release does not have, the prompt for a user name
 * that meets a closed stdin, the exec plugin, a port that does not exist. In that order; `[]` when nothing does.
 * Over http:// client-go reads no credential at all (kubectl-truth section 8.9), so that none can fail.
 */
export function failuresBeforeDial(input: JudgeInput): readonly Failure[] {
  const credentials =
    input.target.scheme === 'https' ? [promptFailure(input.target), execFailure(input.execFailure)] : []
  return [commandFailure(input), ...credentials, portFailure(input.path)].filter((failure) => failure !== null)
}

function commandFailure({ argv, release }: JudgeInput): Failure | null {
  const missing = release.behaviours.kubeconfig?.missingCommands ?? []
  const text = missingCommandText(commandOf(argv).verb, missing)
  return text === null ? null : unreached('dns', { kind: 'plain', code: 'kubectl.UnknownCommand', text })
}

/** Of the first hop: what is dialled by Go itself. */
function portFailure({ transport, proxy, server }: NetworkPath): Failure | null {
  if (transport === 'direct') return invalidPort(server.port)
  return transport === 'ssh' || proxy === null ? null : proxyConnect(invalidPort(proxy.port))
}

/** clientcmd asks on stdout for `Please enter Username: ` and reads EOF (kubectl-truth section 8.3). */
function promptFailure(target: Target): Failure | null {
  if (!target.oddities.some((oddity) => oddity.code === 'credentials-missing')) return null
  return unreached('dns', { kind: 'plain', code: 'clientcmd.PromptEOF', text: 'EOF' })
}

/** Models client-go exec.roundTripper.RoundTrip, which fails before the transport is asked (section 8.8). */
function execFailure(text: string | null): Failure | null {
  if (text === null) return null
  return unreached('dns', { code: execCode(text), text: `getting credentials: ${text}` })
}

function execCode(text: string): string {
  const known = EXEC_CODES.find(([pattern]) => pattern.test(text))
  return known?.[1] ?? 'exec.failed'
}

const EXEC_CODES: readonly (readonly [pattern: RegExp, code: string])[] = [
  [/^exec: executable \S+ not found/, 'exec.missing'],
  [/failed with exit code -?\d+/, 'exec.exit-code'],
  [/^decoding stdout: /, 'exec.decode'],
  [/plugin returned version/, 'exec.decode'],
  [/didn't return a|returned only certificate or key/, 'exec.incomplete'],
  [/timed? ?out|deadline exceeded|signal: killed/i, 'exec.timeout'],
]
