import { decodeCase } from '../../../src/case-codec.ts'
import { runCommandLine } from '../../../src/cli/run.ts'
import { reportOf } from '../../../src/diagnose/report-of.ts'
import { toBase64 } from '../../../src/lib/bytes.ts'
import { SERVER_OUTPUT_HEADER } from '../../../src/report/server-output.ts'
import { fakeWorld } from '../../cli/fake-world.ts'
import { fakeSystem } from '../../kubeconfig/fake-system.ts'
import { renderers } from '../../render/renderers.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { holds } from '../invariants/holds.ts'
import { holdsNoControls, readsAlike } from '../invariants/output.ts'
import { caseTexts, certificates, MAX_CASE_BYTES } from './recorded.ts'

const COVERS = [
  'report/vantage',
  'report/comparison',
  'report/server-output',
  'report/catalog/baseline',
  'report/catalog/comparison',
  'render/comparison',
  'cli/commands/compare',
  'lib/shape',
]

/** A Report, or a Case, that somebody saved, beside another one. */
export const storedReport: FuzzTarget = {
  covers: COVERS,
  mutator: 'json',
  words: [],
  seeds: () => reports(6),
  maxBytes: MAX_CASE_BYTES,
  executions: 25,
  run: (input) => compared(input),
}

/** What `server-script` printed, through whatever terminal and mail. */
export const serverOutput: FuzzTarget = {
  covers: COVERS,
  mutator: 'lines',
  words: [
    SERVER_OUTPUT_HEADER,
    'end',
    'clock 2026-11-24T00:00:00Z',
    'listen 0.0.0.0:6443',
    'presented ',
    'stored ',
    '127.0.0.1:6443',
    'AAAA',
    '\u001b[2J',
  ],
  seeds: () => {
    const [a, b] = certificates(2).map(toBase64)
    const lines = [
      'clock 2026-11-24T00:00:00Z',
      'listen 0.0.0.0:6443',
      `presented 127.0.0.1:6443 ${a}`,
      `presented 127.0.0.1:6443 ${b}`,
      `stored /etc/kubernetes/pki/apiserver.crt ${b}`,
    ]
    return [
      [SERVER_OUTPUT_HEADER, ...lines, 'end', ''].join('\n'),
      `$ sh script\n${SERVER_OUTPUT_HEADER}\nclock 2026-11-24T00:00:00Z\nend\n`,
    ]
  },
  executions: 60,
  run: (input) => compared(input),
}

let baseline: string | null = null

function reports(howMany: number): readonly string[] {
  return caseTexts(howMany)
    .slice(-howMany)
    .flatMap((text) => {
      const decoded = decodeCase(text)
      return decoded.ok ? [renderers.json(reportOf(decoded.case))] : []
    })
}

/** The whole command, since what it reads a file as is decided there. */
async function compared(input: Uint8Array): Promise<void> {
  baseline ??= reports(1)[0] ?? ''
  const files = { '/input': input, '/baseline': baseline }
  const system = async () => fakeSystem({ files })
  const outputs: string[] = []
  for (const format of ['text', 'json', 'yaml']) {
    const world = fakeWorld()
    const code = await runCommandLine(['compare', '/baseline', '/input', '-o', format], { ...world, system })
    holds([0, 1, 2].includes(code), `exit status ${code}: ${world.err()}`)
    holdsNoControls(world.err(), 'stderr')
    if (code === 2) return
    outputs.push(world.out())
  }
  const [text = '', json = '', yaml = ''] = outputs
  holdsNoControls(text, 'text')
  readsAlike(json, yaml)
}
