import { expect, test } from 'vitest'
import { readSituation } from '../../src/diagnose/situation.ts'
import { fakeSystem } from '../kubeconfig/fake-system.ts'
import { requestOf } from './request-of.ts'

const at = new Date('2026-11-24T12:00:00Z')

test.each([
  [[], ['gsettings'], ['http://192.0.2.7:3128']],
  [['--exclude', 'tool'], ['gsettings'], ['http://192.0.2.7:3128']],
  [['--exclude', 'system,tool'], [], []],
])('with %j the system is asked by %j, and the proxies of other settings are %j', async (flags, asked, proxies) => {
  const ran: string[] = []
  const system = fakeSystem({
    files: { '/etc/environment': 'https_proxy=http://192.0.2.7:3128\n' },
    executables: { gsettings: 'gsettings' },
    run: ({ file }) => {
      ran.push(file)
      return { kind: 'not-started', code: 'ENOENT', message: 'no such file' }
    },
  })
  const request = requestOf('--kubectl-version', 'v1.34.5', ...flags)
  const { machine } = await readSituation(request, at, system)
  expect(ran).toEqual(asked)
  expect(machine.map(({ value }) => value)).toEqual(proxies)
})
