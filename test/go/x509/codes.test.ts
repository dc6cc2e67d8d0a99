import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { VERIFY_CODES, X509_CODES } from '../../../src/go/x509/codes.ts'

test('the published codes are unique and well-formed', () => {
  expect(new Set(X509_CODES).size).toBe(X509_CODES.length)
  expect(X509_CODES.filter((code) => !/^(x509|tls)\.[A-Za-z]+(\.[A-Za-z0-9-]+)?$/.test(code))).toEqual([])
})

test('every verification code is given somewhere', () => {
  const folder = new URL('../../../src/go/x509/', import.meta.url)
  const source = readdirSync(folder)
    .filter((file) => file !== 'codes.ts')
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n')
  expect(VERIFY_CODES.filter((code) => !source.includes(`'${code}'`))).toEqual([])
})
