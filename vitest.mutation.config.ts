import { matchesGlob, relative } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { FOLDER_VARIABLE, folderCalled } from './tools/mutation/folders.ts'

const { tests } = folderCalled(process.env[FOLDER_VARIABLE])

/** The order of the folder's list, in which a test stands at the first glob that it matches. */
class AsListed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) =>
      tests.findIndex((glob) => matchesGlob(relative(process.cwd(), moduleId), glob))
    return files.toSorted((a, b) => place(a) - place(b) || (a.moduleId < b.moduleId ? -1 : 1))
  }
}

export default defineConfig({
  test: {
    include: [...tests],
    // One process for all files of a run, a new one for each mutant: half of the time went into starting them.
    isolate: false,
    pool: 'forks',
    testTimeout: 10_000,
    sequence: { sequencer: AsListed },
    experimental: { diagnostics: { isolate: false, import: false } },
  },
})
