import { describe, expect, test } from 'vitest'
import { judgeChain } from '../../../src/go/x509/judge-chain.ts'
import { behavioursOfGo } from './behaviours-of-go.ts'
import { type LabCase, labCases } from './lab-vectors.ts'

/**
 * Every chain that Go toolchains judged, judged by the model for the same toolchain. A difference would be listed here
 * with its reason (`id goVersion`); one that is listed and no longer there fails too.
 */
const EXCEPTIONS: Readonly<Record<string, string>> = {}

const goVersions = [...new Set(labCases.flatMap(({ expected }) => expected.flatMap((e) => e.goVersions)))]

describe('the model says what the Go toolchain said', () => {
  test('the vectors cover nine toolchains and 239 chains', () => {
    expect(labCases).toHaveLength(239)
    expect(goVersions).toHaveLength(9)
  })

  test.each(labCases.map((labCase) => [labCase.id, labCase] as const))('of %s', (id, labCase) => {
    const differences = goVersions
      .map((goVersion) => ({ goVersion, want: wanted(labCase, goVersion), got: judged(labCase, goVersion) }))
      .filter(({ goVersion, want, got }) => want !== got && EXCEPTIONS[`${id} ${goVersion}`] === undefined)
    expect(differences).toEqual([])
  })

  test('every exception still differs', () => {
    const stale = Object.keys(EXCEPTIONS).filter((key) => {
      const [id, goVersion = ''] = key.split(' ')
      return labCases.some((labCase) => labCase.id === id && wanted(labCase, goVersion) === judged(labCase, goVersion))
    })
    expect(stale).toEqual([])
  })
})

function wanted({ expected }: LabCase, goVersion: string): string | undefined {
  return expected.find((entry) => entry.goVersions.includes(goVersion))?.text
}

function judged({ presented, roots, dnsName, at }: LabCase, goVersion: string): string {
  const judgement = judgeChain({
    presented,
    anchors: roots,
    dnsName,
    at,
    zoneOffsetMinutes: 0,
    behaviours: behavioursOfGo(goVersion),
    insecure: false,
  })
  return judgement.error?.text ?? 'OK'
}
