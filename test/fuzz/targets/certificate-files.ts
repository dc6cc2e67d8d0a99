import { equalBytes } from '../../../src/lib/bytes.ts'
import { keyPairFault } from '../../../src/target/key-pair.ts'
import { poolCertificates, unusablePem } from '../../../src/target/pem-certificates.ts'
import { readCertificateFile } from '../../../src/x509/certificate-file.ts'
import { decodePem, encodePem } from '../../../src/x509/pem.ts'
import { certificatesOfPkcs7 } from '../../../src/x509/pkcs7.ts'
import { pkcs7Of } from '../../x509/pkcs7-builder.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { holds } from '../invariants/holds.ts'
import { holdsNoControls } from '../invariants/output.ts'
import { KEY_PAIRS } from './key-pairs.ts'
import { certificates } from './recorded.ts'

const LABELS = [
  '-----BEGIN CERTIFICATE-----\n',
  '-----END CERTIFICATE-----\n',
  '-----BEGIN ',
  '-----END ',
  '-----',
  'Proc-Type: 4,ENCRYPTED\n',
  'TRUSTED ',
  'PKCS7',
  ':',
  '=',
]

/** A file with certificates, as PEM, and what client-go makes of the same bytes. */
export const pem: FuzzTarget = {
  covers: ['x509/pem', 'x509/certificate-file', 'x509/pkcs7', 'target/pem-certificates'],
  mutator: 'pem',
  words: LABELS,
  seeds: () => [
    ...certificates(3).map((der) => encodePem('CERTIFICATE', der)),
    certificates(2)
      .map((der) => encodePem('TRUSTED CERTIFICATE', der))
      .join('between\n'),
    encodePem('PKCS7', pkcs7Of(certificates(2))),
    '-----BEGIN CERTIFICATE-----\na: b\n\nAAAA\n-----END CERTIFICATE-----\n',
    '',
  ],
  long: [
    '-----BEGIN A-----\n',
    '-----BEGIN A:-----\n',
    '-----BEGIN A-----\na: b\n',
    '-----BEGIN -----',
    '-----BEGIN A-----\nAAAA\n',
    ' ',
  ],
  executions: 300,
  run(input) {
    for (const { label, headers, der } of decodePem(input)) {
      if (Object.keys(headers).length > 0) continue
      const [again, ...others] = decodePem(encodePem(label, der))
      holds(others.length === 0 && again !== undefined && equalBytes(again.der, der), `${label} written anew`)
    }
    readsAsFile(input)
    const pool = poolCertificates(input)
    if (pool.length === 0) holdsNoControls(unusablePem(input), 'the reason')
  },
}

/** The same files as DER. */
export const pkcs7: FuzzTarget = {
  covers: ['x509/pkcs7', 'x509/certificate-file', 'lib/der.ts'],
  mutator: 'der',
  words: [],
  seeds: () => [pkcs7Of(certificates(1)), pkcs7Of(certificates(3)), pkcs7Of([]), ...certificates(2)],
  executions: 300,
  run(input) {
    certificatesOfPkcs7(input)
    readsAsFile(input)
  },
}

/** A client certificate and its key, one behind the other. */
export const keyPair: FuzzTarget = {
  covers: ['target/key-pair', 'x509/pem'],
  mutator: 'pem',
  words: [...LABELS, 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'],
  seeds: () => KEY_PAIRS,
  executions: 150,
  run(input) {
    const text = Buffer.from(input).toString('latin1')
    const fault = keyPairFault(input, text)
    holds(fault === null || /^(?:tls|x509): \S/.test(fault), `the reason ${JSON.stringify(fault)}`)
  },
}

function readsAsFile(input: Uint8Array): void {
  const read = readCertificateFile(input)
  if (read.ok) holds(read.certificates.length > 0, 'a file of no certificates')
  else holds(read.problem !== '' && !read.problem.includes('\n'), `the problem ${JSON.stringify(read.problem)}`)
}
