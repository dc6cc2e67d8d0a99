import { describe, expect, it } from 'vitest'
import { toBase64 } from '../../src/lib/bytes.ts'
import { keyPairFault } from '../../src/target/key-pair.ts'
import { poolCertificates, unusablePem } from '../../src/target/pem-certificates.ts'
import { systemRoots } from '../../src/target/system-roots.ts'
import { createKey, issueCertificate } from '../../src/x509/issue.ts'
import { encodePem } from '../../src/x509/pem.ts'
import { fakeSystem } from '../kubeconfig/fake-system.ts'

const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z') }
const make = (commonName: string) =>
  issueCertificate({ subject: { commonName }, issuer: 'self', isCa: true, ...validity })
const one = make('one')
const two = make('two')
const bytes = (text: string) => new Uint8Array(Buffer.from(text))

describe('poolCertificates', () => {
  it('takes each certificate once and leaves what does not parse', () => {
    const junk = encodePem('CERTIFICATE', bytes('junk'))
    const pem = bytes(`text\r\n${one.pem}${junk}${one.pem}${two.pem}`)
    expect(poolCertificates(pem).map(toBase64)).toEqual([toBase64(one.der), toBase64(two.der)])
  })

  it('passes over other labels and blocks with headers', () => {
    const trusted = encodePem('TRUSTED CERTIFICATE', one.der)
    const headed = one.pem.replace('-----\n', '-----\nProc-Type: 4\n\n')
    expect(poolCertificates(bytes(trusted + headed))).toEqual([])
    expect(unusablePem(bytes(trusted + headed))).toBe('no valid certificate authority data seen')
  })
})

describe('unusablePem', () => {
  it.each([
    ['hello', 'unable to parse bytes as PEM block'],
    [encodePem('CERTIFICATE', bytes('junk')), 'failed to parse certificate: x509: malformed certificate'],
    [one.keyPem, 'no valid certificate authority data seen'],
    [`${one.keyPem}rest\n`, 'unable to parse bytes as PEM block'],
  ])('%#', (pem, why) => {
    expect(unusablePem(bytes(pem))).toBe(why)
  })
})

describe('keyPairFault', () => {
  const csr = encodePem('CERTIFICATE REQUEST', bytes('x'))
  it.each([
    ['a pair', one.pem, one.keyPem, null],
    ['another key', one.pem, two.keyPem, 'tls: private key does not match public key'],
    [
      'a key of another type',
      one.pem,
      createKey('ed25519').export({ type: 'pkcs8', format: 'pem' }).toString(),
      'tls: private key type does not match public key type',
    ],
    [
      'both swapped',
      one.keyPem,
      one.pem,
      'tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched',
    ],
    ['two certificates', one.pem, one.pem, 'tls: found a certificate rather than a key in the PEM for the private key'],
    ['no certificate', 'x', one.keyPem, 'tls: failed to find any PEM data in certificate input'],
    ['no key', one.pem, 'x', 'tls: failed to find any PEM data in key input'],
    [
      'a request',
      csr,
      one.keyPem,
      'tls: failed to find "CERTIFICATE" PEM block in certificate input after skipping PEM blocks of the following types: [CERTIFICATE REQUEST]',
    ],
    ['a broken certificate', encodePem('CERTIFICATE', bytes('x')), one.keyPem, 'x509: malformed certificate'],
    ['a broken key', one.pem, encodePem('PRIVATE KEY', bytes('x')), 'tls: failed to parse private key'],
  ])('%s', (_what, certificate, key, fault) => {
    expect(keyPairFault(bytes(certificate), key)).toBe(fault)
  })
})

describe('systemRoots', () => {
  const files = {
    '/etc/pki/tls/certs/ca-bundle.crt': one.pem,
    '/etc/ssl/ca-bundle.pem': make('never read').pem,
    '/etc/ssl/certs/two.pem': two.pem,
    '/etc/ssl/certs/copy.pem': two.pem,
    '/own/bundle.pem': make('own').pem,
    '/own/dir/a.pem': one.pem,
  }
  const read = (env: Readonly<Record<string, string>>, platform: NodeJS.Platform = 'linux') =>
    systemRoots(fakeSystem({ files, env, platform })).files

  it('are the first bundle that can be read and all files of the folders', () => {
    expect(read({})).toEqual(['/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/certs/two.pem'])
  })

  it('keep the folders where only SSL_CERT_FILE is set', () => {
    expect(read({ SSL_CERT_FILE: '/own/bundle.pem' })).toEqual([
      '/own/bundle.pem',
      '/etc/ssl/certs/two.pem',
      '/etc/pki/tls/certs/ca-bundle.crt',
    ])
  })

  it('are none where both variables point nowhere', () => {
    expect(read({ SSL_CERT_FILE: '/none', SSL_CERT_DIR: '/none:/neither' })).toEqual([])
    expect(read({ SSL_CERT_FILE: '/none', SSL_CERT_DIR: '/own/dir' })).toEqual(['/own/dir/a.pem'])
  })

  it('are the platform’s business on macOS and Windows', () => {
    expect(read({}, 'darwin')).toEqual([])
  })
})
