import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { pathListRenderers } from '../../src/render/path-list.ts'
import { pathListOf } from '../../src/report/path-list.ts'
import { expectedText } from './expected.ts'
import { golden, refused } from './fixtures.ts'

const options = { width: 80, colour: false, ascii: false }

test('says which path kubectl takes and goes through NO_PROXY entry by entry', () => {
  expect(pathListRenderers.text(pathListOf(golden), options)).toBe(expectedText('paths-80.txt'))
})

test('as JSON has the contract’s members', () => {
  const list = JSON.parse(pathListRenderers.json(pathListOf(golden)))
  expect(Object.keys(list)).toEqual(['schemaVersion', 'kind', 'tool', 'at', 'target', 'kubectl', 'paths', 'proxy'])
  expect(list.kind).toBe('PathList')
})

test('as YAML is the same document', () => {
  const list = pathListOf(golden)
  expect(parse(pathListRenderers.yaml(list))).toEqual(JSON.parse(pathListRenderers.json(list)))
})

test('a refused kubeconfig shows what kubectl prints', () => {
  expect(pathListRenderers.text(pathListOf(refused), options)).toBe(
    'kubectl refuses the kubeconfig before it connects anywhere:\n  │ error: context "zz" does not exist\n',
  )
})
