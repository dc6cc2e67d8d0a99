/** One flag, and how pflag would read it. */
export interface FlagSpec {
  readonly name: string
  readonly short?: string
  /** `list`: may be given several times. */
  readonly kind: 'string' | 'boolean' | 'list'
  readonly describe: string
  /** The value where none follows: a word that does not begin with a digit is none. */
  readonly bare?: string
  /** Shown in help as `--via URL`. */
  readonly placeholder?: string
  /** Its value goes straight into a `Secret`. */
  readonly secret?: true
}

/** kubectl's connection flags, in kubectl's words (`kubectl options`); those without effect here say so. */
export const CONNECTION_FLAGS = [
  { name: 'kubeconfig', kind: 'string', describe: 'Path to the kubeconfig file to use for CLI requests.' },
  { name: 'context', kind: 'string', describe: 'The name of the kubeconfig context to use' },
  { name: 'cluster', kind: 'string', describe: 'The name of the kubeconfig cluster to use' },
  { name: 'user', kind: 'string', describe: 'The name of the kubeconfig user to use' },
  {
    name: 'namespace',
    short: 'n',
    kind: 'string',
    describe: 'If present, the namespace scope for this CLI request',
  },
  { name: 'server', short: 's', kind: 'string', describe: 'The address and port of the Kubernetes API server' },
  {
    name: 'certificate-authority',
    kind: 'string',
    describe: 'Path to a cert file for the certificate authority',
  },
  { name: 'client-certificate', kind: 'string', describe: 'Path to a client certificate file for TLS' },
  { name: 'client-key', kind: 'string', describe: 'Path to a client key file for TLS' },
  { name: 'token', kind: 'string', secret: true, describe: 'Bearer token for authentication to the API server' },
  { name: 'username', kind: 'string', describe: 'Username for basic authentication to the API server' },
  {
    name: 'password',
    kind: 'string',
    secret: true,
    describe: 'Password for basic authentication to the API server',
  },
  {
    name: 'as',
    kind: 'string',
    describe:
      'Username to impersonate for the operation. User could be a regular user or a service account in a namespace.',
  },
  { name: 'as-uid', kind: 'string', describe: 'UID to impersonate for the operation.' },
  {
    name: 'as-group',
    kind: 'list',
    describe: 'Group to impersonate for the operation, this flag can be repeated to specify multiple groups.',
  },
  {
    name: 'tls-server-name',
    kind: 'string',
    describe:
      'Server name to use for server certificate validation. If it is not provided, the hostname used to contact the server is used',
  },
  {
    name: 'insecure-skip-tls-verify',
    kind: 'boolean',
    describe:
      "If true, the server's certificate will not be checked for validity. This will make your HTTPS connections insecure",
  },
  {
    name: 'request-timeout',
    kind: 'string',
    describe:
      "The length of time to wait before giving up on a single server request. Non-zero values should contain a corresponding time unit (e.g. 1s, 2m, 3h). A value of zero means don't timeout requests.",
  },
  { name: 'cache-dir', kind: 'string', describe: 'Default cache directory' },
  {
    name: 'disable-compression',
    kind: 'boolean',
    describe: 'If true, opt-out of response compression for all requests to the server',
  },
  { name: 'kuberc', kind: 'string', describe: 'Path to the kuberc file to use for preferences. (no effect here)' },
  {
    name: 'match-server-version',
    kind: 'boolean',
    describe: 'Require server version to match client version (no effect here)',
  },
  {
    name: 'v',
    short: 'v',
    kind: 'string',
    describe: 'number for the log level verbosity (here only: shows the stack of an unexpected error)',
  },
  {
    name: 'vmodule',
    kind: 'string',
    describe: 'comma-separated list of pattern=N settings for file-filtered logging (no effect here)',
  },
] as const satisfies readonly FlagSpec[]

