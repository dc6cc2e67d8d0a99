import { describe, expect, it } from 'vitest'
import { judgePath } from '../../../src/go/judge.ts'
import type { JudgeInput } from '../../../src/go/judge-input.ts'
import { toBase64 } from '../../../src/lib/bytes.ts'
import type { Walk } from '../../../src/transcript/transcript.ts'
import { inputOf, pathOf, targetOf } from '../judge-input-builder.ts'
import { goodCa, httpWires } from './http-wires.ts'
import { directWires, proxyWires, refused } from './network-wires.ts'
import { fatalText, filled, type ObservedScenario, resultOf, scenario, scenariosOf } from './observed-vectors.ts'
import { tlsWires } from './tls-wires.ts'

type Wire = (url: string) => Walk

const RAW = { cmd: 'raw', argv: ['get', '--raw', '/version'], request: '/version' } as const
const PODS = { cmd: 'pods', argv: ['get', 'pods'], request: '/api?timeout=32s' } as const

/** Where kubectl's retries change what its last try meets, so that one walk cannot show it. */
const RETRIES_MEET_OTHERWISE = [
  'tcp-close',
  'tcp-rst',
  'h2-rst',
  'h2-rst-http11',
  'px-close',
  'px-close-after',
  'px-rst',
  'px-rst-after',
  'px-200-nobody',
]

describe('what kubectl v1.34.5 printed for get --raw', () => {
  it.each(rows(RAW, tlsWires, 'direct'))('%s: %s', expectObserved)
  it.each(rows(RAW, httpWires, 'direct'))('%s: %s', expectObserved)
  it.each(rows(RAW, directWires, 'direct'))('%s: %s', expectObserved)
  it.each(rows(RAW, proxyWires, 'http-proxy'))('%s: %s', expectObserved)
})

describe('what kubectl v1.34.5 printed for get pods with an empty discovery cache', () => {
  it.each(rows(PODS, tlsWires, 'direct'))('%s: %s', expectObserved)
  it.each(rows(PODS, httpWires, 'direct'))('%s: %s', expectObserved)
  it.each(rows(PODS, directWires, 'direct'))('%s: %s', expectObserved)
  it.each(rows(PODS, proxyWires, 'http-proxy'))('%s: %s', expectObserved)
})

describe('what kubectl v1.34.5 printed for other commands when the server refuses', () => {
  it.each(commandRows())('%s', (_command, input, expected) => {
    expect(judgePath(input).message).toBe(expected)
  })
})

function expectObserved(_id: string, _desc: string, input: JudgeInput, expected: string | null): void {
  expect(judgePath(input).message).toBe(expected)
}

type Row = readonly [id: string, desc: string, input: JudgeInput, expected: string | null]

function rows(
  command: typeof RAW | typeof PODS,
  wires: Readonly<Record<string, Wire>>,
  transport: 'direct' | 'http-proxy',
): readonly Row[] {
  return Object.entries(wires).flatMap(([id, wire]): readonly Row[] => {
    const result = resultOf(scenario(id), command.cmd, 'v1.34.5')
    const skipped = command.cmd === 'pods' && (RETRIES_MEET_OTHERWISE.includes(id) || result?.rc === 0)
    // A success of get pods takes more answers than a scenario's one wire holds; PODS_SUCCESS below has them.
    if (result === null || skipped || isDiscoverySuccess(command.cmd, id)) return []
    const server = serverOf(scenario(id))
    const target = targetOf(server, {
      trust: { source: 'kubeconfig-data', certificates: [toBase64(goodCa)], files: [] },
    })
    const url = `${new URL(server).origin}${command.request}`
    const input = inputOf(target, [wire(url)], { path: pathOf(target, transport), argv: command.argv })
    return [[id, scenario(id).desc, input, fatalText(result)]]
  })
}

/** The scenario's server answers /version alone; what get pods met behind it is not the wire that is described. */
function isDiscoverySuccess(cmd: string, id: string): boolean {
  return cmd === 'pods' && ['tls12-ok', 'tls13-ok', 'mtls-ok-13'].includes(id)
}

function serverOf({ kubeconfig }: ObservedScenario): string {
  return filled(kubeconfig?.clusters[0]?.cluster.server ?? 'https://api.example.test:<PORT>')
}

function commandRows(): readonly (readonly [string, JudgeInput, string | null])[] {
  return scenariosOf('kubeconfig-commands').flatMap((observed) => {
    const result = observed.results.find(({ kubectl }) => kubectl.includes('v1.34.5'))
    const local = ['config view --minify', 'completion bash', 'kustomize /tmp', 'proxy --port=0'].includes(
      result?.cmd ?? '',
    )
    // debug prints a deprecation of its own between klog and the error.
    if (!observed.id.startsWith('cmd-') || result === undefined || local || result.cmd.startsWith('debug')) return []
    const target = targetOf('https://10.9.0.3:6443')
    const input = inputOf(target, [refused('10.9.0.3:6443')], { argv: result.cmd.split(' ') })
    return [[result.cmd, input, fatalText(result)] as const]
  })
}
