import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommandLine } from '../../src/cli/run.ts'
import { nodeSystem } from '../../src/system/node.ts'
import { AT } from '../scenarios/certificates.ts'
import { fakeWorld } from './fake-world.ts'

/** A folder of its own, a clock that stands at the scenarios' instant, and no kubectl. */
export class TempWorld {
  readonly folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-cli-'))

  path(name: string): string {
    return join(this.folder, name)
  }

  write(name: string, content: string | Uint8Array): string {
    writeFileSync(this.path(name), content)
    return this.path(name)
  }

  async run(args: readonly string[], stdin = '') {
    const world = fakeWorld({ stdin })
    const system = {
      ...nodeSystem(),
      now: () => new Date(AT),
      zoneOffsetMinutes: () => 0,
      env: { HOME: this.folder },
      which: () => null,
    }
    const code = await runCommandLine(args, { ...world, system: async () => system })
    return { code, out: world.out(), err: world.err() }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
