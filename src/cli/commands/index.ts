import { CONNECTION_FLAGS, type FlagName } from '../flags.ts'
import type { CommandDefinition } from '../invocation.ts'

const CONNECTION: readonly FlagName[] = CONNECTION_FLAGS.map((flag) => flag.name)
const PREDICTION: readonly FlagName[] = ['kubectl', 'kubectl-version']
const SAVING: readonly FlagName[] = ['save-case', 'save-certs', 'anonymize']
const PATHS: readonly FlagName[] = ['via', 'endpoint', 'only', 'exclude']

export const diagnoseDefinition: CommandDefinition = {
  name: null,
  arguments: '[-- KUBECTL-COMMAND…]',
  maxArguments: 0,
  describe: 'Diagnose the active context, or the kubectl command after "--"',
  flags: [
    ...CONNECTION,
    'output',
    ...PREDICTION,
    'no-observe',
    ...PATHS,
    'no-canaries',
    'send-credentials',
    'timeout',
    'fail-on',
    'watch',
    ...SAVING,
    'no-color',
  ],
  diagnoses: true,
  examples: [
    ['kubectl tlsdoctor', 'why does kubectl fail here? on a terminal, the terminal UI (-o ink); elsewhere text'],
    ['kubectl tlsdoctor -- get pods -n kube-system', 'the same for this very command'],
    ['kubectl tlsdoctor -o markdown > report.md', 'a report to hand on'],
    ['kubectl tlsdoctor --via socks5://127.0.0.1:1080', 'try a further path beside the others'],
  ],
  load: async () => (await import('./diagnose.ts')).runDiagnose,
}

