import type { KnownText, NextStep } from '../known-text.ts'

const NEXT: NextStep = {
  command: "kubectl config view --minify -o jsonpath='{.users[0].user.exec}'",
  shows: 'the command, its arguments and its environment: run that very command by hand and read what it says',
}
const SOURCE = 'client-go plugin/pkg/client/auth/exec; kubectl-truth 8.8'

/** Credential plugins, which kubectl runs before it connects. */
export const execTexts: readonly KnownText[] = [
  {
    id: 'exec-not-found',
    pattern:
      /exec: executable (?<plugin>\S{1,200}) not found|exec: "(?<program>[^"]{1,200})": executable file not found|fork\/exec (?<path>\S{1,300}): no such file/,
    says: ({ plugin, program, path }) =>
      `The credential plugin ${plugin ?? program ?? path} is not installed, or not on this PATH.`,
    hop: 'credential-plugin',
    causes: [
      [
        'exec-plugin-missing',
        'aws, gke-gcloud-auth-plugin, kubelogin and the like have to be installed beside kubectl',
      ],
      ['exec-plugin-failed', 'the command itself names another program that is missing'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'exec-exit-code',
    pattern: /exec: executable (?<plugin>\S{1,200}) failed with exit code (?<code>\d+)/,
    says: ({ plugin, code }) =>
      `The credential plugin ${plugin} ended with status ${code}; what it printed before tells why.`,
    hop: 'credential-plugin',
    causes: [
      ['exec-plugin-failed', 'a login that ran out, a wrong profile or region'],
      ['exec-plugin-network', 'its own TLS connection is intercepted: it knows nothing of the kubeconfig’s authority'],
    ],
    next: NEXT,
    notes: ({ plugin }) =>
      plugin === 'aws'
        ? [
            'aws reads AWS_CA_BUNDLE or ca_bundle, not SSL_CERT_FILE; status 255 is its answer to anything, 254 to a refusal by the service.',
          ]
        : [],
    source: `${SOURCE}; lensapp/lens#4608, gravitational/teleport#24608`,
  },
  {
    id: 'exec-protocol',
    pattern:
      /exec plugin: invalid apiVersion "(?<version>[^"]{1,100})"|exec plugin is configured to use API version|exec plugin didn't return|exec plugin returned only|decoding stdout: (?<reason>[^\n]{1,300})|no kind "ExecCredential" is registered|apiVersion must be specified for \S+ to use exec|interactiveMode must be specified for/,
    says: 'The credential plugin and kubectl do not understand each other.',
    hop: 'credential-plugin',
    causes: [
      ['exec-plugin-protocol', 'an old kubeconfig or an old plugin: v1alpha1 is gone since kubectl 1.24'],
      ['exec-plugin-failed', 'it printed a message on stdout in place of a credential'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'auth-provider-gone',
    pattern:
      /The (?<provider>gcp|azure) auth plugin has been removed|no Auth Provider found for name "(?<name>[^"]{1,100})"|cannot construct google default token source|could not find default credentials|Must provide idp-issuer-url/,
    says: 'The kubeconfig uses an auth provider that was built into kubectl and is gone, or is not configured.',
    hop: 'configuration',
    causes: [
      ['exec-plugin-missing', 'gke-gcloud-auth-plugin or kubelogin takes its place since kubectl 1.26'],
      ['exec-plugin-failed', 'the login of the provider is missing on this machine'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'exec-other',
    pattern: /getting credentials: (?<reason>[^\n]{1,300})/,
    says: ({ reason }) => `No credential could be had: ${reason}.`,
    hop: 'credential-plugin',
    causes: [
      ['exec-plugin-failed', 'the plugin says why on stderr'],
      ['exec-plugin-network', 'its own connection'],
      ['exec-plugin-protocol', 'what it printed'],
    ],
    next: NEXT,
    source: SOURCE,
  },
]
