/** HandshakeType of RFC 8446 appendix B.3, as far as the model asks for it. */
export const HANDSHAKE = {
  serverHello: 2,
  encryptedExtensions: 8,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateVerify: 15,
  finished: 20,
  certificateStatus: 22,
} as const

/** Go's struct for a message type, as `%T` prints it; `null`: Go knows no such type. */
export function messageTypeName(type: number, tls13 = false): string | null {
  const name = (tls13 ? NAMES_13[type] : undefined) ?? NAMES[type]
  return name === undefined ? null : `*tls.${name}`
}

/** `tls: received unexpected handshake message of type X when waiting for Y`. Models crypto/tls.unexpectedMessageError. */
export function unexpectedMessageText(got: string, wanted: string): string {
  return `tls: received unexpected handshake message of type ${got} when waiting for ${wanted}`
}

/** Types that TLS 1.3 gave another body. */
const NAMES_13: Readonly<Record<number, string>> = {
  4: 'newSessionTicketMsgTLS13',
  11: 'certificateMsgTLS13',
  13: 'certificateRequestMsgTLS13',
}

const NAMES: Readonly<Record<number, string>> = {
  0: 'helloRequestMsg',
  1: 'clientHelloMsg',
  2: 'serverHelloMsg',
  4: 'newSessionTicketMsg',
  5: 'endOfEarlyDataMsg',
  8: 'encryptedExtensionsMsg',
  11: 'certificateMsg',
  12: 'serverKeyExchangeMsg',
  13: 'certificateRequestMsg',
  14: 'serverHelloDoneMsg',
  15: 'certificateVerifyMsg',
  16: 'clientKeyExchangeMsg',
  20: 'finishedMsg',
  22: 'certificateStatusMsg',
  24: 'keyUpdateMsg',
}
