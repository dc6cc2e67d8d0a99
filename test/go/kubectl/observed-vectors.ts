import { readFileSync } from 'node:fs'
import { LOCAL } from '../judge-input-builder.ts'

/** What real kubectl binaries printed; origin and placeholders stand in the file's own note. */
interface ObservedFile {
  readonly note: string
  readonly scenarios: readonly ObservedScenario[]
}

export interface ObservedScenario {
  readonly id: string
  readonly category: string
  readonly desc: string
  readonly host?: string
  readonly chain?: readonly string[]
  readonly ca?: string
  readonly at: string
  readonly kubeconfig?: { readonly clusters: readonly { readonly cluster: { readonly server: string } }[] }
  readonly results: readonly ObservedResult[]
}

export interface ObservedResult {
  readonly cmd: string
  /** `TIMEOUT`: kubectl was still trying when it was ended. */
  readonly rc: number | 'TIMEOUT'
  readonly stderr: string
  readonly kubectl: readonly string[]
}

const file = JSON.parse(
  readFileSync(new URL('../../vectors/kubectl/kubectl-observed.json', import.meta.url), 'utf8'),
) as ObservedFile

const byId = new Map(file.scenarios.map((scenario) => [scenario.id, scenario]))

export function scenario(id: string): ObservedScenario {
  const found = byId.get(id)
  if (found === undefined) throw new Error(`no scenario ${id}`)
  return found
}

export function scenariosOf(...categories: readonly string[]): readonly ObservedScenario[] {
  return file.scenarios.filter(({ category }) => categories.includes(category))
}

export function resultOf({ results }: ObservedScenario, cmd: string, kubectl: string): ObservedResult | null {
  return results.find((result) => result.cmd === cmd && result.kubectl.includes(kubectl)) ?? null
}

/** The fatal text (contract.md section 2, `message`) with the placeholders filled in; `null` on success. */
export function fatalText(result: ObservedResult): string | null {
  if (result.rc === 0) return null
  const lines = result.stderr.replace(/\n$/, '').split('\n')
  const last = lines.findLastIndex((line) => /^[IWEF]<MMDD>|^<REPEATED|^Warning: /.test(line))
  const text = lines.slice(last + 1).join('\n')
  return filled(text.replace(/^\n/, ''))
}

/** Ports as the hand-made wire has them. */
export function filled(text: string): string {
  return text
    .replaceAll('<PORT>', '6443')
    .replaceAll('<PORT2>', '3128')
    .replaceAll('<EPHEMERAL>', LOCAL.split(':')[1] ?? '')
}

export function derOf(pem: string): Uint8Array {
  return new Uint8Array(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64'))
}
