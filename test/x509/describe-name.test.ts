import { expect, test } from 'vitest'
import { element, integer, sequence, TAG } from '../../src/lib/der-encode.ts'
import { describeCertificate } from '../../src/x509/describe.ts'
import { attributeOf, nameOf, rawCertificate } from './raw-certificate.ts'

test.each([
  ['2.5.4.3', 'CN'],
  ['2.5.4.5', 'SERIALNUMBER'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.9', 'STREET'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.17', 'POSTALCODE'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['1.2.840.113549.1.9.1', 'emailAddress'],
  ['1.2.3.4', '1.2.3.4'],
])('an attribute of type %s is %s', (type, name) => {
  expect(describeCertificate(rawCertificate({ subject: nameOf([type, 'x']) })).subject).toBe(`${name}=x`)
})

test('a name stands with its last part first, parts of one set joined, what is special escaped', () => {
  const subject = sequence(
    element(TAG.set, attributeOf('2.5.4.10', 'a,b"')),
    element(TAG.set, attributeOf('2.5.4.3', ' #x '), attributeOf('2.5.4.11', '#y')),
  )
  expect(describeCertificate(rawCertificate({ subject })).subject).toBe(String.raw`CN=\ #x\ +OU=\#y,O=a\,b\"`)
})

test('a value that is no text is shown by its octets', () => {
  const subject = nameOf(['2.5.4.3', integer(5)])
  expect(describeCertificate(rawCertificate({ subject })).subject).toBe('CN=#020105')
})
