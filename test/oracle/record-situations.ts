import { mkdirSync } from 'node:fs'
import { releasesAtHand } from './ask/kubectl.ts'
import { startNameServer } from './ask/name-server.ts'
import { inNamespace } from './ask/namespace.ts'
import { inParallel } from './ask/parallel.ts'
import { askAboutSituation, SITUATION_NETWORK } from './ask/situations.ts'
import { writeSituationVectors } from './situation-vectors.ts'
import { situations } from './situations/index.ts'
import { DNS } from './situations/situation.ts'

/** Most of the time is spent waiting. */
const WIDTH = 8

/**
 * `node test/oracle/record-situations.ts [family …]`: puts every situation to the doctor and to every kubectl of the cache
 * and writes test/vectors/kubectl/situations/.
 */
await inNamespace(import.meta.url, SITUATION_NETWORK, async (folder, families) => {
  await startNameServer(DNS)
  mkdirSync(new URL('../vectors/kubectl/situations/', import.meta.url), { recursive: true })
  const releases = await releasesAtHand()
  const versions = Object.fromEntries(releases.map(({ kubectl, go }) => [kubectl, go]))
  const byFamily = Map.groupBy(situations(new Date()), ({ id }) => id.split('/')[0] ?? '')
  for (const [family, members] of byFamily) {
    if (families.length > 0 && !families.includes(family)) continue
    let done = 0
    const answers = await inParallel(members, WIDTH, async (situation) => {
      const answer = await askAboutSituation(situation, releases, folder)
      done++
      if (done % 50 === 0) console.error(`oracle: ${done} of ${members.length} of ${family}`)
      return answer
    })
    writeSituationVectors(family, answers, versions)
    console.log(`oracle: ${members.length} situations of ${family} put to ${releases.length} releases`)
  }
})
