import type { ProbeEvent } from '../../transcript/event.ts'

export type StageName = Extract<ProbeEvent, { readonly stage: unknown }>['stage']

/** The matrix's columns: every stage in the order of a request's way, and the word above it. */
export const STAGE_COLUMNS: readonly (readonly [name: StageName, title: string])[] = [
  ['dns', 'dns'],
  ['tcp', 'tcp'],
  ['proxy', 'proxy'],
  ['tls', 'tls'],
  ['certificate', 'cert'],
  ['http', 'http'],
]

/** What a stage that takes long is waiting for. */
export const WAITING_FOR = {
  dns: 'the answer of the name server',
  tcp: 'the connection to be taken',
  proxy: "the proxy's answer",
  tls: "the server's part of the handshake",
  certificate: 'the verdict on the chain',
  http: 'the answer to the request',
} satisfies Record<StageName, string>
