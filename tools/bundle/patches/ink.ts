import type { Patch } from '../patch.ts'

export const ink: readonly Patch[] = [
  {
    file: /ink\/build\/reconciler\.js$/,
    because: 'its hooks for developer tools await at top level, which a synchronous module cannot, even in dead code',
    replace: [
      ["if (process.env['DEV'] === 'true')", 'if (false)'],
      ["await import('./devtools.js')", 'undefined'],
      ["import.meta.resolve('react-devtools-core')", 'undefined'],
      ['await loadPackageJson()', '{}'],
    ],
  },
  {
    file: /ink\/build\/utils\.js$/,
    because:
      'where a terminal does not know its size, each frame would open /dev/tty, which stays open, and run programs to learn it',
    replace: [
      ["import terminalSize from 'terminal-size';", ''],
      ['terminalSize()', '{}'],
    ],
  },
]
