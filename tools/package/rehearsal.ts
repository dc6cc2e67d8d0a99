import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodePem } from '../../src/x509/pem.ts'

/**
 * Command lines that do most of what a diagnosis does, but for the network: the same every time, to the last function
 * that they call.
 *
 * @param folder gets the kubeconfig that one of them reads
 */
export function rehearsal(root: string, folder: string): readonly (readonly string[])[] {
  const recorded = (name: string) => join(root, 'test', 'lab', 'golden', name, 'case.json')
  const kubeconfig = join(folder, 'kubeconfig')
  writeFileSync(kubeconfig, kubeconfigOf(JSON.parse(readFileSync(recorded('healthy'), 'utf8'))))
  return [
    ['--help'],
    ['paths', '--kubeconfig', kubeconfig, '--kubectl-version', 'v1.34.5', '--exclude', 'system,tool'],
    ['replay', recorded('healthy')],
    ['replay', recorded('golden')],
  ]
}

interface RecordedCase {
  readonly target: { readonly server: string; readonly trust: { readonly certificates: readonly string[] } }
}

/** Laid out as kubeadm does. */
function kubeconfigOf({ target }: RecordedCase): string {
  const pem = target.trust.certificates.map((der) => encodePem('CERTIFICATE', Buffer.from(der, 'base64'))).join('')
  return `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${Buffer.from(pem).toString('base64')}
    server: ${target.server}
  name: kubernetes
contexts:
- context:
    cluster: kubernetes
    user: kubernetes-admin
  name: kubernetes-admin@kubernetes
current-context: kubernetes-admin@kubernetes
kind: Config
preferences: {}
users:
- name: kubernetes-admin
  user:
    token: none
`
}
