import { execFailureRule } from './facts/exec-failure.ts'

/** The credential plugin runs and fails. */
export const execPluginFailed = execFailureRule('exec-plugin-failed', (code) => code !== 'missing')
