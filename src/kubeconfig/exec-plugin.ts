import type { Secret } from '../lib/secret.ts'
import { NEWEST_KUBECONFIG_BEHAVIOURS } from '../release/kubeconfig-behaviours.ts'
import type { ProcessResult, System } from '../system/system.ts'
import type { Target } from '../target/target.ts'
import { type ExecWords, readExecAnswer } from './exec-answer.ts'
import { execInfo } from './exec-info.ts'
import { errnoText } from './go-errno.ts'
import type { ExecConfig } from './kubeconfig.ts'

/** How the plugin ended, as a Case keeps it: never its output. */
export type ExecOutcome =
  | {
      readonly kind: 'succeeded'
      readonly gives: readonly ('token' | 'client-certificate')[]
      readonly durationMs: number
    }
  | {
      readonly kind: 'failed'
      readonly code: 'missing' | 'exit-code' | 'decode' | 'incomplete' | 'timeout'
      /** In client-go's words, without `getting credentials: `. */
      readonly text: string
    }

export interface ExecRun {
  readonly outcome: ExecOutcome
  readonly token: Secret | null
  readonly clientCertificate: { readonly certificate: Uint8Array; readonly key: Secret } | null
}

export interface ExecContext {
  /** What the plugin is told of the cluster, where it asks for it (`provideClusterInfo`). */
  readonly target: Target
  readonly system: System
  readonly signal: AbortSignal
  readonly timeoutMs: number
  /** How the release words what it refuses; absent: as the newest. */
  readonly words?: ExecWords | undefined
}

/** An ExecCredential with a certificate chain is a few KiB. */
const MAX_OUTPUT_BYTES = 1024 * 1024

/**
 * Runs a credential plugin once, as client-go does at the first request, but never interactively: stdin is closed, so
 * that a plugin which must ask (`interactiveMode: Always`) fails as it does for kubectl without a terminal.
 * Its stderr is read up to a bound and dropped.
 * Models Authenticator.refreshCredsLocked and wrapCmdRunErrorLocked of client-go plugin/pkg/client/auth/exec.
 */
export async function runExecPlugin(exec: ExecConfig, context: ExecContext): Promise<ExecRun> {
  const { system } = context
  if (exec.interactiveMode === 'Always') {
    const text = 'exec plugin cannot support interactive mode: standard input is not a terminal'
    return failed('incomplete', text)
  }
  const file = isPath(exec.command, system.platform) ? exec.command : system.which(exec.command)
  if (file === null) return failed('missing', notInstalled(exec))
  const result = await system.run({
    file,
    args: exec.args,
    env: {
      ...system.env,
      ...Object.fromEntries(exec.env.map(({ name, value }) => [name, value.reveal()])),
      KUBERNETES_EXEC_INFO: execInfo(exec, context.target),
    },
    stdin: null,
    timeoutMs: context.timeoutMs,
    maxOutputBytes: MAX_OUTPUT_BYTES,
    signal: context.signal,
  })
  return outcomeOf(exec, result, context.words ?? NEWEST_KUBECONFIG_BEHAVIOURS, system.platform)
}

function outcomeOf(exec: ExecConfig, result: ProcessResult, words: ExecWords, platform: NodeJS.Platform): ExecRun {
  if (result.kind === 'not-started' && result.code !== 'ABORT_ERR') {
    return failed('missing', `exec: fork/exec ${exec.command}: ${errnoText(result.code, platform)}`)
  }
  // A process that a signal ended has the exit code -1 for Go.
  const exitCode = result.kind === 'not-started' ? -1 : (result.exitCode ?? -1)
  const exited = `exec: executable ${exec.command} failed with exit code ${exitCode}`
  if (result.kind === 'not-started' || result.endedBy !== 'itself') return failed('timeout', exited)
  if (exitCode !== 0) return failed('exit-code', exited)
  const answer = readExecAnswer(result.stdout, exec.apiVersion, words)
  if (answer.kind === 'unusable') return failed(answer.code, answer.text)
  const gives = [
    ...(answer.token === null ? [] : (['token'] as const)),
    ...(answer.clientCertificate === null ? [] : (['client-certificate'] as const)),
  ]
  return {
    outcome: { kind: 'succeeded', gives, durationMs: result.durationMs },
    token: answer.token,
    clientCertificate: answer.clientCertificate,
  }
}

function notInstalled(exec: ExecConfig): string {
  const hint = exec.installHint === '' ? '' : `\n\n${withoutAnsi(exec.installHint)}`
  return `exec: executable ${exec.command} not found

It looks like you are trying to use a client-go credential plugin that is not installed.

To learn more about this feature, consult the documentation available at:
      https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins${hint}`
}

/** client-go cuts escape sequences out of the hint (cleanANSIEscapeCodes). */
function withoutAnsi(text: string): string {
  return text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
}

function isPath(command: string, platform: NodeJS.Platform): boolean {
  return command.includes('/') || (platform === 'win32' && command.includes('\\'))
}

function failed(code: Extract<ExecOutcome, { kind: 'failed' }>['code'], text: string): ExecRun {
  return { outcome: { kind: 'failed', code, text }, token: null, clientCertificate: null }
}
