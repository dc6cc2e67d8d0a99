/**
 * Who may import whom. The rows are those of docs/architecture.md: a file imports from its own row or from rows before
 * it. `transcript` stands before `target`, because a chosen proxy is described in the transcript's terms.
 */
export const ROWS: readonly (readonly string[])[] = [
  ['lib', 'errors.ts', 'version.ts'],
  ['x509', 'release', 'system'],
  ['transcript'],
  ['kubeconfig', 'target'],
  ['paths', 'go'],
  ['probe', 'case.ts', 'case-codec.ts', 'judged-case.ts', 'anonymize'],
  ['rules'],
  ['remedies'],
  ['report'],
  ['explain'],
  ['render'],
  ['diagnose.ts', 'diagnose', 'fix', 'demo', 'cli', 'main.ts'],
]

/** An edge that the rows would allow. `from` and `to` are parts, or paths inside a part. */
export interface Ban {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly because: string
}

export const BANS: readonly Ban[] = [
  { from: ['paths'], to: ['go'], because: 'where a request could go does not depend on what kubectl would say there' },
  { from: ['go'], to: ['paths'], because: 'the model judges one walk; it knows of no other' },
  { from: ['go'], to: ['system'], because: 'the model is pure: the same walk gets the same words on every machine' },
  { from: ['paths'], to: ['system'], because: 'planning touches no network and no clock' },
  {
    from: ['probe'],
    to: ['go', 'paths', 'judged-case.ts'],
    because: 'looking and judging stay apart: diagnose hands in what may be asked of the model',
  },
  {
    from: ['anonymize'],
    to: ['go', 'paths', 'probe', 'system', 'judged-case.ts'],
    because: 'stand-ins are put into what was seen; judging is done on the result',
  },
  {
    from: ['rules', 'remedies', 'report'],
    to: ['probe', 'paths', 'system'],
    because: 'evidence is all that a conclusion may rest on, so that a saved Case gives the same report',
  },
  {
    from: ['explain'],
    to: ['case.ts', 'judged-case.ts', 'remedies', 'probe', 'paths', 'system', 'transcript', 'kubeconfig', 'target'],
    because: 'an explanation rests on the pasted text alone',
  },
  {
    from: ['render'],
    to: [
      'rules',
      'remedies',
      'go',
      'case.ts',
      'judged-case.ts',
      'probe',
      'paths',
      'system',
      'target',
      'kubeconfig',
      'x509',
      'release',
    ],
    because: 'a renderer shows the report and decides nothing',
  },
  {
    from: ['render'],
    to: ['transcript'],
    because: 'a renderer shows the report; only the live view hears events',
  },
  {
    from: ['diagnose.ts', 'diagnose'],
    to: ['cli', 'render', 'demo'],
    because: 'a diagnosis knows nothing of who asked for it and how it is shown',
  },
  {
    from: ['fix'],
    to: ['cli', 'render', 'demo', 'probe', 'paths', 'go', 'rules', 'diagnose.ts', 'diagnose', 'system/node.ts'],
    because:
      'carrying out an edit knows the edit and the file operations that it is handed, so that a test can end the world between any two',
  },
  {
    from: ['demo'],
    to: [
      'transcript',
      'kubeconfig',
      'target',
      'paths',
      'go',
      'probe',
      'rules',
      'remedies',
      'report',
      'render',
      'diagnose.ts',
      'diagnose',
      'cli',
    ],
    because: 'the demo is part of the world that is looked at, not of the looking',
  },
  {
    from: ['main.ts'],
    to: ['diagnose.ts', 'diagnose', 'demo', 'render', 'probe', 'report'],
    because: 'what a command needs is loaded by that command',
  },
]

/** Edges that a ban would catch and that are right, by the exact file imported. */
export const ALLOWED: readonly { readonly from: string; readonly file: string }[] = [
  { from: 'render', file: 'transcript/event.ts' },
]

/** A package or builtin, and the only places that may import it. */
export interface Restriction {
  readonly modules: readonly string[]
  /** Parts, folders or files under src. */
  readonly only: readonly string[]
  readonly because: string
}

export const RESTRICTIONS: readonly Restriction[] = [
  {
    modules: [
      'node:net',
      'node:tls',
      'node:dgram',
      'node:http',
      'node:https',
      'node:http2',
      'node:dns',
      'node:dns/promises',
    ],
    only: ['probe', 'demo'],
    because: 'sockets are opened by what looks, and by the demo, which is the other end of them',
  },
  {
    modules: ['node:child_process'],
    only: ['system', 'probe'],
    because: 'processes are part of the world, and come in by the System port',
  },
  {
    modules: ['node:fs', 'node:fs/promises'],
    only: ['system', 'probe', 'demo', 'cli'],
    because:
      'files are part of the world; the demo has a folder of its own, and the command line writes what the user names',
  },
  { modules: ['asn1js', 'pkijs'], only: ['x509'], because: 'certificates are described in one place' },
  { modules: ['undici'], only: ['probe'], because: 'only what looks sends requests' },
  {
    modules: ['yaml', '@kubernetes/client-node'],
    only: ['kubeconfig'],
    because: "kubeconfigs are read in one place, by client-go's rules",
  },
  { modules: ['yargs', 'yargs/helpers'], only: ['cli'], because: 'the command line is parsed once, at the edge' },
  { modules: ['ink', 'react'], only: ['render/ink'], because: 'the terminal UI is loaded on a terminal only' },
]

/** Globals that are the world, and where they may be touched. */
export const WORLDLY: readonly {
  readonly pattern: RegExp
  readonly only: readonly string[]
  readonly because: string
}[] = [
  {
    pattern: /\bDate\.now\(|\bnew Date\(\)/,
    only: ['system'],
    because: 'the clock comes in by the System port, so that tests can fix it',
  },
  {
    pattern: /\bprocess\.(?!getBuiltinModule)\w/,
    only: ['system', 'cli', 'main.ts', 'render/ink'],
    because: 'the process is touched at the edge',
  },
]

/** Folder names that say nothing. */
export const VAGUE_FOLDERS: readonly string[] = ['utils', 'util', 'helpers', 'common', 'misc', 'shared']

export const MAX_LINES = 300

/** Words of the field; `lib/` is for what any program could use. */
export const DOMAIN_WORDS = /kube|x509|certificate|\btls\b|proxy|handshake/i
