import { judgeCase } from '../../src/judged-case.ts'
import type { Comparison } from './figures.ts'
import { atInstant } from './predict-chain.ts'
import { readSituationVectors, withoutEphemeralPorts } from './situation-vectors.ts'

/** The model's word on every saved Case, for every release, against what that kubectl printed there. */
export function compareSituations(): readonly Comparison[] {
  return readSituationVectors().flatMap(({ releases, situations }) =>
    situations.flatMap(({ id, cases, observed }) =>
      observed.flatMap(({ text, kubectl }) =>
        kubectl.map((version): Comparison => {
          const found = cases.find((one) => one.releases.includes(version))?.case
          const goVersion = releases[version]
          if (found === undefined || goVersion === undefined) throw new Error(`no Case of ${id} for ${version}`)
          const subject = { ...found, kubectl: { ...found.kubectl, version, goVersion } }
          const at = new Date(found.at)
          const predicted = withoutEphemeralPorts(judgeCase(subject).predicted.message)
          return { id, kubectl: version, predicted: atInstant(predicted, at), printed: atInstant(text, at) }
        }),
      ),
    ),
  )
}
