import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeCase } from '../../src/case-codec.ts'
import { reportOf } from '../../src/diagnose/report-of.ts'
import { renderJson } from '../../src/render/json.ts'
import { inTitle, lacksUnix } from '../lacking.ts'
import { firing, healthy } from '../scenarios/firing.ts'
import { goldenCase } from '../scenarios/golden.ts'
import { TempWorld } from './temp-world.ts'

let world: TempWorld
let golden = ''
beforeEach(() => {
  world = new TempWorld()
  golden = world.write('golden.json', encodeCase(goldenCase()))
})
afterEach(() => world.remove())

describe('replay', () => {
  test('prints the report of the saved Case and exits as the diagnosis did', async () => {
    const { code, out, err } = await world.run(['replay', golden, '-o', 'json'])
    expect([code, err]).toEqual([1, ''])
    expect(out).toBe(renderJson(reportOf(goldenCase())))
  })

  test.each([
    ['healthy', () => healthy, 0],
    ['an interrupted run', () => ({ ...healthy, interrupted: 'signal' as const }), 130],
    ['a broken kubeconfig', firing['context-missing'], 1],
  ])('reads standard input: %s', async (_, make, expected) => {
    expect((await world.run(['replay', '-'], encodeCase(make()))).code).toBe(expected)
  })

  test.each<[string, string, string]>([
    [
      'a wrong type',
      encodeCase(healthy).replace('"port": 10443', '"port": "10443"'),
      '/target/port: a whole number from 0 to 9007199254740991 is expected',
    ],
    ['a report', '{"kind": "Report"}', 'this is a Report; a Case is what --save-case writes'],
    ['half a file', encodeCase(healthy).slice(0, 100), 'not JSON: '],
  ])('says what is wrong with %s', async (_, text, problem) => {
    const { code, out, err } = await world.run(['replay', '-'], text)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(`error: -: ${problem}`)
  })
})

describe('--save-case', () => {
  test.skipIf(lacksUnix !== null)(`writes for the user alone, and the same again${inTitle(lacksUnix)}`, async () => {
    const saved = world.path('saved.json')
    await world.run(['replay', golden, '--save-case', saved])
    expect(statSync(saved).mode & 0o777).toBe(0o600)
    expect(readFileSync(saved, 'utf8')).toBe(readFileSync(golden, 'utf8'))
    expect((await world.run(['replay', golden, '--save-case', saved])).code).toBe(1)
    expect(readdirSync(world.folder)).toEqual(['golden.json', 'saved.json'])
  })

  test.skipIf(lacksUnix !== null).each<[string, (world: TempWorld) => string, string]>([
    ['a file that is no Case', (w) => w.write('notes.txt', 'mine'), ': exists and is not a Case: not overwritten'],
    ['a folder', (w) => w.folder, ': not a regular file'],
    ['a folder that is not there', (w) => w.path('a/b.json'), ': no such file or directory'],
    [
      'a link in a folder that everybody can write to',
      (w) => {
        mkdirSync(w.path('open'))
        chmodSync(w.path('open'), 0o777)
        symlinkSync(w.path('elsewhere.json'), w.path('open/case.json'))
        return w.path('open/case.json')
      },
      ': a symbolic link in a folder that everybody can write to is not followed',
    ],
  ])(`refuses %s, before anything is shown${inTitle(lacksUnix)}`, async (_, place, problem) => {
    const path = place(world)
    const { code, out, err } = await world.run(['replay', golden, '--save-case', path])
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^error: cannot save the Case: /)
    expect(err).toContain(problem)
    expect(existsSync(world.path('elsewhere.json'))).toBe(false)
  })

  test.skipIf(lacksUnix !== null)(
    `takes an empty file, and follows a link of its own folder${inTitle(lacksUnix)}`,
    async () => {
      symlinkSync(world.write('real.json', ''), world.path('link.json'))
      await world.run(['replay', golden, '--save-case', world.path('link.json')])
      expect(readFileSync(world.path('real.json'), 'utf8')).toBe(readFileSync(golden, 'utf8'))
    },
  )
})

describe('--save-certs', () => {
  test('writes a chain for each path under a name made of its id', async () => {
    await world.run(['replay', golden, '--save-certs', world.path('certs')])
    const files = readdirSync(world.path('certs'))
    expect(files).toEqual([expect.stringMatching(/^http-proxy-proxy-8080-192\.0\.2\.10-10443-[0-9a-f]{8}\.pem$/)])
    expect(readFileSync(world.path(`certs/${files[0]}`), 'utf8')).toBe(
      reportOf(goldenCase())
        .paths[0]?.presented?.map(({ pem }) => pem)
        .join(''),
    )
  })

  test('a path id that tries to leave the folder stays in it', async () => {
    const text = encodeCase(goldenCase()).replaceAll('http-proxy@proxy:8080>', '../../@/')
    await world.run(['replay', '-', '--save-certs', world.path('certs')], text)
    expect(readdirSync(world.folder)).toEqual(['certs', 'golden.json'])
    expect(readdirSync(world.path('certs'))).toEqual([expect.stringMatching(/^192\.0\.2\.10-10443-[0-9a-f]{8}\.pem$/)])
  })

  test('is refused with --anonymize', async () => {
    const { code, err } = await world.run(['replay', golden, '--anonymize', '--save-certs', world.path('certs')])
    expect(code).toBe(2)
    expect(err).toContain('error: --save-certs cannot be combined with --anonymize: the certificates hold the names\n')
  })
})

test('--anonymize shows and saves stand-ins alone', async () => {
  const saved = world.path('anonymous.json')
  const { code, out, err } = await world.run(['replay', golden, '--anonymize', '--save-case', saved])
  expect([code, err]).toEqual([1, ''])
  expect(out).toContain('198.18.0.1:10443')
  const all = out + readFileSync(saved, 'utf8')
  for (const name of ['192.0.2.10', 'egress-proxy', 'Example Egress']) expect(all).not.toContain(name)
})

test('--watch, which prints what it finds, keeps nothing and hides nothing', async () => {
  const { code, out, err } = await world.run(['--watch=1s', '--anonymize'])
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain('error: --watch cannot be combined with --save-case, --save-certs or --anonymize\n')
})
