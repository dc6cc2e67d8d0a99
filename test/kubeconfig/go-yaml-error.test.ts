import { describe, expect, it } from 'vitest'
import { parseYaml } from '../../src/kubeconfig/parse-yaml.ts'

const HEAD = 'apiVersion: v1\nkind: Config\nclusters:\n'

/** Each text was printed by kubectl v1.34.5 for the same content. */
const CASES: readonly (readonly [content: string, text: string])[] = [
  ['clusters: [\n', 'yaml: line 1: did not find expected node content'],
  ['a: [1, 2\nb: 3\n', "yaml: line 1: did not find expected ',' or ']'"],
  ['a: {b\n', "yaml: line 1: did not find expected ',' or '}'"],
  ['[a', "yaml: line 1: did not find expected ',' or ']'"],
  ['{"apiVersion":"v1"', "yaml: line 1: did not find expected ',' or '}'"],
  ['}', 'yaml: did not find expected node content'],
  ['a: 1\n\tb: 2\n', 'yaml: line 2: found a tab character that violates indentation'],
  ['clusters:\n\t- x\n', 'yaml: line 2: found character that cannot start any token'],
  ['\tfoo: bar\n', 'yaml: found character that cannot start any token'],
  ['x: >\n\ty\n', 'yaml: line 2: found a tab character where an indentation space is expected'],
  ['a: b: c\n', 'yaml: mapping values are not allowed in this context'],
  ['a\nb: c\n', 'yaml: line 2: mapping values are not allowed in this context'],
  ['a: b\n  c: d\n', 'yaml: line 2: mapping values are not allowed in this context'],
  [`${HEAD}- name:c\n  cluster:\n`, 'yaml: line 5: mapping values are not allowed in this context'],
  ['a: - b\n', 'yaml: block sequence entries are not allowed in this context'],
  ['a: b\nc\n', "yaml: line 3: could not find expected ':'"],
  ['a: 1\nkind:Config\nclusters:\n', "yaml: line 3: could not find expected ':'"],
  ['a: "x\n', 'yaml: line 2: found unexpected end of stream'],
  ['"abc', 'yaml: found unexpected end of stream'],
  ['key: "\\q"\n', 'yaml: found unknown escape character'],
  ['a: @x\n', 'yaml: found character that cannot start any token'],
  ['- a\nb: c\n', "yaml: line 1: did not find expected '-' indicator"],
  ['a:\n  b: 1\n c: 2\n', 'yaml: line 2: did not find expected key'],
  ['a: 1\n- b\n', 'yaml: line 1: did not find expected key'],
  [`${HEAD}- name: c\n cluster:\n    server: x\n`, 'yaml: line 4: did not find expected key'],
  [`${HEAD} - name: c\n  cluster:\n    server: x\n`, "yaml: line 4: did not find expected '-' indicator"],
  [
    `${HEAD}- name: c\n  cluster:\n    - server: x\n    insecure: y\n`,
    "yaml: line 6: did not find expected '-' indicator",
  ],
  [`${HEAD}- name: c\n  - cluster:\n    server: x\n`, 'yaml: line 4: did not find expected key'],
]

describe('syntax errors in go-yaml’s words', () => {
  it.each(CASES)('%j: %s', (content, text) => {
    expect(parseYaml(new Uint8Array(Buffer.from(content)))).toMatchObject({ kind: 'failed', text })
  })
})
