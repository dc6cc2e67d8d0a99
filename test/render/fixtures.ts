/** Reports as renderers get them, written by hand so that no change of a rule or a sentence changes what is expected. */
export { golden } from './fixtures/golden.ts'
export { healthy } from './fixtures/healthy.ts'
export { hostile } from './fixtures/hostile.ts'
export { refused } from './fixtures/refused.ts'
