import { X509_CODES } from './x509/codes.ts'

/**
 * The closed list of codes that a verdict can carry (contract.md section 2): Go type and reason. Codes are stable, texts
 * follow the release. `<n>` stands for a decimal number, `<errno>` for errno's name.
 */
const CODES = [
  'not-measured',
  'exec.missing',
  'exec.exit-code',
  'exec.decode',
  'exec.incomplete',
  'exec.timeout',
  'exec.failed',
  'clientcmd.PromptEOF',
  'net.AddrError.InvalidPort',
  'net.DNSError.NotFound',
  'net.DNSError.ServerMisbehaving',
  'net.DNSError.Timeout',
  'net.DNSError.Malformed',
  'net.DNSError.<errno>',
  'net.OpError.dial.Timeout',
  'net.OpError.dial.<errno>',
  'net.OpError.read.ECONNRESET',
  'net.OpError.write.ECONNRESET',
  'io.EOF',
  'io.ErrUnexpectedEOF',
  'context.DeadlineExceeded',
  'http.Connect.<n>',
  'http.Connect.malformed',
  'socks.Reply.<n>',
  'socks.UnexpectedVersion',
  'socks.NoAcceptableMethod',
  'socks.AuthenticationFailed',
  'socks.InvalidAuthVersion',
  'socks.NonZeroReserved',
  'socks.UnknownAddressType',
  'ssh.failed',
  'tls.RecordHeaderError',
  'tls.RecordHeaderError.SSLv2',
  'tls.RecordHeaderError.Oversized',
  'http.ServerGaveHTTPResponse',
  'net/http.TLSHandshakeTimeout',
  'tls.AlertError.<n>',
  'tls.LocalAlertError.<n>',
  'tls.HandshakeMessageTooLong',
  'tls.UnexpectedHandshakeMessage',
  'tls.TooManyIgnoredRecords',
  'tls.UnsupportedProtocolVersion',
  'tls.UnconfiguredCipherSuite',
  'tls.DowngradeDetected',
  'tls.UnsupportedCompression',
  'tls.UnadvertisedALPN',
  'tls.NonEmptyRenegotiation',
  'tls.IncompatiblePoints',
  'tls.LegacyVersionField',
  'tls.IncorrectLegacyVersion',
  'tls.ForbiddenExtension',
  'tls.SessionIdNotEchoed',
  'tls.SessionIdEchoed',
  'tls.NoKeyShare',
  'tls.UnsupportedGroup',
  'tls.InvalidKeyShare',
  'tls.HelloRetryRequest',
  'tls.EmptyCertificates',
  'tls.MissingServerKeyExchange',
  'tls.InvalidServerSignature',
  'tls.UnsupportedCurve',
  'tls.InvalidSignatureAlgorithm',
  'tls.InvalidFinished',
  'http.malformed',
  'http.BodyTruncated',
  'http.redirects',
  'http.invalid-body',
  'http.failed',
  'http2.LooksLikeHTTP1',
  'http2.FrameTooLarge',
  'http2.ConnectionLost',
  'http2.GoAway',
  'http2.StreamError',
  'http2.ConnectionError',
  'http.Status.<n>',
  'http.not-measured',
  ...X509_CODES,
] as const

/** Whether a verdict may carry this code. */
export function isKnownCode(code: string): boolean {
  return PATTERNS.some((pattern) => pattern.test(code))
}

const PATTERNS = CODES.map((code) => {
  const escaped = code.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const pattern = escaped.replace('<n>', '\\d+').replace('<errno>', 'E[A-Z0-9]+')
  return new RegExp(`^${pattern}$`)
})
