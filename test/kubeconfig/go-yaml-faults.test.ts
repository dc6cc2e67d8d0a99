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
  ['%nope\n', 'yaml: found unknown directive name'],
  ['{', 'yaml: line 1: did not find expected node content'],
  ['[', 'yaml: line 1: did not find expected node content'],
  ['{a', "yaml: line 1: did not find expected ',' or '}'"],
  ['{a: b\n', "yaml: line 1: did not find expected ',' or '}'"],
  ['%\n', 'yaml: could not find expected directive name'],
  ['%YAML x\n', 'yaml: did not find expected version number'],
  ['%YAML 1.123\n', 'yaml: found extremely long version number'],
  ['%TAG ! x', 'yaml: line 1: did not find expected <document start>'],
  ['%TAG !a x\n', "yaml: did not find expected '!'"],
  ['%TAG !a! \n', 'yaml: did not find expected tag URI'],
  ['a: !<>\n', 'yaml: did not find expected tag URI'],
  ['a: !b%zz\n', 'yaml: did not find URI escaped octet'],
  ['a: *\n', 'yaml: did not find expected alphabetic or numeric character'],
  ['? a\n  b: c\n', 'yaml: line 2: mapping values are not allowed in this context'],
  ['a: ? b\n', 'yaml: mapping keys are not allowed in this context'],
  ['- a: b: c\n', 'yaml: mapping values are not allowed in this context'],
  ['[a: b: c]\n', "yaml: did not find expected ',' or ']'"],
  ['[a,, b]\n', 'yaml: did not find expected node content'],
  ['{,}\n', 'yaml: did not find expected node content'],
  ['[? ]\n', "yaml: line 1: did not find expected ',' or ']'"],
  ['a: "b"c\n', 'yaml: did not find expected key'],
  ['"a\n', 'yaml: line 2: found unexpected end of stream'],
  ["'a\n...\n", 'yaml: line 2: found unexpected document indicator'],
  ['contexts: ...\n[]\n', 'yaml: line 1: did not find expected key'],
  ['a: |\n x\n\ty\n', 'yaml: line 3: found a tab character where an indentation space is expected'],
  ['\ufeffa: b: c\n', 'yaml: mapping values are not allowed in this context'],
  ['a: "\\U00110000"\n', 'yaml: found invalid Unicode character escape code'],
  ['a: b\n\t\nc: d: e\n', 'yaml: line 2: found a tab character that violates indentation'],
  ['a: &a1 b\n*a1 : *a2\n', "yaml: unknown anchor 'a2' referenced"],
  [`${'x'.repeat(1100)}: y\n`, 'yaml: mapping values are not allowed in this context'],
  [`a:\n  ${'x'.repeat(1100)}: y\n`, 'yaml: line 2: mapping values are not allowed in this context'],
  [`{${'x'.repeat(1100)}: y}\n`, "yaml: did not find expected ',' or '}'"],
  ['apiVersion: v1\n\t\nkind: Config\n', 'yaml: line 2: found a tab character that violates indentation'],
  ['clusters:\n\t\n- name: c\n', 'yaml: line 2: found character that cannot start any token'],
  ['apiVersion: v1\nkind: Config\n\t', 'yaml: line 3: found a tab character that violates indentation'],
  ['apiVersion: v1\n\t# why\nkind: Config\n', 'yaml: line 2: found a tab character that violates indentation'],
  ['clusters: |\n\ta\n', 'yaml: line 2: found a tab character where an indentation space is expected'],
  ["apiVersion: 'v1\nkind: Config\n", 'yaml: line 3: found unexpected end of stream'],
  ['apiVersion: "v1" x\nkind: Config\n', 'yaml: did not find expected key'],
  ['apiVersion: "v1\n---\nkind: Config\n', 'yaml: line 2: found unexpected document indicator'],
  ['apiVersion: "v\\q"\nkind: Config\n', 'yaml: found unknown escape character'],
  [
    'clusters:\n- name: c\n  cluster: {certificate-authority: "C:\\Users\\ann\\ca.crt"}\n',
    'yaml: line 3: did not find expected hexdecimal number',
  ],
  ['apiVersion: "\\x4"\nkind: Config\n', 'yaml: did not find expected hexdecimal number'],
  ['apiVersion: "\\ud800"\nkind: Config\n', 'yaml: found invalid Unicode character escape code'],
  ['clusters:\n- name: c\n   cluster: {}\n', 'yaml: line 3: mapping values are not allowed in this context'],
  ['clusters:\n  - name: c\n - name: d\n', 'yaml: line 2: did not find expected key'],
  [
    'clusters:\n- name: c\n  cluster:\n  server: x\n   insecure-skip-tls-verify: true\n',
    'yaml: line 5: mapping values are not allowed in this context',
  ],
  ['apiVersion: *v\nkind: &v v1\n', "yaml: unknown anchor 'v' referenced"],
  ['apiVersion: & v1\n', 'yaml: did not find expected alphabetic or numeric character'],
  ['clusters: &a [*a]\n', "yaml: anchor 'a' value contains itself"],
  ['apiVersion: !e!x v1\n', 'yaml: found undefined tag handle'],
  ['apiVersion: !<x v1\n', "yaml: did not find the expected '>'"],
  ['%YAML 1.2\n---\napiVersion: v1\nkind: Config\n', 'yaml: found incompatible YAML document'],
  ['%YAML 1.1\n%YAML 1.1\n---\napiVersion: v1\n', 'yaml: line 1: found duplicate %YAML directive'],
  ['%YAML 1.1\napiVersion: v1\n', 'yaml: line 1: did not find expected <document start>'],
  ['apiVersion: v1\n%nope\nkind: Config\n', 'yaml: line 2: found unknown directive name'],
  ['...\napiVersion: v1\n', 'yaml: did not find expected node content'],
  ['@x: v1\n', 'yaml: found character that cannot start any token'],
  ['apiVersion: v1\nkind: `Config`\n', 'yaml: line 2: found character that cannot start any token'],
  ['apiVersion: v1\nclusters: [{name: c', "yaml: line 2: did not find expected ',' or '}'"],
  ['clusters: [{name: c} {name: d}]\n', "yaml: did not find expected ',' or ']'"],
  ['clusters: [{name: c]]\n', "yaml: did not find expected ',' or '}'"],
  ['{"apiVersion": "v1"\n"kind": "Config"}\n', "yaml: line 1: did not find expected ',' or '}'"],
  [
    'apiVersion: v1\nkind: {{ KIND }}\n',
    'yaml: invalid map key: map[interface {}]interface {}{"KIND":interface {}(nil)}',
  ],
  [
    'apiVersion: v1\n<<<<<<< HEAD\nkind: Config\n=======\nkind: Pod\n>>>>>>> main\n',
    "yaml: line 3: could not find expected ':'",
  ],
  ['apiVersion: v1\n: Config\n', 'yaml: line 1: did not find expected key'],
  ['? [a]\n: b\n', 'yaml: invalid map key: []interface {}{"a"}'],
  ['apiVersion:\u00a0v1\nkind: Config\n', 'yaml: line 2: mapping values are not allowed in this context'],
  ['apiVersion: v1\u007f\n', 'yaml: control characters are not allowed'],
  ['apiVersion: v1\u0080\n', 'yaml: control characters are not allowed'],
  ['clusters: |x\n  a\n', 'yaml: did not find expected comment or line break'],
  ['clusters: |0\n  a\n', 'yaml: found an indentation indicator equal to 0'],
  ['$ cat config\napiVersion: v1\n', 'yaml: line 2: mapping values are not allowed in this context'],
]

