import { execFailureRule } from './facts/exec-failure.ts'

/** The credential plugin that the kubeconfig names is not installed. */
export const execPluginMissing = execFailureRule('exec-plugin-missing', (code) => code === 'missing')
