import type { KnownText } from '../known-text.ts'
import { showConfig } from '../next-steps.ts'

const NEXT = showConfig('whether client-certificate and client-key come from files or stand inline, and for which user')
const SOURCE = 'Go crypto/tls X509KeyPair; kubectl-truth 8.7'

/** The client's own certificate and key, read before or during the handshake. */
export const credentialTexts: readonly KnownText[] = [
  {
    id: 'client-key-mismatch',
    pattern: /tls: private key (?:type )?does not match public key/,
    says: 'The client key does not belong to the client certificate.',
    hop: 'configuration',
    causes: [
      ['client-key-mismatch', 'a renewed certificate beside the old key, or files of two users'],
      ['client-credential-unreadable', 'the right file under the wrong name'],
    ],
    next: NEXT,
    notes: () => ['With files it is fatal only where the server asks for a certificate; inline it is fatal at once.'],
    source: `${SOURCE}; kubernetes/kubernetes#29819`,
  },
  {
    id: 'client-pair-unreadable',
    pattern:
      /tls: failed to find (?:any PEM data|certificate PEM data|"[A-Z ]+" PEM block|PEM block)|tls: found a certificate rather than a key|tls: failed to parse private key|tls: unknown public key algorithm|PEM inputs may have been switched|could not load PEM client certificate/,
    says: 'The client certificate or the client key holds no PEM block of the kind that belongs there.',
    hop: 'configuration',
    causes: [
      [
        'client-credential-unreadable',
        'switched, empty, encoded in base64 twice, or a request (CSR) in place of a certificate',
      ],
      ['client-key-mismatch', 'certificate and key were exchanged'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'client-certificate-expired-log',
    pattern:
      /client certificate (?:has )?expired|part of the existing bootstrap client certificate[^\n]{0,120} is expired/i,
    says: 'The client certificate ran out.',
    hop: 'configuration',
    causes: [['client-certificate-expired', 'kubeadm and kubelets renew it yearly; a copy elsewhere is not renewed']],
    next: NEXT,
    source: 'kubelet bootstrap; kubernetes/kubernetes#39767',
  },
]
