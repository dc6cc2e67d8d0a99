import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeconfigFor, outcomeOf, type Row, run, temporaryFolder } from './doctor.ts'

/** Nothing listens there, so that what is read is told by what is not reached. */
const SERVER = 'https://127.0.0.1:1'
const SOUND = kubeconfigFor({ server: SERVER })
const MEBIBYTE = 1024 * 1024

/** Nine levels of nine references each: 9^9 values of a few hundred octets. */
const LAUGHS = Array.from({ length: 9 }, (_, i) => {
  const one = i === 0 ? 'lol' : `*a${i - 1}`
  return `a${i}: &a${i} [${Array(9).fill(one).join(', ')}]`
}).join('\n')

const MERGES = Array.from(
  { length: 25 },
  (_, i) => `m${i}: &m${i}\n  <<: [${i === 0 ? '{k: v}' : `*m${i - 1}, *m${i - 1}`}]`,
).join('\n')

const manyContexts = () => {
  const config = JSON.parse(SOUND)
  config.contexts = Array.from({ length: 10_000 }, (_, i) => ({
    name: i === 9999 ? 'x' : `c${i}`,
    context: { cluster: 'c', user: 'u' },
  }))
  return JSON.stringify(config)
}

const named = (text: string) => {
  const config = JSON.parse(SOUND)
  config['current-context'] = text
  return JSON.stringify(config)
}

const utf16 = (text: string) => Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, 'utf16le')])

