import { boolean, list, nullable, object, oneOf, type Shape, text } from '../lib/shape.ts'
import type { ComparedReport, VantageChain } from './vantage.ts'

const names = list(text())

const certificate = object<VantageChain['leaf']>({
  subject: text(),
  issuer: text(),
  sha256: text(128),
  notBefore: text(64),
  notAfter: text(64),
  sans: object({ dns: names, ip: names, email: names, uri: names }),
})

const message = nullable(text())

/** A Report that somebody saved: only what is compared. */
export const comparedReportShape: Shape<ComparedReport> = object<ComparedReport>({
  kind: oneOf(['Report']),
  at: text(64),
  outcome: oneOf(['healthy', 'degraded', 'failing', 'unfinished']),
  target: nullable(
    object({
      server: text(),
      serverName: text(),
      trust: object({ source: text(64), certificates: list(certificate) }),
    }),
  ),
  kubectl: object({
    version: text(256),
    path: nullable(text()),
    predicted: object({ message }),
    observed: nullable(object({ message })),
  }),
  paths: list(
    object({
      id: text(),
      label: text(),
      usedByKubectl: boolean,
      presented: nullable(list(certificate)),
      verdict: object({ outcome: oneOf(['accepted', 'rejected', 'unreached']), code: nullable(text(256)) }),
    }),
  ),
  findings: list(object({ id: text(256) })),
})
