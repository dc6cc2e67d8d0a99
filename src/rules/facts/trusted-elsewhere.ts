import type { JudgedCase, JudgedPath } from '../../judged-case.ts'
import type { Base64 } from '../../lib/bytes.ts'
import { issued, readCertificate, sameCertificate } from './chain-origin.ts'
import { decisiveWalk } from './walks.ts'

export interface MatchingStore {
  /** Place in `/trustElsewhere` of the Case. */
  readonly index: number
  /** The variable, or `system`. */
  readonly name: string
  readonly file: string
  /** The authority's certificate as it stands there. */
  readonly authority: Base64
}

/** Several variables mostly name one and the same file. */
export function byFile(
  stores: readonly MatchingStore[],
): readonly { readonly index: number; readonly file: string; readonly names: readonly string[] }[] {
  return [...new Set(stores.map(({ file }) => file))].map((file) => {
    const same = stores.filter((store) => store.file === file)
    return { index: same[0]?.index ?? 0, file, names: same.map(({ name }) => name) }
  })
}

/** Trust stores that kubectl does not read here and that hold the authority which signed what this path presented. */
export function trustedElsewhere(subject: JudgedCase, path: JudgedPath): readonly MatchingStore[] {
  const presented = (decisiveWalk(path)?.tls?.certificates ?? []).flatMap((der) => readCertificate(der) ?? [])
  return subject.case.trustElsewhere.flatMap((store, index) => {
    const authority = store.matching.find((der) => {
      const candidate = readCertificate(der)
      return candidate !== null && presented.some((one) => sameCertificate(candidate, one) || issued(candidate, one))
    })
    return authority === undefined ? [] : [{ index, name: store.name, file: store.file, authority }]
  })
}
