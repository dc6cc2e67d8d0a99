import { describe, expect, it } from 'vitest'
import { UsageError } from '../../src/errors.ts'
import { type KubectlVersions, resolveRelease } from '../../src/release/resolve.ts'

const nothing: KubectlVersions = { version: null, goVersion: null, requested: null }
const requested = (text: string) => resolveRelease({ ...nothing, requested: text }, {})
const detected = (version: string, goVersion: string, variables: Readonly<Record<string, string>> = {}) =>
  resolveRelease({ version, goVersion, requested: null }, variables)

describe('resolveRelease', () => {
  it('takes what the binary prints of itself', () => {
    expect(detected('v1.34.5', 'go1.24.13')).toMatchObject({
      kubectl: 'v1.34.5',
      go: 'go1.24.13',
      assumed: false,
      approximate: null,
    })
  })

  it('takes the Go that a vendor printed rather than the table', () => {
    expect(detected('v1.32.4-dispatcher', 'go1.23.8')).toMatchObject({
      kubectl: 'v1.32.4-dispatcher',
      go: 'go1.23.8',
      approximate: null,
      behaviours: { postQuantum: 'kyber', rejectNegativeSerial: true },
    })
  })

  it('is approximate for a Go of a special kind', () => {
    expect(detected('v1.34.5', 'go1.24.13 X:boringcrypto').approximate).toBe(
      'built with a Go of its own kind (go1.24.13 X:boringcrypto)',
    )
  })

  it('takes vX.Y for the newest patch known', () => {
    expect(requested('v1.34')).toMatchObject({ kubectl: 'v1.34.10', go: 'go1.25.12', approximate: null })
  })

  it('takes goX.Y for the newest kubectl with it, without its default GODEBUG', () => {
    expect(requested('go1.23')).toMatchObject({
      kubectl: 'v1.32.9',
      go: 'go1.23.12',
      assumed: false,
      behaviours: { postQuantum: 'kyber', rejectNegativeSerial: true },
    })
    expect(requested('go1.23').approximate).toContain('empty default GODEBUG')
  })

  it('keeps the patch of goX.Y.Z', () => {
    expect(requested('go1.24.2')).toMatchObject({
      kubectl: 'v1.33.1',
      go: 'go1.24.2',
      behaviours: { policies: 'chains-with-invalid', countManySans: false },
    })
  })

  it('assumes the newest release known where there is no kubectl', () => {
    expect(resolveRelease(nothing, {})).toMatchObject({
      kubectl: 'v1.36.3',
      go: 'go1.26.5',
      assumed: true,
      approximate: 'no kubectl was found, v1.36.3 is assumed',
    })
  })

  it('is approximate where the Go is not recorded and its neighbours differ', () => {
    expect(requested('v1.24.1')).toMatchObject({
      go: 'go1.18.3',
      approximate: 'the Go of v1.24.1 is not recorded (patches before: go1.18.1, after: go1.18.3)',
    })
    expect(requested('v1.23.2').approximate).toBe(
      'the Go of v1.23.2 is not recorded (patches before: unknown, after: go1.17.9)',
    )
  })

  it('predicts what is newer than the tables as the newest known', () => {
    expect(requested('v1.99')).toMatchObject({
      kubectl: 'v1.36.3',
      approximate: 'newer than the releases known here, predicted as v1.36.3',
    })
    expect(detected('v1.99.0', 'go1.40.1')).toMatchObject({
      kubectl: 'v1.99.0',
      go: 'go1.40.1',
      approximate: 'newer than the releases known here (up to v1.36.3)',
    })
  })

  it('predicts what is older than the tables as the oldest known', () => {
    expect(requested('v1.18.2')).toMatchObject({
      kubectl: 'v1.20.0',
      approximate: 'older than the releases known here, predicted as v1.20.0',
    })
  })

  it('lets GODEBUG of the environment override the default of the release', () => {
    expect(detected('v1.31.9', 'go1.23.8').behaviours).toMatchObject({
      postQuantum: 'none',
      rejectNegativeSerial: false,
    })
    const variables = { GODEBUG: 'tlskyber=1,x509negativeserial=0,x509sha1=1' }
    expect(detected('v1.31.9', 'go1.23.8', variables).behaviours).toMatchObject({
      postQuantum: 'kyber',
      rejectNegativeSerial: true,
      sha1: 'accepted',
    })
  })

  it.each(['', 'latest', '1', 'v2.0.0', 'v1', 'go', 'v1.34.5.6', 'v1.x', 'go1.24 && rm'])('refuses %j', (text) => {
    expect(() => requested(text)).toThrow(UsageError)
    expect(() => requested(text)).toThrow(
      `--kubectl-version ${JSON.stringify(text)} is no release: use vX.Y, vX.Y.Z, goX.Y or goX.Y.Z`,
    )
  })
})
