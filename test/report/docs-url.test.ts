import { expect, test } from 'vitest'
import { docsUrl } from '../../src/report/docs-url.ts'

test('a finding is explained on the page of the version that found it', () => {
  expect(docsUrl('port-closed', 'https://git.example/kubectl-tlsdoctor/', '1.2.3')).toBe(
    'https://git.example/kubectl-tlsdoctor/blob/v1.2.3/docs/findings.md#port-closed',
  )
})

test('without a home the page is that of the sources', () => {
  expect(docsUrl('port-closed', null)).toBe('docs/findings.md#port-closed')
})
