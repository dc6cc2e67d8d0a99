import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildChunks } from './bundle/chunks.ts'
import { executable } from './bundle/executable.ts'
import { thirdPartyLicenses } from './bundle/licenses.ts'

/** `npm run build`: dist/kubectl-tlsdoctor, one file that runs on any supported Node.js wherever it is put. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const entry = process.argv[2] ?? 'src/main.ts'
const out = process.argv[3] ?? join(root, 'dist', 'kubectl-tlsdoctor')

const { version, homepage = null } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const { chunks, metafile } = await buildChunks(root, entry, { version, homepage })
mkdirSync(dirname(out), { recursive: true })
// In one step: the file that is there may be running, and reads its chunks when it needs them.
writeFileSync(`${out}.new`, executable(chunks))
chmodSync(`${out}.new`, 0o755)
renameSync(`${out}.new`, out)
writeFileSync(join(dirname(out), 'THIRD-PARTY-LICENSES'), thirdPartyLicenses(root, metafile))
