import { describe, expect, it } from 'vitest'
import { defaultGodebug, parseGodebug } from '../../src/release/godebug.ts'
import type { Version } from '../../src/release/version.ts'

/** Read from the build info of real binaries. */
const BUILD_INFO: readonly (readonly [kubectl: Version, go: Version, defaults: string])[] = [
  [[1, 26, 4], [1, 19, 8], ''],
  [
    [1, 27, 16],
    [1, 22, 5],
    'httplaxcontentlength=1,httpmuxgo121=1,panicnil=1,tls10server=1,tlsrsakex=1,tlsunsafeekm=1',
  ],
  [[1, 28, 3], [1, 20, 10], ''],
  [
    [1, 28, 15],
    [1, 22, 8],
    'httplaxcontentlength=1,httpmuxgo121=1,panicnil=1,tls10server=1,tlsrsakex=1,tlsunsafeekm=1',
  ],
  [[1, 29, 14], [1, 22, 12], 'httplaxcontentlength=1,httpmuxgo121=1,tls10server=1,tlsrsakex=1,tlsunsafeekm=1'],
  [
    [1, 30, 13],
    [1, 23, 8],
    'asynctimerchan=1,gotypesalias=0,httpservecontentkeepheaders=1,tls3des=1,tlskyber=0,winreadlinkvolume=0,winsymlink=0,x509keypairleaf=0,x509negativeserial=1',
  ],
  [
    [1, 31, 9],
    [1, 23, 8],
    'asynctimerchan=1,gotypesalias=0,httpservecontentkeepheaders=1,tls3des=1,tlskyber=0,winreadlinkvolume=0,winsymlink=0,x509keypairleaf=0,x509negativeserial=1',
  ],
  [[1, 32, 5], [1, 23, 8], 'winsymlink=0'],
  [[1, 33, 1], [1, 24, 2], ''],
  [[1, 34, 5], [1, 24, 13], ''],
  [[1, 35, 2], [1, 25, 7], ''],
]

describe('defaultGodebug', () => {
  it.each(BUILD_INFO)('of kubectl %j built with Go %j is what its build info says', (kubectl, go, expected) => {
    const settings = Object.entries(defaultGodebug(kubectl, go)).map(([name, value]) => `${name}=${value}`)
    expect(settings.sort().join(',')).toBe(expected)
  })
})

describe('parseGodebug', () => {
  it('reads settings between commas and lets the last of a name win', () => {
    expect(parseGodebug('a=1,b=2,a=3')).toEqual({ a: '3', b: '2' })
  })

  it('passes over what is no setting and cuts a bisect pattern', () => {
    expect(parseGodebug(',x,=1,netdns=go#y')).toEqual({ netdns: 'go' })
  })
})
