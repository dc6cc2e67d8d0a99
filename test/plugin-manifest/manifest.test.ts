import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { renderManifest, SHORT_DESCRIPTION } from '../../plugin-manifest/manifest.ts'
import { archiveName, platforms } from '../../plugin-manifest/platforms.ts'

const text = renderManifest({
  version: '1.2.3',
  homepage: 'https://tlsdoctor.example',
  downloads: 'https://downloads.example/v1.2.3',
  archives: platforms.map((platform, index) => ({ platform, sha256: String(index).repeat(64) })),
})
const manifest = parse(text)

describe('the manifest keeps the rules of krew and of its index', () => {
  test('kind, name and a version with v', () => {
    expect(manifest).toMatchObject({
      apiVersion: 'krew.googlecontainertools.github.com/v1alpha2',
      kind: 'Plugin',
      metadata: { name: 'tlsdoctor' },
      spec: { version: 'v1.2.3', homepage: 'https://tlsdoctor.example' },
    })
  })

  test('one short line says what it does', () => {
    expect(manifest.spec.shortDescription).toBe(SHORT_DESCRIPTION)
    expect(SHORT_DESCRIPTION.length).toBeLessThanOrEqual(50)
  })

  test('the description is wrapped at 80', () => {
    expect(manifest.spec.description.split('\n').filter((line: string) => line.length > 80)).toEqual([])
  })

  test('each platform has its own archive, hash and binary; selectors do not overlap', () => {
    const selectors = manifest.spec.platforms.map(({ selector }: never) => JSON.stringify(selector))
    expect(new Set(selectors).size).toBe(platforms.length)
    expect(manifest.spec.platforms[0]).toEqual({
      selector: { matchLabels: { os: 'linux', arch: 'amd64' } },
      uri: 'https://downloads.example/v1.2.3/kubectl-tlsdoctor_v1.2.3_linux_amd64.tar.gz',
      sha256: '0'.repeat(64),
      bin: 'kubectl-tlsdoctor',
    })
  })

  test('Windows gets an .exe, since kubectl runs nothing else there', () => {
    expect(platforms.filter(({ os, bin }) => (os === 'windows') !== bin.endsWith('.exe'))).toEqual([])
  })

  test('archives are of a kind that krew unpacks', () => {
    expect(
      platforms.map((platform) => archiveName('1.2.3', platform)).filter((name) => !/\.(zip|tar\.gz)$/.test(name)),
    ).toEqual([])
  })
})
