import { expect, test } from 'vitest'
import { upgradeRequest } from '../../src/target/upgrade-request.ts'
import { targetOf } from '../scenarios/case.ts'

test.each([
  [['exec', 'web', '--', 'true']],
  [['attach', 'web']],
  [['port-forward', 'svc/web', '8080']],
  [['cp', 'web:/a', 'b']],
  [['debug', 'web']],
])('%j needs an upgrade, and a watch of one second asks for it in its place', (argv) => {
  expect(upgradeRequest(argv, targetOf({ namespace: 'team a' }))).toEqual({
    method: 'GET',
    url: 'https://192.0.2.10:10443/api/v1/namespaces/team%20a/pods?watch=true&timeoutSeconds=1',
    purpose: 'whether an upgrade gets through',
    accept: 'application/json',
  })
})

test.each([[['get', 'pods']], [['logs', 'web']], [[]]])('%j needs none', (argv) => {
  expect(upgradeRequest(argv, targetOf())).toBeNull()
})

test('nothing is asked of a server of plain HTTP, which gets no credentials', () => {
  expect(upgradeRequest(['exec', 'web'], targetOf({ scheme: 'http' }))).toBeNull()
})
