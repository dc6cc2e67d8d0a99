import { defineConfig } from 'vitest/config'

// On Node.js 20 green runs look right, but the reporter crashes at the first failure (`Map.groupBy`).
if (Number(process.versions.node.split('.')[0]) < 22) {
  throw new Error(`tests need Node.js >= 22.19, but this is ${process.version}: start them by npm test`)
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
  },
})
