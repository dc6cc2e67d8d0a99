import type { Patch } from '../patch.ts'

export const yargs: readonly Patch[] = [
  {
    file: /node_modules\/yargs\/lib\/platform-shims\/esm\.mjs$/,
    because: 'node:assert takes 3 ms to load, and to look at process.stdout another 6; we say how wide help is',
    replace: [
      ["typeof process.stdout.columns !== 'undefined' ? process.stdout.columns : null", 'null'],
      [
        "import { notStrictEqual, strictEqual } from 'assert'",
        `const assertion = (holds) => (a, b, message) => {
          if (!holds(a, b)) throw message instanceof Error ? message : new Error(message ?? 'an assertion of yargs fails')
        }
        const strictEqual = assertion(Object.is)
        const notStrictEqual = assertion((a, b) => !Object.is(a, b))`,
      ],
    ],
  },
]
