import { realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { defineConfig } from 'vitest/config'

// On Node.js 20 green runs look right, but the reporter crashes at the first failure (`Map.groupBy`).
if (Number(process.versions.node.split('.')[0]) < 22) {
  throw new Error(`tests need Node.js >= 22.19, but this is ${process.version}: start them by npm test`)
}

// On macOS and Windows another name leads there (a symbolic link, a short name), and the doctor shows where a file is.
const temporary = realpathSync.native(tmpdir())

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    env: process.platform === 'win32' ? { TEMP: temporary, TMP: temporary } : { TMPDIR: temporary },
  },
})