/** Every command by name, in the order of the help. */
export const commands: readonly CommandDefinition[] = [
  diagnoseDefinition,
  {
    name: 'paths',
    arguments: '',
    maxArguments: 0,
    describe: 'List the paths to the API server and say which one kubectl takes and why; touches no network',
    flags: [...CONNECTION, 'output', ...PREDICTION, ...PATHS, 'no-color'],
    diagnoses: false,
    examples: [['kubectl tlsdoctor paths', 'which proxy variable wins, and why NO_PROXY does or does not match']],
    load: async () => (await import('./paths.ts')).runPaths,
  },
  {
    name: 'fix',
    arguments: '[ID] [-- KUBECTL-COMMAND…]',
    maxArguments: 1,
    describe: 'List the remedies with their proof, show one, or carry out one that edits the kubeconfig (--apply)',
    flags: [
      'apply',
      'undo',
      'yes',
      ...CONNECTION,
      'output',
      ...PREDICTION,
      'no-observe',
      ...PATHS,
      'no-canaries',
      'send-credentials',
      'timeout',
      'no-color',
    ],
    diagnoses: true,
    examples: [
      ['kubectl tlsdoctor fix', 'what can be done, by whom, and whether it was proved to help'],
      ['kubectl tlsdoctor fix proxy-url-remove', 'its steps, and what it would change in the kubeconfig'],
      ['kubectl tlsdoctor fix proxy-url-remove --apply', 'do it, after a backup, and diagnose again'],
      ['kubectl tlsdoctor fix --undo', 'take the last one back'],
    ],
    load: async () => (await import('./fix.ts')).runFix,
  },
  {
    name: 'scan',
    arguments: '[CONTEXT…] [-- KUBECTL-COMMAND…]',
    maxArguments: 4096,
    describe: 'Diagnose many contexts at once, one row each; --timeout is for each of them',
    flags: [
      'all-contexts',
      'concurrency',
      ...CONNECTION,
      'output',
      ...PREDICTION,
      'no-observe',
      ...PATHS,
      'no-canaries',
      'send-credentials',
      'timeout',
      'fail-on',
      'no-color',
    ],
    diagnoses: true,
    examples: [
      ['kubectl tlsdoctor scan --all-contexts', 'which clusters can kubectl reach from here, and why not the others?'],
      ['kubectl tlsdoctor scan prod staging -o json', 'the whole reports of two'],
    ],
    load: async () => (await import('./scan.ts')).runScan,
  },
  {
    name: 'explain',
    arguments: '[TEXT… | -]',
    maxArguments: Number.POSITIVE_INFINITY,
    describe:
      'Explain an error text or a whole log, pasted from anywhere: causes, and the command that tells them apart',
    flags: ['output', 'no-color'],
    diagnoses: false,
    examples: [
      ['kubectl tlsdoctor explain "x509: certificate signed by unknown authority"', 'offline'],
      ['kubectl get pods 2>&1 | kubectl tlsdoctor explain', 'a whole log, from standard input'],
    ],
    load: async () => (await import('./explain.ts')).runExplain,
  },
  {
    name: 'verify',
    arguments: '--ca FILE CHAIN-FILE…',
    maxArguments: 64,
    describe: 'Judge a chain on disk (leaf first; PEM, DER or PKCS#7) as kubectl would; touches no network',
    flags: ['ca', 'host', 'at', 'output', ...PREDICTION, 'no-color'],
    diagnoses: false,
    examples: [
      ['kubectl tlsdoctor verify --ca ca.crt --host 192.0.2.10 chain.pem', 'would kubectl accept it, and why not?'],
      ['kubectl tlsdoctor verify --ca ca.crt --at 2027-01-01T00:00:00Z chain.pem', 'and next year?'],
    ],
    load: async () => (await import('./verify.ts')).runVerify,
  },
  {
    name: 'certs',
    arguments: '[HOST:PORT | FILE | -]',
    maxArguments: 1,
    describe:
      'Show a chain in full: what a server presents (default: that of the active context), or a file (PEM, DER, PKCS#7, kubeconfig)',
    flags: [...CONNECTION, 'output', ...PATHS, 'timeout', 'no-color'],
    diagnoses: false,
    examples: [
      ['kubectl tlsdoctor certs 192.0.2.10:6443', 'on every path there; only a handshake, nothing is sent'],
      ['kubectl tlsdoctor certs -o pem > chain.pem', "the active context's server, on the path kubectl takes"],
      ['kubectl tlsdoctor certs ~/.kube/config', 'the authorities and client certificates in it'],
    ],
    load: async () => (await import('./certs.ts')).runCerts,
  },
  {
    name: 'compare',
    arguments: 'GOOD BAD…',
    maxArguments: 64,
    describe: 'Compare Reports, Cases and server-script outputs of several places with one that is right',
    flags: ['output', 'no-color'],
    diagnoses: false,
    examples: [
      ['kubectl tlsdoctor compare works.json fails.json', 'two machines: what is different on the one that fails?'],
      ['kubectl tlsdoctor compare server.txt case.json', 'is the certificate here that of the server itself?'],
    ],
    load: async () => (await import('./compare.ts')).runCompare,
  },
  {
    name: 'server-script',
    arguments: '',
    maxArguments: 0,
    describe:
      'Print a POSIX sh script to run on the control plane, whose output compare reads; it changes nothing there',
    flags: [],
    diagnoses: false,
    examples: [
      ['kubectl tlsdoctor server-script | ssh control-plane sh > server.txt', 'what the API server itself shows'],
    ],
    load: async () => (await import('./server-script.ts')).runServerScript,
  },
  {
    name: 'replay',
    arguments: 'CASE.json',
    maxArguments: 1,
    describe: 'Judge a saved Case again, with no network; "-" reads standard input',
    flags: ['output', 'fail-on', ...SAVING, 'no-color'],
    diagnoses: false,
    examples: [['kubectl tlsdoctor replay case.json -o wide', 'what --save-case kept, in full']],
    load: async () => (await import('./replay.ts')).runReplay,
  },
  {
    name: 'demo',
    arguments: '[SCENARIO]',
    maxArguments: 1,
    describe: 'Diagnose an API server and an intercepting proxy on loopback, for real; needs no cluster',
    flags: [
      'list',
      'output',
      ...PREDICTION,
      'no-observe',
      'no-canaries',
      'send-credentials',
      'timeout',
      'fail-on',
      'watch',
      ...SAVING,
      'no-color',
    ],
    diagnoses: false,
    examples: [
      ['kubectl tlsdoctor demo', 'the case that this tool was made for'],
      ['kubectl tlsdoctor demo --list', 'what else there is'],
    ],
    load: async () => (await import('./demo.ts')).runDemo,
  },
  {
    name: 'completion',
    arguments: 'bash|zsh|fish|powershell|kubectl',
    maxArguments: 1,
    describe: 'Print a completion script for a shell, or the helper by which kubectl completes "kubectl tlsdoctor"',
    flags: [],
    diagnoses: false,
    examples: [
      ['source <(kubectl-tlsdoctor completion bash)', 'for kubectl-tlsdoctor, in this shell'],
      [
        'kubectl tlsdoctor completion kubectl > ~/.local/bin/kubectl_complete-tlsdoctor',
        'for "kubectl tlsdoctor": make it executable, too',
      ],
    ],
    load: async () => (await import('./completion.ts')).runCompletion,
  },
  {
    name: 'version',
    arguments: '',
    maxArguments: 0,
    describe: "Show the doctor's own version; touches no network",
    flags: ['output'],
    diagnoses: false,
    examples: [],
    load: async () => (await import('./version.ts')).runVersion,
  },
]

export function commandNamed(name: string): CommandDefinition | undefined {
  return commands.find((command) => command.name === name)
}
