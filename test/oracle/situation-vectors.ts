import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Case } from '../../src/case.ts'
import type { SituationAnswer } from './ask/situations.ts'

/** One situation: the Cases that the doctor saved in it, and what each release printed there. */
export interface SituationVector {
  readonly id: string
  readonly cases: readonly { readonly releases: readonly string[]; readonly case: Case }[]
  readonly observed: readonly { readonly text: string | null; readonly kubectl: readonly string[] }[]
}

interface Stored {
  readonly note: string
  readonly releases: Readonly<Record<string, string>>
  readonly situations: readonly SituationVector[]
}

const FOLDER = new URL('../vectors/kubectl/situations/', import.meta.url)

const NOTE =
  "Recorded by npm run oracle:record. case = what kubectl tlsdoctor --save-case kept of kubectl's own path, for the releases named beside it; text = what kubectl printed in the same situation, null where it succeeded; ephemeral ports are set to 0."

export function readAllSituationVectors(): readonly Stored[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readFamily(name.slice(0, -'.json'.length)))
}

export function readSituationVectors(family: string): readonly SituationVector[] {
  return readFamily(family).situations
}

export function readFamily(family: string): Stored {
  return JSON.parse(readFileSync(new URL(`${family}.json`, FOLDER), 'utf8')) as Stored
}

/** What was recorded now, else what stood there, in the order of the ids. */
export function vectorsInOrder(
  ids: readonly string[],
  answers: readonly SituationAnswer[],
  before: readonly SituationVector[],
): readonly SituationVector[] {
  const all = new Map([...before, ...answers.map(vectorOf)].map((vector) => [vector.id, vector]))
  return ids.flatMap((id) => all.get(id) ?? [])
}

function vectorOf({ id, cases, printed }: SituationAnswer): SituationVector {
  const answered = printed.flatMap(({ kubectl, text }) => (text === undefined ? [] : [{ kubectl, text }]))
  const byText = Map.groupBy(answered, ({ text }) => withoutEphemeralPorts(text))
  return {
    id,
    cases,
    observed: [...byText].map(([text, same]) => ({ text, kubectl: same.map(({ kubectl }) => kubectl) })),
  }
}

/** One file a family, one situation a line. */
export function writeSituationVectors(
  family: string,
  vectors: readonly SituationVector[],
  releases: Readonly<Record<string, string>>,
): void {
  const lines = vectors.map((vector) => withoutPlaces(JSON.stringify(vector)))
  const head = `"note":${JSON.stringify(NOTE)},\n"releases":${JSON.stringify(releases)}`
  writeFileSync(new URL(`${family}.json`, FOLDER), `{${head},\n"situations":[\n${lines.join(',\n')}\n]}\n`)
}

/** Where kubectl and the situation's folder stood on the machine that recorded is nobody's business. */
function withoutPlaces(line: string): string {
  return line
    .replaceAll(/"binary":"[^"]+"/g, '"binary":"/usr/local/bin/kubectl"')
    .replaceAll(/\/[\w./-]*tlsdoctor-oracle-\w+\/[\w-]+/g, '/home/jane')
}

/** The client's port differs from run to run: `read tcp 192.0.2.10:40000->192.0.2.10:21003`. */
export function withoutEphemeralPorts(text: string | null): string | null {
  return text?.replaceAll(/(\d+\.\d+\.\d+\.\d+|\[[0-9a-f:]+\]):\d+->/g, '$1:0->') ?? null
}
