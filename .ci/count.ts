import { readFileSync } from 'node:fs'

/**
 * `count.ts RESULTS TEST-STATUS FAILED-CHECKS` prints the last line of a run. A test file that could not be loaded is
 * one failure, and so is each failed check, and a test command that failed without naming a test.
 */
interface Results {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

const [file = '', status = '1', checks = '0'] = process.argv.slice(2)
const results = readResults(file)
const unloaded = results.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
const failedTests = results.numFailedTests + unloaded.length
const unnamed = Number(status) !== 0 && failedTests === 0 ? 1 : 0
const failed = failedTests + unnamed + Number(checks)
console.log(`${results.numPassedTests} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function readResults(path: string): Results {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, testResults: [] }
  }
}
