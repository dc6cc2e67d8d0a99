import { diagnoseRequest, failOn, watchMs } from '../../../src/cli/options.ts'
import { parse } from '../../../src/cli/parser.ts'
import { UsageError } from '../../../src/errors.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { holds } from '../invariants/holds.ts'

/** Arguments, one a line, read as pflag reads them. */
export const commandLine: FuzzTarget = {
  covers: ['cli/', 'lib/duration', 'lib/url-password'],
  mutator: 'lines',
  words: [
    ...[
      '--',
      '-',
      '--=',
      '-n',
      '-nfoo',
      '-An',
      '-o=json',
      '--token',
      '--token=x',
      '--server',
      '--via=socks5://u:p@h:1',
      '--endpoint=[::1]:6443',
      '--only=direct',
      '--timeout=1h',
      '--watch',
      '--watch=5s',
    ],
    ...[
      'get',
      'pods',
      'kubectl',
      'auth',
      'can-i',
      'exec',
      'create',
      '--user=x',
      'scan',
      'explain',
      'verify',
      'help',
      '--help',
      '--version',
      '--insecure-skip-tls-verify=maybe',
      '__proto__',
      '--__proto__',
      '--constructor=1',
      '-toString',
    ],
  ],
  seeds: () => [
    '--context\nprod\n-o\njson',
    '--\nget\npods\n-n\nkube-system',
    'scan\n--all-contexts\n--concurrency=4',
    'explain\nx509: x',
    '--\nkubectl\n-An\nfoo\nget\npods',
    'verify\n--ca\nx\n--at=0\nf',
  ],
  executions: 3000,
  run(input) {
    const args = Buffer.from(input).toString('utf8').split('\n')
    try {
      const { invocation, definition } = parse(args)
      if (!definition.diagnoses) return
      const { timeoutMs } = diagnoseRequest(invocation)
      holds(timeoutMs >= 1 && timeoutMs < 2 ** 31, `a bound of ${timeoutMs} ms`)
      failOn(invocation)
      watchMs(invocation)
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      holds(error.message !== '' && error.message.split('\n').length <= 2, error.message)
    }
  },
}
