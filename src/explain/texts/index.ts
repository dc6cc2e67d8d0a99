import type { KnownText } from '../known-text.ts'
import { alertTexts } from './alerts.ts'
import { answerTexts } from './answers.ts'
import { authorityTexts } from './authority.ts'
import { brokenTexts } from './broken.ts'
import { chainTexts } from './chain.ts'
import { connectAnswerTexts } from './connect-answers.ts'
import { credentialTexts } from './credentials.ts'
import { dialTexts } from './dial.ts'
import { dnsTexts } from './dns.ts'
import { execTexts } from './exec.ts'
import { firstByteTexts } from './first-bytes.ts'
import { handshakeTexts } from './handshake.ts'
import { httpTexts } from './http.ts'
import { http2Texts } from './http2.ts'
import { kubeconfigTexts } from './kubeconfig.ts'
import { kubectlTexts } from './kubectl.ts'
import { nameTexts } from './names.ts'
import { otherClientTexts } from './other-clients.ts'
import { parsingTexts } from './parsing.ts'
import { platformTexts } from './platform.ts'
import { proxyTexts } from './proxy.ts'
import { socksTexts } from './socks.ts'
import { timeoutTexts } from './timeouts.ts'
import { upgradeTexts } from './upgrade.ts'
import { validityTexts } from './validity.ts'

/**
 * Every known text by family. The first pattern that is found in a message explains it, so that a family which says
 * more stands before one which says less: the proxy's leg before the same words about the server, a cause before
 * kubectl's sentence that hides it.
 */
export const families = {
  proxy: proxyTexts,
  socks: socksTexts,
  exec: execTexts,
  names: nameTexts,
  authority: authorityTexts,
  validity: validityTexts,
  chain: chainTexts,
  platform: platformTexts,
  credentials: credentialTexts,
  handshake: handshakeTexts,
  'first-bytes': firstByteTexts,
  alerts: alertTexts,
  parsing: parsingTexts,
  dns: dnsTexts,
  dial: dialTexts,
  http2: http2Texts,
  upgrade: upgradeTexts,
  kubeconfig: kubeconfigTexts,
  http: httpTexts,
  'connect-answers': connectAnswerTexts,
  answers: answerTexts,
  timeouts: timeoutTexts,
  broken: brokenTexts,
  kubectl: kubectlTexts,
  'other-clients': otherClientTexts,
} as const satisfies Record<string, readonly KnownText[]>

export type Family = keyof typeof families

/** Families in which a text is about a certificate or a handshake, whosever it is. */
export const ABOUT_IDENTITY: readonly Family[] = [
  'names',
  'authority',
  'validity',
  'chain',
  'platform',
  'handshake',
  'first-bytes',
  'alerts',
  'parsing',
]