const contents: readonly Row<() => string | Uint8Array>[] = [
  [
    'a sound one, from which these differ',
    () => SOUND,
    '1 port-closed | The connection to the server HERE was refused - did you specify the right host or port?',
  ],
  [
    'nothing',
    () => '',
    '1 context-missing | The connection to the server localhost:8080 was refused - did you specify the right host or port?',
  ],
  [
    'NUL bytes',
    () => '\0'.repeat(1000),
    '1 kubeconfig-invalid | error: error loading config file "FOLDER/config": yaml: control characters are not allowed',
  ],
  [
    'random bytes',
    () => Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 167 + (i >> 3)) & 255)),
    '1 kubeconfig-invalid | error: error loading config file "FOLDER/config": yaml: control characters are not allowed',
  ],
  [
    'a byte order mark',
    () => `\ufeff${SOUND}`,
    '1 port-closed | The connection to the server HERE was refused - did you specify the right host or port?',
  ],
  [
    'UTF-16',
    () => utf16(SOUND),
    '1 port-closed | The connection to the server HERE was refused - did you specify the right host or port?',
  ],
  [
    'Latin-1',
    () => Buffer.from(`# caf\xe9\n${SOUND}`, 'latin1'),
    '1 kubeconfig-invalid | error: error loading config file "FOLDER/config": yaml: invalid trailing UTF-8 octet',
  ],
  [
    'a billion laughs',
    () => `${LAUGHS}\n${SOUND.replace(/^\{/, 'clusters: *a8\n#')}`,
    '1 kubeconfig-invalid | error: error loading config file "FOLDER/config": yaml: document contains excessive aliasing',
  ],
  [
    'merges that double',
    () => MERGES,
    '1 kubeconfig-invalid | error: error loading config file "FOLDER/config": yaml: document contains excessive aliasing',
  ],
  [
    'an anchor that holds itself',
    () => 'a: &a [*a]\n',
    '1 kubeconfig-invalid | error: error loading config file "FOLDER/config": yaml: anchor \'a\' value contains itself',
  ],
  [
    'an anchor of nothing',
    () => 'a: *b\n',
    '1 kubeconfig-invalid | error: error loading config file "FOLDER/config": yaml: unknown anchor \'b\' referenced',
  ],
  [
    '10 000 brackets',
    () => '['.repeat(10_000),
    '1 kubeconfig-invalid | error: error loading config file "FOLDER/config": yaml: line 1: did not find expected node content',
  ],
  [
    'a million brackets',
    () => '['.repeat(1_000_000),
    '1 kubeconfig-invalid | error: error loading config file "FOLDER/config": yaml: exceeded max depth of 10000',
  ],
  [
    '10 000 braces of JSON',
    () => `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
    '1 context-missing | The connection to the server localhost:8080 was refused - did you specify the right host or port?',
  ],
  [
    '3000 levels of indentation',
    () => Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    '1 context-missing | The connection to the server localhost:8080 was refused - did you specify the right host or port?',
  ],
  [
    '10 000 dashes',
    () => '- '.repeat(10_000),
    '1 kubeconfig-invalid | error: error loading config file "FOLDER/config": couldn\'t get version/kind; json parse error: json: cannot unmarshal ar… 245',
  ],
  [
    'a key of a megabyte',
    () => `? ${'k'.repeat(MEBIBYTE)}\n: v\n`,
    '1 context-missing | The connection to the server localhost:8080 was refused - did you specify the right host or port?',
  ],
  [
    'a line of 15 MiB',
    () => `a: ${'x'.repeat(15 * MEBIBYTE)}\n`,
    '1 context-missing | The connection to the server localhost:8080 was refused - did you specify the right host or port?',
  ],
  [
    '10 000 contexts',
    manyContexts,
    '1 port-closed | The connection to the server HERE was refused - did you specify the right host or port?',
  ],
  [
    '100 000 keys',
    () => Array.from({ length: 100_000 }, (_, i) => `k${i}: v`).join('\n'),
    '1 kubeconfig-invalid | error: error loading config file "FOLDER/config": yaml: document contains excessive aliasing',
  ],
  [
    'a key twice',
    () => 'apiVersion: v1\napiVersion: v1\n',
    '1 context-missing | The connection to the server localhost:8080 was refused - did you specify the right host or port?',
  ],
  [
    '__proto__ as a key',
    () => `{"__proto__": {"current-context": "y"}, ${SOUND.slice(1)}`,
    '1 port-closed | The connection to the server HERE was refused - did you specify the right host or port?',
  ],
  [
    '__proto__ as a context',
    () => named('__proto__'),
    '1 context-missing | Error in configuration: context was not found for specified context: __proto__',
  ],
  [
    'constructor as a context',
    () => named('constructor'),
    '1 context-missing | Error in configuration: context was not found for specified context: constructor',
  ],
  [
    'a context with escapes',
    () => named('\u001b]0;owned\u0007\u001b[2J\u202e'),
    '1 context-missing | Error in configuration: context was not found for specified context: \u001b]0;owned\u0007\u001b[2J‮',
  ],
  [
    'a context of a megabyte',
    () => named('c'.repeat(MEBIBYTE)),
    '1 context-missing | Error in configuration: context was not found for specified context: ccccccccccccccccccccccccccccccccccccccccccccccccccc… 1048645',
  ],
  [
    'a list where a map belongs',
    () => '{"clusters": {"a": 1}}',
    '1 kubeconfig-invalid | error: error loading config file "FOLDER/config": json: cannot unmarshal object into Go struct field Config.clusters of … 142',
  ],
  [
    'a number where a text belongs',
    () => '{"current-context": 7}',
    '1 kubeconfig-invalid | error: error loading config file "FOLDER/config": json: cannot unmarshal number into Go struct field Config.current-cont… 138',
  ],
  [
    'a number of 100 000 digits',
    () => `{"clusters": ${'9'.repeat(100_000)}}`,
    '1 kubeconfig-invalid | error: error loading config file "FOLDER/config": json: cannot unmarshal number into Go struct field Config.clusters of … 142',
  ],
  [
    'a tag that runs code elsewhere',
    () => '!!js/function "function () { throw 1 }"\n',
    '1 kubeconfig-invalid | error: error loading config file "FOLDER/config": couldn\'t get version/kind; json parse error: json: cannot unmarshal st… 246',
  ],
  [
    'binary that is none',
    () => 'current-context: !!binary "%%%"\n',
    '1 context-missing | The connection to the server localhost:8080 was refused - did you specify the right host or port?',
  ],
  [
    'two documents',
    () => `${SOUND}\n---\n${SOUND}`,
    '1 port-closed | The connection to the server HERE was refused - did you specify the right host or port?',
  ],
  [
    '1000 documents',
    () => '---\na: b\n'.repeat(1000),
    '1 context-missing | The connection to the server localhost:8080 was refused - did you specify the right host or port?',
  ],
  [
    'a server of a megabyte',
    () => kubeconfigFor({ server: `https://${'a'.repeat(MEBIBYTE)}.example` }),
    '1 name-not-found | … dial tcp: lookup aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… 1048617',
  ],
  [
    'a server with escapes',
    () => kubeconfigFor({ server: 'https://\u001b[2J.example' }),
    '1 server-url-invalid | … net/url: invalid control character in URL',
  ],
  [
    'an authority of 10 000 blocks that are none',
    () =>
      kubeconfigFor({
        server: SERVER,
        cluster: {
          'certificate-authority-data': Buffer.from('-----BEGIN CERTIFICATE-----\n!\n'.repeat(10_000)).toString(
            'base64',
          ),
        },
      }),
    '1 ca-data-invalid | error: unable to load root certificates: unable to parse bytes as PEM block',
  ],
  [
    'an authority of 10 000 empty blocks',
    () =>
      kubeconfigFor({
        server: SERVER,
        cluster: {
          'certificate-authority-data': Buffer.from(
            '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'.repeat(10_000),
          ).toString('base64'),
        },
      }),
    '1 ca-data-invalid | error: unable to load root certificates: failed to parse certificate: x509: malformed certificate',
  ],
  [
    'an authority of 10 000 headers',
    () =>
      kubeconfigFor({
        server: SERVER,
        cluster: {
          'certificate-authority-data': Buffer.from(`-----BEGIN CERTIFICATE-----\n${'a: b\n'.repeat(10_000)}`).toString(
            'base64',
          ),
        },
      }),
    '1 ca-data-invalid | error: unable to load root certificates: unable to parse bytes as PEM block',
  ],
]

describe('kubeconfigs', () => {
  for (const [title, content, expected] of contents) {
    test(title, async () => {
      const folder = temporaryFolder()
      writeFileSync(join(folder, 'config'), content())
      expect(await withKubeconfig(join(folder, 'config'), folder)).toBe(expected)
    })
  }
})

test('a kubeconfig of more than 16 MiB is not judged by its beginning', async () => {
  const file = join(temporaryFolder(), 'config')
  writeFileSync(file, `# ${'x'.repeat(99)}\n`.repeat(170_000) + SOUND)
  const { exit, out, err } = await run(['--kubectl-version=v1.34', `--kubeconfig=${file}`])
  expect([exit, out, err.split('\n')[0]]).toEqual([
    2,
    '',
    `error: ${file}: more than 16777216 bytes, too long to be read`,
  ])
})

async function withKubeconfig(file: string, folder: string): Promise<string> {
  const args = ['--kubectl-version=v1.34', '--no-canaries', '--timeout=20s', '-o=json', `--kubeconfig=${file}`]
  const { exit, out } = await run(args, { HOME: folder })
  return outcomeOf(exit, out.replaceAll(folder, 'FOLDER'), '127.0.0.1:1')
}