/** kubectl v1.34.5 finds no fault with the YAML of these. */
const SOUND: readonly string[] = [
  '{? a, b}\n',
  '{}a: b\n',
  '{}\n{}\n',
  '[]: x\n',
  'a: >2-\n   x\n  y\n',
  '- a\n b\n- c\n',
  '---\n...\n---\nx: y: z\n',
  'a: b\n--- c: d\n',
  'apiVersion: v1\n  \t\nkind: Config\n',
  'apiVersion:\tv1\nkind:\tConfig\n',
  'apiVersion: "v1\n  "\nkind: Config\n',
  'apiVersion: v1\n---\nkind: Pod\n',
  'apiVersion: v1\nkind: Config\n---\n{\n',
  '{"apiVersion":"v1"} x\n',
  '{\n\t"apiVersion": "v1",\n\t"kind": "Config"\n}\n',
  '{"apiVersion": "v1", "kind": "Config",}\n',
  'apiVersion: v1\nkind: Config\nkind: Pod\n',
  '{kind: Config, kind: Pod}\n',
  'apiVersion: v1\n\ufeffkind: Config\n',
  'apiVersion: v1\u0085kind: Pod\n',
  '<!DOCTYPE html>\n<html>\n<head><title>Sign in</title></head>\n</html>\n',
  'Error from server: no\napiVersion: v1\n',
]

describe('syntax errors in go-yaml’s words', () => {
  it.each(CASES)('%j: %s', (content, text) => {
    expect(parseYaml(new Uint8Array(Buffer.from(content)))).toMatchObject({ kind: 'failed', text })
  })

  it.each(SOUND)('%j: none', (content) => {
    expect(parseYaml(new Uint8Array(Buffer.from(content)))).toMatchObject({ kind: 'parsed' })
  })

  it('are looked for before what is no text, as far as 512 octets reach', () => {
    const control = (before: number) => `a: b: c\n${'#'.repeat(before)}\u0001`
    const textOf = (content: string) => parseYaml(new Uint8Array(Buffer.from(content)))
    expect(textOf(control(400))).toMatchObject({ text: 'yaml: control characters are not allowed' })
    expect(textOf(control(600))).toMatchObject({ text: 'yaml: mapping values are not allowed in this context' })
  })

  it('are none where a quoted scalar goes on at any column', () => {
    const parsed = parseYaml(new Uint8Array(Buffer.from('a:\n  - b: "x\ny \\\nz"\n    c: \'d\n\n e\'\n')))
    const root = parsed.kind === 'parsed' && parsed.root.kind === 'object' ? parsed.root : null
    const list = root?.entries.get('a')
    const item = list?.kind === 'array' ? list.items[0] : undefined
    const entries = item?.kind === 'object' ? [...item.entries] : []
    expect(entries).toMatchObject([
      ['b', { kind: 'string', value: 'x y z' }],
      ['c', { kind: 'string', value: 'd\ne' }],
    ])
  })

  it('end with the depth of nested brackets', () => {
    const nested = (depth: number) => parseYaml(new Uint8Array(Buffer.from('['.repeat(depth))))
    expect(nested(10_001)).toMatchObject({ text: 'yaml: exceeded max depth of 10000' })
  })

  it('hold no value of a key that is null', () => {
    expect(parseYaml(new Uint8Array(Buffer.from('null: s3cret\n')), { unsupportedKey: 'Unsupported' })).toMatchObject({
      text: 'Unsupported map key of type: %!s(<nil>), key: <nil>, value: REDACTED',
    })
  })
})
