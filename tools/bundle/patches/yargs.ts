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
  {
    file: /node_modules\/yargs\/build\/lib\/yargs-factory\.js$/,
    because: 'it looks for a package.json in every folder above the program, whose version is not ours',
    replace: [['ver = this[kGuessVersion]();', "ver = 'unknown';"]],
  },
  {
    file: /node_modules\/cliui\/node_modules\/wrap-ansi\/index\.js$/,
    because: 'it goes over all help character by character for styles that begin with an escape, and there is none',
    replace: [
      [
        "const preString = rows.join('\\n');",
        "const preString = rows.join('\\n');\n\tif (!/[\\u001B\\u009B]/.test(preString)) return preString;",
      ],
    ],
  },
]
