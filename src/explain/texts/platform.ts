import type { KnownText } from '../known-text.ts'
import { diagnose, showConfig } from '../next-steps.ts'

const SOURCE = 'Go crypto/x509 root_darwin.go, root_windows.go; kubernetes/kubernetes#67345, crc-org/crc#3375'

/** What the verifiers of macOS and Windows say through Go, where the kubeconfig has no authority. */
export const platformTexts: readonly KnownText[] = [
  {
    id: 'x509-macos-trustd',
    pattern: /OSStatus -26276/,
    says: "macOS could not ask its trust service: a sandbox keeps the program from it. It says nothing about the server's certificate.",
    hop: 'server',
    causes: [
      ['verifier-is-platform', 'the trust service of macOS is not reached from inside a sandbox'],
      ['system-roots-do-not-know-server', 'no authority is in the kubeconfig, so that macOS is asked at all'],
    ],
    next: showConfig('whether certificate-authority-data is set: with it Go itself judges, and macOS is not asked'),
    source: SOURCE,
  },
  {
    id: 'x509-macos-not-trusted',
    pattern:
      /x509: [“"'](?<subject>[^”"'\n]{1,200})[”"'] certificate is (?<verdict>not trusted|not standards compliant|not permitted for this usage|expired|revoked)/,
    says: ({ subject, verdict }) =>
      `macOS, not Go, judged the certificate “${subject}” and finds it ${verdict}: the kubeconfig names no authority.`,
    hop: 'server',
    causes: [
      ['verifier-is-platform', 'the keychain decides, and an entry of the same name there can mislead it'],
      ['system-roots-do-not-know-server', "the cluster's authority belongs into certificate-authority-data"],
      ['tls-intercepted-by-proxy', 'an inspecting proxy whose authority is not in the keychain'],
    ],
    next: diagnose('how Go itself judges the presented chain, and whose it is'),
    source: SOURCE,
  },
  {
    id: 'x509-macos-osstatus',
    pattern: /x509: OSStatus (?<status>-?\d+)/,
    says: ({ status }) => `macOS judged the certificate and answered with its code ${status}.`,
    hop: 'server',
    causes: [
      ['verifier-is-platform', "the code is the operating system's, not Go's"],
      ['system-roots-do-not-know-server', 'no authority in the kubeconfig'],
    ],
    next: diagnose('how Go itself judges the presented chain'),
    source: SOURCE,
  },
]
