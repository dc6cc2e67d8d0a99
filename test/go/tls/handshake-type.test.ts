import { expect, test } from 'vitest'
import { messageTypeName } from '../../../src/go/tls/handshake-type.ts'

test.each([
  [0, '*tls.helloRequestMsg', '*tls.helloRequestMsg'],
  [1, '*tls.clientHelloMsg', '*tls.clientHelloMsg'],
  [2, '*tls.serverHelloMsg', '*tls.serverHelloMsg'],
  [4, '*tls.newSessionTicketMsg', '*tls.newSessionTicketMsgTLS13'],
  [5, '*tls.endOfEarlyDataMsg', '*tls.endOfEarlyDataMsg'],
  [8, '*tls.encryptedExtensionsMsg', '*tls.encryptedExtensionsMsg'],
  [11, '*tls.certificateMsg', '*tls.certificateMsgTLS13'],
  [12, '*tls.serverKeyExchangeMsg', '*tls.serverKeyExchangeMsg'],
  [13, '*tls.certificateRequestMsg', '*tls.certificateRequestMsgTLS13'],
  [14, '*tls.serverHelloDoneMsg', '*tls.serverHelloDoneMsg'],
  [15, '*tls.certificateVerifyMsg', '*tls.certificateVerifyMsg'],
  [16, '*tls.clientKeyExchangeMsg', '*tls.clientKeyExchangeMsg'],
  [20, '*tls.finishedMsg', '*tls.finishedMsg'],
  [22, '*tls.certificateStatusMsg', '*tls.certificateStatusMsg'],
  [24, '*tls.keyUpdateMsg', '*tls.keyUpdateMsg'],
  [67, null, null],
])('a handshake message of type %i is %s to Go, in TLS 1.3 %s', (type, name, name13) => {
  expect([messageTypeName(type), messageTypeName(type, true)]).toEqual([name, name13])
})
