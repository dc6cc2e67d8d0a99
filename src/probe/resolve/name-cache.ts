import type { System } from '../../system/system.ts'
import type { Resolution } from '../../transcript/transcript.ts'
import { resolveName } from './resolve-name.ts'

/** One lookup a name in a run, however many paths ask for it. */
export class NameCache {
  readonly #asked = new Map<string, Promise<Resolution>>()
  readonly #signal: AbortSignal
  readonly #system: System

  constructor(signal: AbortSignal, system: System) {
    this.#signal = signal
    this.#system = system
  }

  resolve(name: string): Promise<Resolution> {
    const known = this.#asked.get(name)
    if (known !== undefined) return known
    const asked = resolveName(name, this.#signal, this.#system)
    this.#asked.set(name, asked)
    return asked
  }
}
