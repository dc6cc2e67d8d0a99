import type { Transcript, Walk } from '../transcript/transcript.ts'

/**
 * The walk that the verdict rests on: the last, which carried credentials if any did, unless the run's end cut it off and
 * an earlier one was completed. `null`: there is none.
 */
export function countingWalk(transcript: Transcript): Walk | null {
  return transcript.walks.findLast((walk) => !wasCutOff(walk)) ?? transcript.walks.at(-1) ?? null
}

function wasCutOff(walk: Walk): boolean {
  if (walk.resolution?.kind === 'failed' && walk.resolution.reason.kind === 'cut-off') return true
  if (walk.dial?.connected === null && walk.dial.attempts.some(({ result }) => result.kind === 'cut-off')) return true
  const ends = [walk.proxyTls?.end.kind, walk.tunnel?.end.kind, walk.tls?.end.kind, walk.http.at(-1)?.end.kind]
  return ends.includes('cut-off')
}
