import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { manPage } from './man-page/page.ts'

/**
 * `npm run man`: dist/kubectl-tlsdoctor.1. A date stands in it only where SOURCE_DATE_EPOCH gives one
 * (reproducible-builds.org/specs/source-date-epoch).
 */
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const epoch = process.env.SOURCE_DATE_EPOCH ?? ''
const date = /^\d+$/.test(epoch) ? new Date(Number(epoch) * 1000).toISOString().slice(0, 10) : ''

const dist = new URL('../dist/', import.meta.url)
mkdirSync(dist, { recursive: true })
const page = new URL('kubectl-tlsdoctor.1', dist)
writeFileSync(page, manPage(version, date))
console.log(fileURLToPath(page))
