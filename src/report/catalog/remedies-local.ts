import { shellQuote } from '../../lib/shell-quote.ts'
import { command, edit, type RemedyWordsOf, request, shell } from './remedy-words.ts'
import { span } from './words.ts'

/** Remedies on this machine: clock, kubeconfig, credentials. */
export const localRemedies = {
  'smaller-client-hello': {
    title: ({ setting }) => `until the network is mended, send the smaller hello (GODEBUG=${setting})`,
    brief: () => 'the smaller hello',
    steps: ({ setting, kept }) => [
      shell(`export GODEBUG=${shellQuote(kept === null ? setting : `${kept},${setting}`)}`),
      command('kubectl', 'get', '--raw', '/version'),
    ],
  },
  'clock-set': {
    title: ({ minutesAhead }) =>
      minutesAhead === null
        ? "set this machine's clock, if it is wrong"
        : `set this machine's clock (it is ${span(minutesAhead)} ${minutesAhead < 0 ? 'behind' : 'ahead'})`,
    steps: () => [command('timedatectl', 'set-ntp', 'true'), edit('WSL2: wsl --shutdown, then start it again')],
  },
  'kubeconfig-repair': {
    title: ({ finding, place }) =>
      finding === 'verification-disabled'
        ? 'switch verification on again'
        : place === null
          ? 'correct the kubeconfig'
          : `correct the kubeconfig at ${place}`,
    brief: ({ repair }) => repair,
    steps: ({ repair, place }) => [edit(place === null ? repair : `${place}: ${repair}`)],
  },
  'credential-plugin-repair': {
    title: ({ missing }) => (missing ? 'install the credential plugin' : 'mend the credential plugin'),
    steps: ({ missing, user }) => [
      missing
        ? edit(`install the program that the exec section of ${user ?? 'the user'} names, so that it is on PATH`)
        : edit(
            `run the program of the exec section of ${user ?? 'the user'} by hand and follow its own message: log in again, or set its own proxy and authority variables (AWS_CA_BUNDLE, REQUESTS_CA_BUNDLE)`,
          ),
    ],
  },
  'log-in-again': {
    title: ({ user, forbidden }) =>
      forbidden ? `give ${named(user)} the right that is missing` : `get new credentials for ${named(user)}`,
    steps: ({ user, methods, forbidden }) => [
      forbidden
        ? request(
            `Please grant ${user ?? 'this user'} the right for this request (a Role or ClusterRole with its binding).`,
          )
        : edit(
            `log in again or fetch a new kubeconfig (this user authenticates by ${methods.join(', ') || 'nothing'})`,
          ),
    ],
  },
  'client-certificate-renew': {
    title: ({ user }) => `renew the client certificate${user === null ? '' : ` of ${user}`}`,
    steps: ({ place }) => [
      request(
        `kubeadm: kubeadm certs renew admin.conf, then fetch the new admin.conf; else issue a client certificate through a CertificateSigningRequest.`,
      ),
      edit(`put it ${place === null ? 'into the kubeconfig' : `where the old one stands (${place})`}`),
    ],
  },
} satisfies RemedyWordsOf<
  | 'smaller-client-hello'
  | 'clock-set'
  | 'kubeconfig-repair'
  | 'credential-plugin-repair'
  | 'log-in-again'
  | 'client-certificate-renew'
>

function named(user: string | null): string {
  return user === null ? 'this user' : `the user ${user}`
}
