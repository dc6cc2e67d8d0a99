import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'
import { FOLDER_VARIABLE, folderCalled } from './mutation/folders.ts'
import { forgetSurvivors } from './mutation/kept-results.ts'

/**
 * `npm run mutation -- FOLDER [--mutate GLOB,…] [--concurrency N] [--force]`: changes the sources of one folder, one place
 * at a time, and sees which of the changes its tests notice. A change that was noticed is not tried again until its source or
 * its test changes (`reports/mutation` keeps them, beside the report); docs/mutation-testing.md has the results.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mutate: { type: 'string' },
    concurrency: { type: 'string', default: '1' },
    force: { type: 'boolean', default: false },
  },
})
const [name, ...more] = positionals
if (more.length > 0) throw new Error('one folder at a time: npm run mutation -- FOLDER')
const folder = folderCalled(name)

process.env[FOLDER_VARIABLE] = folder.name
const reports = `reports/mutation/${folder.name}`
const incrementalFile = `${reports}/incremental.json`
forgetSurvivors(incrementalFile)
await new Stryker({
  mutate: values.mutate?.split(',') ?? [...folder.mutate],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  // The tests that reach a mutant are known, so that vitest need not look for them by imports.
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: Number(values.concurrency),
  // A mutant that loops: the time of its tests once more and this.
  timeoutMS: 8000,
  timeoutFactor: 2,
  incremental: true,
  incrementalFile,
  force: values.force,
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  jsonReporter: { fileName: `${reports}/mutation.json` },
  htmlReporter: { fileName: `${reports}/mutation.html` },
  clearTextReporter: { reportTests: false, allowColor: false },
  // Stryker would rewrite it by the parser of an older TypeScript; nothing in the sandbox reads it.
  tsconfigFile: 'none',
  ignorePatterns: ['/dist', '/docs', '/krew', '/bench', '/.ci', '/test/lab/golden', '/test/fuzz'],
}).runMutationTest()
