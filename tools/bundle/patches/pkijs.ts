import type { Patch } from '../patch.ts'

export const pkijs: readonly Patch[] = [
  {
    file: /node_modules\/pkijs\/build\/index\.js$/,
    because:
      'its classes name themselves in static blocks, which no bundler dares to drop, and it makes a WebCrypto engine at once; with its own dropped where they are not used, two thirds of it go',
    replace: [
      [/^var (\w+) = (class [\s\S]*?^\});$/gm, 'var $1 = /* @__PURE__ */ (() => $2)();'],
      ['\ninitCryptoEngine();\n', '\n'],
      ['ExtensionValueFactory.fromBER(this.extnID, this.extnValue.valueBlock.valueHexView)', 'undefined'],
    ],
  },
]
