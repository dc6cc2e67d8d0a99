import type { Case } from '../../src/case.ts'
import { remoteText } from '../../src/go/http/quote.ts'
import { judgeCase } from '../../src/judged-case.ts'
import { redactMessage } from '../../src/transcript/redact.ts'
import type { Comparison } from './figures.ts'
import { atInstant } from './predict-chain.ts'
import { readAllSituationVectors, type SituationVector, withoutEphemeralPorts } from './situation-vectors.ts'

/** The model's word on every saved Case, for every release, against what that kubectl printed there. */
export function compareSituations(): readonly Comparison[] {
  return readAllSituationVectors().flatMap(({ releases, situations }) =>
    situations.flatMap((situation) => compareSituation(situation, releases)),
  )
}

/** @param releases which Go each kubectl was built with */
export function compareSituation(
  { id, cases, observed }: SituationVector,
  releases: Readonly<Record<string, string>>,
): readonly Comparison[] {
  return observed.flatMap(({ text, kubectl }) =>
    kubectl.map((version) => {
      const found = cases.find((one) => one.releases.includes(version))?.case
      const go = releases[version]
      if (found === undefined || go === undefined) throw new Error(`no Case of ${id} for ${version}`)
      return compareAnswer(id, found, { kubectl: version, go }, text)
    }),
  )
}

/** A Case as if that kubectl had been found when it was saved. */
export function compareAnswer(
  id: string,
  found: Case,
  { kubectl, go }: { readonly kubectl: string; readonly go: string },
  printed: string | null,
): Comparison {
  const at = new Date(found.at)
  const subject = { ...found, kubectl: { ...found.kubectl, version: kubectl, goVersion: go } }
  const { message } = judgeCase(subject).predicted
  return {
    id,
    kubectl,
    predicted: atInstant(withoutEphemeralPorts(message), at),
    printed: printed === null ? null : atInstant(withoutEphemeralPorts(asShown(printed)), at),
  }
}

/** The doctor shows control characters of a peer as `\\x1b`, and passwords in URLs not at all; everything else is kubectl's. */
function asShown(printed: string): string {
  return redactMessage(remoteText(printed))
}
