import { base64, boolean, byKind, count, integer, list, nullable, number, object, oneOf, text } from '../lib/shape.ts'
import type { HelloAnswer, HelloVariant } from './hello-variant.ts'

const answer = byKind<HelloAnswer>({
  'server-hello': { version: integer(0, 65_535), helloRetryRequest: boolean },
  alert: { description: integer(0, 255) },
  'not-tls': {},
  closed: {},
  reset: {},
  timeout: { afterMs: number },
  unreached: {},
  'cut-off': {},
})

export const helloVariantShape = object<HelloVariant>({
  variant: oneOf([
    'as-kubectl',
    'without-post-quantum',
    'with-post-quantum',
    'tls12-only',
    'without-http2',
    'without-sni',
    'verified-name',
    'name-of-certificate',
    'random-name',
  ]),
  sni: nullable(text()),
  bytes: count,
  answer,
  certificates: nullable(list(base64)),
  durationMs: number,
})
