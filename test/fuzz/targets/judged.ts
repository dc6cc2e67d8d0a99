import { judgePath } from '../../../src/go/judge.ts'
import type { Judgement } from '../../../src/go/verdict.ts'
import type { Target } from '../../../src/target/target.ts'
import type { NetworkPath } from '../../../src/transcript/network-path.ts'
import type { Walk } from '../../../src/transcript/transcript.ts'
import { inputOf, pathOf, targetOf, walkOf } from '../../go/judge-input-builder.ts'
import { holds } from '../invariants/holds.ts'
import { RELEASES } from './releases.ts'

const target: Target = targetOf('https://api.example.test:6443')

/** What was read off the wire, put to the model of every release: each has a word for it. */
export function judged(walk: Partial<Walk>, transport: NetworkPath['transport'] = 'direct'): void {
  for (const release of RELEASES) {
    const path = pathOf(target, transport)
    check(judgePath(inputOf(target, [walkOf(walk)], { release, path })))
  }
}

function check({ verdict, message }: Judgement): void {
  holds((verdict.outcome === 'accepted') === (verdict.code === null), `${verdict.outcome} with ${verdict.code}`)
  holds(message === null || message.length < 64 * 1024, `${message?.length} characters to print`)
}
