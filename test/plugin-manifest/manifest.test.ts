import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { renderManifest, SHORT_DESCRIPTION } from '../../plugin-manifest/manifest.ts'
import { archiveName, platforms } from '../../plugin-manifest/platforms.ts'

interface PlatformEntry {
  readonly selector: { readonly matchLabels: { readonly os: string; readonly arch: string } }
  readonly uri: string
  readonly sha256: string
  readonly bin: string
}

const archives = platforms.map((platform, index) => ({ platform, sha256: `${index}a`.repeat(32) }))
const text = renderManifest({
  version: '1.2.3',
  homepage: 'https://tlsdoctor.example',
  downloads: 'https://downloads.example/v1.2.3',
  archives,
})
const document = parseDocument(text)
const manifest = document.toJS()
const entries: readonly PlatformEntry[] = manifest.spec.platforms

describe('the manifest keeps the rules of krew and of its index', () => {
  test('it is YAML without errors or warnings, in one document', () => {
    expect([...document.errors, ...document.warnings]).toEqual([])
  })

  test('it has the members that krew knows and no others', () => {
    expect(Object.keys(manifest)).toEqual(['apiVersion', 'kind', 'metadata', 'spec'])
    expect(Object.keys(manifest.spec)).toEqual([
      'version',
      'homepage',
      'shortDescription',
      'description',
      'caveats',
      'platforms',
    ])
  })

  test('kind, name and a version with v', () => {
    expect(manifest).toMatchObject({
      apiVersion: 'krew.googlecontainertools.github.com/v1alpha2',
      kind: 'Plugin',
      metadata: { name: 'tlsdoctor' },
      spec: { version: 'v1.2.3', homepage: 'https://tlsdoctor.example' },
    })
  })

  test('one short line without a full stop says what it does', () => {
    expect(manifest.spec.shortDescription).toBe(SHORT_DESCRIPTION)
    expect(SHORT_DESCRIPTION.length).toBeLessThanOrEqual(50)
    expect(SHORT_DESCRIPTION).toMatch(/^[A-Z].*[^.\s]$/)
  })

  test('the description is wrapped at 80', () => {
    expect(manifest.spec.description.split('\n').filter((line: string) => line.length > 80)).toEqual([])
  })

  test('the description is prose: no usage, no commands, no flags', () => {
    expect(manifest.spec.description).not.toMatch(/usage:|examples?:|(^|\s)--?[a-z]|^\s*\$|kubectl tlsdoctor/im)
  })

  test('each platform has its own archive and binary', () => {
    expect(entries.map(({ selector, uri, bin }) => [selector, uri, bin])).toEqual(
      platforms.map(({ os, arch, bin }) => [
        { matchLabels: { os, arch } },
        `https://downloads.example/v1.2.3/${archiveName('1.2.3', { os, arch })}`,
        bin,
      ]),
    )
  })

  test('every machine that is built for is selected once, and no other', () => {
    const matching = KREW_PLATFORMS.map(
      (machine) =>
        [
          machine,
          entries.filter(({ selector: { matchLabels } }) => `${matchLabels.os}/${matchLabels.arch}` === machine).length,
        ] as const,
    )
    expect(matching.filter(([, count]) => count > 0)).toEqual([
      ['windows/amd64', 1],
      ['linux/amd64', 1],
      ['linux/arm64', 1],
      ['darwin/amd64', 1],
      ['darwin/arm64', 1],
    ])
    expect(entries).toHaveLength(5)
  })

  test('hashes are those of the archives, as 64 digits of lower-case hex', () => {
    expect(entries.map(({ sha256 }) => sha256)).toEqual(archives.map(({ sha256 }) => sha256))
    expect(entries.filter(({ sha256 }) => !/^[a-f0-9]{64}$/.test(sha256))).toEqual([])
  })

  test('a hash of decimal digits alone stays a text', () => {
    const [first] = platforms
    const digits = '1'.repeat(64)
    const rendered = renderManifest({
      version: '1.2.3',
      homepage: 'https://tlsdoctor.example',
      downloads: 'https://downloads.example',
      archives: first === undefined ? [] : [{ platform: first, sha256: digits }],
    })
    expect(parseDocument(rendered).toJS().spec.platforms[0].sha256).toBe(digits)
  })

  test('Windows gets an .exe, since kubectl runs nothing else there', () => {
    expect(platforms.filter(({ os, bin }) => (os === 'windows') !== bin.endsWith('.exe'))).toEqual([])
  })

  test('archives are of a kind that krew unpacks', () => {
    expect(entries.filter(({ uri }) => !/\.(zip|tar\.gz)$/.test(uri))).toEqual([])
  })
})

/** What krew runs on: `allPlatforms` in krew's cmd/validate-krew-manifest/main.go (v0.5.0). */
const KREW_PLATFORMS = [
  'windows/386',
  'windows/amd64',
  'windows/arm64',
  'linux/386',
  'linux/amd64',
  'linux/arm',
  'linux/arm64',
  'linux/ppc64le',
  'darwin/386',
  'darwin/amd64',
  'darwin/arm64',
]
