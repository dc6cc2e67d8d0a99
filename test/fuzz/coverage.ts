import { type Profiler, Session } from 'node:inspector'

/** Characters of source that ran, by function. */
type Ran = ReadonlyMap<string, Uint8Array>

/** Counts which blocks of some source files have run: V8's precise coverage, asked in this very process. */
export class Coverage {
  readonly #session = new Session()
  readonly #isWanted: (url: string) => boolean
  readonly #reached = new Map<string, Uint8Array>()

  /** @param covers beginnings of paths below `folder` */
  constructor(covers: readonly string[], folder = 'src') {
    this.#isWanted = (url) => covers.some((path) => url.includes(`/${folder}/${path}`))
    this.#session.connect()
    this.#session.post('Profiler.enable')
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  }

  /** What ran since this was last asked. */
  taken(): Ran {
    let scripts: readonly Profiler.ScriptCoverage[] = []
    // The session is this thread's own: the answer is here before `post` returns.
    this.#session.post('Profiler.takePreciseCoverage', (error, answer) => {
      if (error !== null) throw error
      scripts = answer.result
    })
    const ran = new Map<string, Uint8Array>()
    for (const { url, functions } of scripts) {
      if (!this.#isWanted(url)) continue
      for (const one of functions) if ((one.ranges[0]?.count ?? 0) > 0) ran.set(nameOf(url, one), painted(one.ranges))
    }
    return ran
  }

  /** Whether some of it never ran before. */
  isNew(ran: Ran): boolean {
    return [...ran].some(([name, now]) => {
      const before = this.#reached.get(name)
      return before === undefined || now.some((mark, at) => mark === 1 && before[at] !== 1)
    })
  }

  add(ran: Ran): void {
    for (const [name, now] of ran) {
      const before = this.#reached.get(name)
      if (before === undefined) this.#reached.set(name, now)
      else for (const [at, mark] of now.entries()) if (mark === 1) before[at] = 1
    }
  }

  /** Characters of source that have run so far. */
  get size(): number {
    return [...this.#reached.values()].reduce((sum, marks) => sum + marks.filter((mark) => mark === 1).length, 0)
  }

  stop(): void {
    this.#session.post('Profiler.stopPreciseCoverage')
    this.#session.disconnect()
  }
}

function nameOf(url: string, { ranges }: Profiler.FunctionCoverage): string {
  return `${url} ${ranges[0]?.startOffset} ${ranges[0]?.endOffset}`
}

/** Ranges come from the outside in; a block that ran as often as what is around it has none of its own. */
function painted(ranges: readonly Profiler.CoverageRange[]): Uint8Array {
  const [whole] = ranges
  if (whole === undefined) return new Uint8Array(0)
  const marks = new Uint8Array(whole.endOffset - whole.startOffset)
  for (const { startOffset, endOffset, count } of ranges) {
    marks.fill(count > 0 ? 1 : 0, startOffset - whole.startOffset, endOffset - whole.startOffset)
  }
  return marks
}
