import { describe, expect, it } from 'vitest'
import { failuresBeforeDial } from '../../src/go/before-dial.ts'
import type { JudgeInput } from '../../src/go/judge-input.ts'
import type { Target } from '../../src/target/target.ts'
import type { TransportKind } from '../../src/transcript/network-path.ts'
import { inputOf, pathOf, releaseOf, targetOf } from './judge-input-builder.ts'

const https = targetOf('https://api.example:6443')
const PROMPT = { oddities: [{ code: 'credentials-missing', at: null, facts: {} }] } as const satisfies Partial<Target>

describe('before it dials, kubectl is ended by', () => {
  it('nothing, mostly', () => {
    expect(failures({})).toEqual([])
  })

  it('a command that came with a later release', () => {
    const release = releaseOf('v1.24.0', 'go1.18.1')
    expect(failures({ release, argv: ['events'] })).toMatchObject([
      { stage: 'dns', kind: 'plain', code: 'kubectl.UnknownCommand', text: 'unknown command "events" for "kubectl"' },
    ])
    expect(failures({ release, argv: ['auth', 'whoami'] })).toMatchObject([
      { text: `unknown command "whoami"\nSee 'kubectl auth -h' for help and examples` },
    ])
    expect(failures({ release, argv: ['get', 'pods'] })).toEqual([])
    expect(failures({ argv: ['events'] })).toEqual([])
  })

  it('the prompt for a name, which meets no terminal', () => {
    const target = { ...https, ...PROMPT }
    expect(failures({ target })).toMatchObject([
      { stage: 'dns', kind: 'plain', code: 'clientcmd.PromptEOF', text: 'EOF' },
    ])
  })

  it.each([
    ['exec: executable aws not found\n\nIt looks', 'exec.missing'],
    ['exec: executable aws failed with exit code 13', 'exec.exit-code'],
    ['exec: executable aws failed with exit code -1', 'exec.exit-code'],
    ['decoding stdout: yaml', 'exec.decode'],
    ['plugin returned version client.authentication.k8s.io/v1', 'exec.decode'],
    ["exec plugin didn't return a token or cert/key pair", 'exec.incomplete'],
    ['exec plugin returned only certificate or key, not both', 'exec.incomplete'],
    ['exec: timeout', 'exec.timeout'],
    ['exec: timed out', 'exec.timeout'],
    ['exec: Time out', 'exec.timeout'],
    ['context deadline exceeded', 'exec.timeout'],
    ['signal: killed', 'exec.timeout'],
    ['no exec: executable aws not found', 'exec.failed'],
    ['x decoding stdout: yaml', 'exec.failed'],
    ['something else', 'exec.failed'],
  ])('an exec plugin that says %j', (execFailure, code) => {
    expect(failures({ execFailure })).toMatchObject([
      { stage: 'dns', kind: 'transport', code, text: `getting credentials: ${execFailure}` },
    ])
  })

  it('no credential over http://', () => {
    const target = { ...targetOf('http://api.example'), ...PROMPT }
    expect(failures({ target, execFailure: 'exec: timeout' })).toEqual([])
  })

  it.each<[TransportKind, number, number, string | null]>([
    ['direct', 99_999, 80, 'dial tcp: address 99999: invalid port'],
    ['direct', 443, 99_999, null],
    ['http-proxy', 99_999, 80, null],
    ['http-proxy', 443, 99_999, 'proxyconnect tcp: dial tcp: address 99999: invalid port'],
    ['ssh', 443, 99_999, null],
  ])('a port that does not exist, of the first hop by %s to %i or %i', (transport, port, proxyPort, text) => {
    const path = pathOf(https, transport)
    const changed = {
      ...path,
      server: { ...path.server, port },
      proxy: path.proxy === null ? null : { ...path.proxy, port: proxyPort },
    }
    expect(failures({ path: changed }).map((failure) => failure.text)).toEqual(text === null ? [] : [text])
    expect(failures({ path: { ...changed, proxy: null } })).toHaveLength(
      transport === 'direct' && text !== null ? 1 : 0,
    )
  })

  it('all of these in their order', () => {
    const path = { ...pathOf(https), server: { host: 'api.example', port: 99_999 } }
    const all = failures({
      release: releaseOf('v1.24.0', 'go1.18.1'),
      argv: ['events'],
      target: { ...https, ...PROMPT },
      execFailure: 'exec: timeout',
      path,
    })
    expect(all.map(({ code }) => code)).toEqual([
      'kubectl.UnknownCommand',
      'clientcmd.PromptEOF',
      'exec.timeout',
      'net.AddrError.InvalidPort',
    ])
  })
})

function failures(changes: Partial<JudgeInput>) {
  return failuresBeforeDial(inputOf(changes.target ?? https, [], changes))
}
