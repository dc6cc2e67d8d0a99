import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { pathListOf, pathListRenderers } from '../../src/render/path-list.ts'
import { expectedText } from './expected.ts'
import { golden, refused } from './fixtures.ts'

const options = { width: 80, colour: false, ascii: false }

test('says which path kubectl takes and goes through NO_PROXY entry by entry', () => {
  expect(pathListRenderers.text(pathListOf(golden), options)).toBe(expectedText('paths-80.txt'))
})

test('as JSON has the contract’s members and predicts nothing', () => {
  const list = JSON.parse(pathListRenderers.json(pathListOf(golden)))
  expect(Object.keys(list)).toEqual(['schemaVersion', 'kind', 'tool', 'at', 'target', 'kubectl', 'paths', 'proxy'])
  expect(list.kind).toBe('PathList')
  expect(list.kubectl.predicted).toEqual({ message: null, fidelity: 'approximate', why: 'no path was walked' })
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
