import type { KnownText, NextStep } from '../known-text.ts'
import { showConfig } from '../next-steps.ts'

const NEXT: NextStep = {
  command: 'kubectl tlsdoctor paths',
  shows: 'which files were read, and the file and line of what is wrong; no network',
}
const SOURCE = 'client-go clientcmd; kubectl-truth 8'

/** What client-go says before anything is sent. */
export const kubeconfigTexts: readonly KnownText[] = [
  {
    id: 'config-insecure-with-ca',
    pattern: /specifying a root certificates file with the insecure flag is not allowed/,
    says: 'insecure-skip-tls-verify and an authority are both set, which client-go refuses.',
    hop: 'configuration',
    causes: [['insecure-with-ca', 'somebody switched verification off and left the authority in']],
    next: showConfig('insecure-skip-tls-verify beside certificate-authority(-data)'),
    notes: () => [
      'The flag --insecure-skip-tls-verify drops the authority of the kubeconfig; the setting in the file does not.',
    ],
    source: `${SOURCE}; okteto/okteto#3124`,
  },
  {
    id: 'config-ca-both',
    pattern: /certificate-authority-data and certificate-authority are both specified for (?<cluster>\S{1,200}?)\./,
    says: ({ cluster }) =>
      `The cluster ${cluster} has an authority twice, as data and as a file; it is an error in spite of "will override".`,
    hop: 'configuration',
    causes: [['ca-data-and-file', 'drop one of the two']],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'config-ca-file',
    pattern:
      /unable to read certificate-authority (?<file>[^\n]{1,400}?) for (?<cluster>\S{1,200}) due to (?<reason>[^\n]{1,300})/,
    says: ({ file, cluster }) => `The file ${file} with the authority of the cluster ${cluster} cannot be read.`,
    hop: 'configuration',
    causes: [['ca-file-missing', 'moved, never copied along, or a path that is relative to another folder']],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'config-ca-unusable',
    pattern:
      /unable to load root certificates(?:: (?<reason>[^\n]{1,200}))?|no valid certificate authority data seen|unable to parse bytes as PEM block/,
    says: ({ reason }) =>
      `The authority of the kubeconfig holds no certificate that can be used${reason === undefined ? '' : `: ${reason}`}.`,
    hop: 'configuration',
    causes: [['ca-data-invalid', 'base64 twice or not at all, another kind of PEM block, or text that was cut off']],
    next: NEXT,
    notes: () => ['kubectl up to 1.20 did not check this and said "unknown authority" later.'],
    source: `${SOURCE}; kubernetes/kubernetes#69278`,
  },
  {
    id: 'config-base64',
    pattern: /illegal base64 data at input byte (?<byte>\d+)/,
    says: ({ byte }) => `A field of the kubeconfig that must be base64 is not, from byte ${byte} on.`,
    hop: 'configuration',
    causes: [
      ['ca-data-invalid', 'a PEM file pasted as it is into certificate-authority-data, or a line break inside'],
      ['client-credential-unreadable', 'the same in client-certificate-data or client-key-data'],
      ['kubeconfig-invalid', 'another field'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'config-client-file',
    pattern:
      /unable to read client-(?<part>cert|key) (?<file>[^\n]{1,400}?) for (?<user>\S{1,200}) due to (?<reason>[^\n]{1,300})/,
    says: ({ part, file, user }) =>
      `The client ${part === 'cert' ? 'certificate' : 'key'} ${file} of the user ${user} cannot be read.`,
    hop: 'configuration',
    causes: [
      ['client-credential-unreadable', 'moved, never copied along (minikube, Docker Desktop), or not readable for you'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'config-client-incomplete',
    pattern:
      /client-key-data or client-key must be specified for (?<user>\S{1,200})|client-(?:cert|key)-data and client-(?:cert|key) are both specified for (?<twice>\S{1,200})|tokenFile|token-file/,
    says: 'The client certificate of a user is incomplete, or given twice.',
    hop: 'configuration',
    causes: [['client-credential-unreadable', 'a certificate needs its key, and each of them once']],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'config-auth-conflict',
    pattern: /more than one authentication method found for (?<user>\S{1,200}); found \[(?<methods>[^\]]{1,100})\]/,
    says: ({ user, methods }) => `The user ${user} has ${methods}, and only one is allowed.`,
    hop: 'configuration',
    causes: [['authentication-methods-conflict', 'two logins merged into one user']],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'config-context-missing',
    pattern:
      /context "(?<context>[^"\n]{1,200})" does not exist|context was not found for specified context: (?<current>\S{1,200})|no context exists with the name|current-context is not set/,
    says: ({ context, current }) => `The context ${context ?? current ?? ''} is not in the kubeconfig.`,
    hop: 'configuration',
    causes: [
      ['context-missing', 'another file than you think is read, or the name is mistyped'],
      ['kubeconfig-missing', 'the file with it is not in $KUBECONFIG'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'config-cluster-missing',
    pattern: /cluster "(?<cluster>[^"\n]{1,200})" does not exist|no server found for cluster "(?<empty>[^"\n]{0,200})"/,
    says: ({ cluster, empty }) =>
      cluster === undefined
        ? `The cluster ${empty} has no server.`
        : `The cluster ${cluster} is not in the kubeconfig.`,
    hop: 'configuration',
    causes: [['cluster-missing', 'removed, renamed, or in another file']],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'config-user-missing',
    pattern: /auth info "(?<user>[^"\n]{1,200})" does not exist/,
    says: ({ user }) => `The user ${user} is not in the kubeconfig.`,
    hop: 'configuration',
    causes: [['user-missing', 'removed, renamed, or in another file']],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'config-empty',
    pattern:
      /no configuration has been provided, try setting KUBERNETES_MASTER|Config not found: (?<file>\S{1,300})|invalid configuration: (?:no configuration|\[unable)/,
    says: 'No kubeconfig was found, or it is empty.',
    hop: 'configuration',
    causes: [['kubeconfig-missing', 'another user (sudo), another home, or $KUBECONFIG that points nowhere']],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'config-file-missing',
    pattern:
      /error: (?:stat|open|read) (?<file>[^\n]{1,400}): (?<reason>no such file or directory|permission denied|is a directory)/,
    says: ({ file, reason }) => `The file ${file} that was named cannot be used: ${reason}.`,
    hop: 'configuration',
    causes: [
      ['kubeconfig-missing', 'the file of --kubeconfig must exist; those of $KUBECONFIG need not'],
      ['client-credential-unreadable', 'a token or certificate file that the kubeconfig or a flag names'],
      ['ca-file-missing', 'an authority that is a directory'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'config-unreadable',
    pattern:
      /error loading config file "(?<file>[^"\n]{1,400})": (?<reason>[^\n]{1,400})|yaml: (?:line \d+: )?(?<yaml>[^\n]{1,200})|no kind "(?<kind>\w+)" is registered for version|cannot unmarshal [^\n]{1,60} into Go struct field (?:Config|Cluster|AuthInfo|Context)\b|duplicate name "[^"]{1,200}" in list|found #\d+ byte of/,
    says: ({ file, reason, yaml }) =>
      `The kubeconfig${file === undefined ? '' : ` ${file}`} cannot be read: ${reason ?? yaml ?? 'it is no valid Config'}.`,
    hop: 'configuration',
    causes: [
      [
        'kubeconfig-invalid',
        'a slip of YAML, a field of another type, a name twice, or another document than a Config',
      ],
      ['context-missing', 'a name such as y, n, on or off must stand in quotes: YAML 1.1 takes it for a truth value'],
    ],
    next: NEXT,
    notes: () => ['A bad file anywhere in $KUBECONFIG is fatal, even if nothing of it would be used.'],
    source: SOURCE,
  },
  {
    id: 'config-server-url',
    pattern: /host must be a URL or a host:port pair: "(?<server>[^"\n]{0,300})"/,
    says: ({ server }) => `The server ${server} is no URL that client-go can use.`,
    hop: 'configuration',
    causes: [['server-url-invalid', 'a blank, a port that is no number, or a host that is missing']],
    next: NEXT,
    source: SOURCE,
  },
]
