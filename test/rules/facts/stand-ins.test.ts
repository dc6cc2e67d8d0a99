import { describe, expect, test } from 'vitest'
import type { Case } from '../../../src/case.ts'
import { namesInDer } from '../../../src/rules/facts/names-in-der.ts'
import { signsOfInterception } from '../../../src/rules/facts/proofs-of-interception.ts'
import { standIns } from '../../../src/rules/facts/stand-ins.ts'
import type { IssuedCertificate } from '../../../src/x509/issue.ts'
import { diagnosed } from '../../scenarios/case.ts'
import { clusterCa, der, leafOf, otherCa, proxyCa } from '../../scenarios/certificates.ts'
import { goldenCase } from '../../scenarios/golden.ts'
import { healthy, presenting } from '../../scenarios/situations.ts'
import { handshake } from '../../scenarios/walks.ts'

function doubtsOn(subject: Case, path = 0): Readonly<Record<string, string>> {
  const { judged } = diagnosed(subject)
  const one = judged.paths[path]
  return one === undefined ? {} : Object.fromEntries(standIns(judged, one))
}

function signs(subject: Case): readonly string[] {
  const { judged } = diagnosed(subject)
  return judged.paths.slice(0, 1).flatMap((path) => signsOfInterception(judged, path).map(({ text }) => text))
}

describe('stages that something else answered', () => {
  test('are the tunnel of a proxy that opens any, and all behind it', () => {
    expect(doubtsOn(goldenCase())).toEqual({
      proxy: 'http://proxy:8080 opens tunnels even to names that cannot exist: it has not reached the server yet',
      tls: 'http://proxy:8080 answers for the server',
      certificate: 'http://proxy:8080 answers for the server',
      http: 'http://proxy:8080 answers for the server',
    })
  })

  test('are none on the path beside it, nor before a server of its own', () => {
    expect(doubtsOn(goldenCase(), 1)).toEqual({})
    expect(doubtsOn(healthy)).toEqual({})
  })

  test('are the connection itself where a reserved address is accepted', () => {
    const canaries = [{ kind: 'reserved-address', address: '240.0.0.1:10443', connected: true }] as const
    expect(Object.keys(doubtsOn({ ...healthy, canaries }))).toEqual(['tcp'])
  })
})

describe('the authorities that a server asks client certificates of', () => {
  const OTHERS = "the authorities that it takes client certificates from are not the cluster's"
  const stranger = der(leafOf(proxyCa))
  const asking = (...authorities: readonly string[]): Case => {
    const subject = presenting(stranger)
    const tls = handshake(stranger, true, { certificateRequest: { authorities } })
    const transcripts = subject.transcripts.map((one) => ({
      ...one,
      walks: one.walks.map((walk) => ({ ...walk, tls })),
    }))
    return { ...subject, transcripts }
  }
  const nameOf = (ca: IssuedCertificate) => namesInDer(der(ca)[0] ?? '')?.[1] ?? ''

  test('are read octet by octet', () => {
    expect(Buffer.from(nameOf(clusterCa), 'base64').toString('latin1')).toContain('kubernetes')
    expect(nameOf(clusterCa)).not.toBe(nameOf(otherCa))
    expect(namesInDer('AAAA')).toBeNull()
  })

  test('support a suspicion where they are others', () => {
    expect(signs(asking(nameOf(otherCa)))).toContain(OTHERS)
  })

  test('do not where the cluster is among them, or where none is named', () => {
    expect(signs(asking(nameOf(otherCa), nameOf(clusterCa)))).not.toContain(OTHERS)
    expect(signs(asking())).not.toContain(OTHERS)
  })
})