/** The doctor's own flags. */
export const OWN_FLAGS = [
  {
    name: 'output',
    short: 'o',
    kind: 'string',
    placeholder: 'FORMAT',
    describe: 'Output format',
  },
  {
    name: 'kubectl',
    kind: 'string',
    placeholder: 'PATH',
    describe: 'The kubectl that is predicted, and run for the observed message (default: the first on PATH)',
  },
  {
    name: 'kubectl-version',
    kind: 'string',
    placeholder: 'VERSION',
    describe: 'Predict for that release instead (vX.Y, vX.Y.Z, goX.Y or goX.Y.Z); no kubectl is run',
  },
  { name: 'no-observe', kind: 'boolean', describe: 'Predict only: do not run kubectl' },
  {
    name: 'via',
    kind: 'list',
    placeholder: 'URL',
    describe: 'A further path through this proxy: http://, https://, socks5:// or ssh:// (may be repeated)',
  },
  {
    name: 'endpoint',
    kind: 'list',
    placeholder: 'HOST[:PORT]',
    describe: 'A further address of the same API server (may be repeated)',
  },
  {
    name: 'only',
    kind: 'list',
    placeholder: 'LIST',
    describe: 'Try only these paths: transports, sources or path ids, separated by commas',
  },
  { name: 'exclude', kind: 'list', placeholder: 'LIST', describe: 'Leave these paths out; as for --only' },
  { name: 'no-canaries', kind: 'boolean', describe: 'Send no probe that kubectl itself would not send' },
  {
    name: 'send-credentials',
    kind: 'string',
    placeholder: 'WHEN',
    describe: 'never, or verified: only where the chain and the name verify (default verified)',
  },
  {
    name: 'timeout',
    kind: 'string',
    placeholder: 'DURATION',
    describe: 'Bound of the whole run, for example 30s or 2m (default 60s)',
  },
  {
    name: 'fail-on',
    kind: 'string',
    placeholder: 'SEVERITY',
    describe: 'What makes the exit status 1: error, warning or never (default error)',
  },
  {
    name: 'watch',
    kind: 'string',
    bare: '30s',
    placeholder: '[DURATION]',
    describe: 'Look again and again, and show what changed and since when (default every 30s)',
  },
  {
    name: 'save-case',
    kind: 'string',
    placeholder: 'FILE',
    describe: 'Keep all that was seen, for replay, compare and bug reports; holds no secrets',
  },
  {
    name: 'save-certs',
    kind: 'string',
    placeholder: 'DIR',
    describe: 'Keep the chain that was presented on each path, as PEM',
  },
  {
    name: 'anonymize',
    kind: 'boolean',
    describe: 'Placeholders for names and addresses, in the report and in a saved Case',
  },
  { name: 'no-color', kind: 'boolean', describe: 'No colours; NO_COLOR in the environment does the same' },
  {
    name: 'ca',
    kind: 'string',
    placeholder: 'FILE',
    describe: "The trust anchors: PEM as a kubeconfig's CA file, or DER",
  },
  {
    name: 'host',
    kind: 'string',
    placeholder: 'NAME',
    describe: 'The name or address to check; none is checked without',
  },
  {
    name: 'at',
    kind: 'string',
    placeholder: 'TIME',
    describe: 'Judge for this instant: RFC 3339, or seconds since 1970 (default now)',
  },
  { name: 'all-contexts', kind: 'boolean', describe: 'Every context of the kubeconfig' },
  {
    name: 'concurrency',
    kind: 'string',
    placeholder: 'NUMBER',
    describe: 'How many contexts are diagnosed at once, 1 to 64 (default 8)',
  },
  { name: 'apply', kind: 'boolean', describe: 'Carry the remedy out: edit the kubeconfig, after a backup' },
  { name: 'undo', kind: 'boolean', describe: 'Restore the newest backup that --apply made' },
  { name: 'yes', short: 'y', kind: 'boolean', describe: 'Do not ask before the kubeconfig is written' },
  { name: 'list', kind: 'boolean', describe: 'List the scenarios' },
  { name: 'help', short: 'h', kind: 'boolean', describe: 'Show this help' },
  { name: 'version', kind: 'boolean', describe: "Show the doctor's own version" },
] as const satisfies readonly FlagSpec[]

export type ConnectionFlagName = (typeof CONNECTION_FLAGS)[number]['name']
export type OwnFlagName = (typeof OWN_FLAGS)[number]['name']
export type FlagName = ConnectionFlagName | OwnFlagName

export const ALL_FLAGS: readonly FlagSpec[] = [...CONNECTION_FLAGS, ...OWN_FLAGS]
