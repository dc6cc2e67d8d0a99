import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildChunks } from './bundle/chunks.ts'
import { executable } from './bundle/executable.ts'
import { thirdPartyLicenses } from './bundle/licenses.ts'
import { manPage } from './man-page/page.ts'
import { MAN_PAGE_FILE, type OwnManifest, PROGRAM_FILE, publishedManifest } from './package-npm/manifest.ts'

/**
 * `npm run package:npm [-- --repository URL] [--out DIR]`: dist/npm, the folder that is published. `npm publish` of the
 * project itself stays impossible (`private`).
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({ options: { repository: { type: 'string' }, out: { type: 'string' } } })
const out = values.out ?? join(root, 'dist', 'npm')
const own: OwnManifest & { readonly homepage?: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const repository = values.repository ?? null

const { chunks, metafile } = await buildChunks(root, 'src/main.ts', {
  version: own.version,
  homepage: own.homepage ?? repository,
})
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
write('package.json', `${JSON.stringify(publishedManifest(own, repository), null, 2)}\n`)
write(PROGRAM_FILE, executable(chunks), 0o755)
write(MAN_PAGE_FILE, manPage(own.version))
write('THIRD-PARTY-LICENSES', thirdPartyLicenses(root, metafile))
for (const file of ['LICENSE', 'README.md']) copyFileSync(join(root, file), join(out, file))
console.log(out)

function write(file: string, content: string, mode = 0o644): void {
  writeFileSync(join(out, file), content, { mode })
}
