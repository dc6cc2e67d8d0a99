import type { Patch } from '../patch.ts'

export const stringWidth: readonly Patch[] = [
  {
    file: /node_modules\/string-width\/index\.js$/,
    except: /\/cliui\//,
    because:
      'it makes its segmenter and its sets of emoji at once (45 ms), and text with a line or an arrow in it asks them',
    replace: [
      [
        'const segmenter = new Intl.Segmenter();',
        `const late = make => {
          let made;
          const get = () => made ??= make();
          return {
            segment: text => get().segment(text),
            test: text => get().test(text),
            [Symbol.search]: text => get()[Symbol.search](text),
            [Symbol.match]: text => get()[Symbol.match](text),
          };
        };
        const segmenter = late(() => new Intl.Segmenter());`,
      ],
      ['const visibleCharacterRegex = /', 'const visibleCharacterRegex = late(() => /'],
      ['\\p{Surrogate}]/v;', '\\p{Surrogate}]/v);'],
      ['const spacingMarkRegex = /\\p{Spacing_Mark}/v;', 'const spacingMarkRegex = late(() => /\\p{Spacing_Mark}/v);'],
      ['const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;', 'const rgiEmojiRegex = late(() => /^\\p{RGI_Emoji}$/v);'],
      [
        'const extendedPictographicRegex = /\\p{Extended_Pictographic}/gu;',
        'const extendedPictographicRegex = late(() => /\\p{Extended_Pictographic}/gu);',
      ],
      [
        'if (/^[\\u0020-\\u007E]*$/.test(string)) {',
        'if (ambiguousIsNarrow && /^[\\u0020-\\u007E\\u00A1-\\u00AC\\u00AE-\\u02FF\\u2010-\\u2027\\u2190-\\u21FF\\u2500-\\u25FC]*$/.test(string)) {',
      ],
    ],
  },
  {
    file: /node_modules\/cliui\/node_modules\/string-width\/index\.js$/,
    because: 'help is ASCII and ellipses, and asking a segmenter for every word of it takes half of the time of --help',
    replace: [
      ['const segmenter = new Intl.Segmenter();', 'let segmenter;'],
      ['of segmenter.segment(string)', 'of (segmenter ??= new Intl.Segmenter()).segment(string)'],
      [
        '\tlet width = 0;\n',
        '\tif (ambiguousIsNarrow && /^[\\u0020-\\u007E\\u2026]*$/.test(string)) {\n\t\treturn string.length;\n\t}\n\n\tlet width = 0;\n',
      ],
    ],
  },
]
