import { mkdirSync } from 'node:fs'
import { releasesAtHand } from './ask/kubectl.ts'
import { startNameServer } from './ask/name-server.ts'
import { inNamespace } from './ask/namespace.ts'
import { inParallel } from './ask/parallel.ts'
import { askAboutSituation, SITUATION_NETWORK } from './ask/situations.ts'
import { readSituationVectors, vectorsInOrder, writeSituationVectors } from './situation-vectors.ts'
import { situations } from './situations/index.ts'
import { DNS } from './situations/situation.ts'

/** Most of the time is spent waiting. */
const WIDTH = 8

/**
 * `node test/oracle/record-situations.ts [family | family/situation …]`: puts every situation, or these, to the doctor and
 * to every kubectl of the cache and writes test/vectors/kubectl/situations/. What is not asked for stays as it was.
 */
await inNamespace(import.meta.url, SITUATION_NETWORK, async (folder, wanted) => {
  await startNameServer(DNS)
  mkdirSync(new URL('../vectors/kubectl/situations/', import.meta.url), { recursive: true })
  const releases = await releasesAtHand()
  const versions = Object.fromEntries(releases.map(({ kubectl, go }) => [kubectl, go]))
  const byFamily = Map.groupBy(situations(new Date()), ({ id }) => id.split('/')[0] ?? '')
  for (const [family, members] of byFamily) {
    const whole = wanted.length === 0 || wanted.includes(family)
    const asked = whole ? members : members.filter(({ id }) => wanted.includes(id))
    if (asked.length === 0) continue
    let done = 0
    const answers = await inParallel(asked, WIDTH, async (situation) => {
      const answer = await askAboutSituation(situation, releases, folder)
      done++
      if (done % 50 === 0) console.error(`oracle: ${done} of ${asked.length} of ${family}`)
      return answer
    })
    const ids = members.map(({ id }) => id)
    writeSituationVectors(family, vectorsInOrder(ids, answers, whole ? [] : readSituationVectors(family)), versions)
    console.log(`oracle: ${asked.length} situations of ${family} put to ${releases.length} releases`)
  }
})
