import { kubeconfigBehavioursOf } from './kubeconfig-behaviours.ts'
import { assumedKubectl } from './kubernetes-go.ts'
import type { Behaviours } from './release.ts'
import { atLeast, parseVersion, type Version } from './version.ts'
import { x509BehavioursOf } from './x509-behaviours.ts'

/**
 * What a kubectl does differently from another, as facts that the model asks for.
 *
 * @param go as `runtime.Version()` prints it: `go1.24.13`
 * @param godebug the settings in force: the release's default overridden by the variable GODEBUG
 * @param kubectl `v1.34.5`, for what depends on client-go and x/net rather than on Go; `null`: the newest with that Go
 * @throws Error when a version does not parse: callers pass versions that `resolveRelease` has read
 *
 * Sources: kubectl-truth sections 1.3, 1.4, 3.4, 5, 6, 7, 9.3; Go release notes 1.16 to 1.26 (crypto/tls, crypto/x509).
 */
export function behavioursOf(
  go: string,
  godebug: Readonly<Record<string, string>>,
  kubectl: string | null,
): Behaviours {
  const goVersion = versionOf(go)
  const kubectlVersion = kubectl === null ? assumedKubectl(goVersion) : versionOf(kubectl)
  return {
    ...verification(goVersion, godebug),
    ...handshake(goVersion, godebug),
    ...clientGo(kubectlVersion),
    // net/http carries its own copy of httpproxy: seen as scheme-as-host up to Go 1.22.12 and as host from 1.23.8 on.
    unknownProxyScheme: atLeast(goVersion, 1, 23) ? 'host' : 'scheme-as-host',
    httpProxyForHttps: !atLeast(goVersion, 1, 16),
    noProxyDomainsMatchAddresses: !since(goVersion, { 23: 7, 24: 1 }, 25),
    redirectWithoutLocation: atLeast(goVersion, 1, 19) ? 'answer' : 'error',
    http1: http1(goVersion),
    x509: x509BehavioursOf(go),
    kubeconfig: kubeconfigBehavioursOf(go, godebug, kubectlVersion),
  }
}

function versionOf(text: string): Version {
  const parsed = parseVersion(text)
  if (parsed === null) throw new Error(`not a version: ${text}`)
  return parsed.version
}

type VerificationKey =
  | 'verifyPrefix'
  | 'sha1'
  | 'rejectNegativeSerial'
  | 'duplicateExtensions'
  | 'rejectCriticalKeyIdentifiers'
  | 'countManySans'
  | 'rsaMinimum1024'
  | 'rsaMaximumBits'
  | 'skipUnknownKeyCandidates'
  | 'policies'
  | 'nameConstraints'
  | 'ecPointErrors'

function verification(go: Version, godebug: Readonly<Record<string, string>>): Pick<Behaviours, VerificationKey> {
  return {
    verifyPrefix: atLeast(go, 1, 20),
    sha1: sha1(go, godebug),
    rejectNegativeSerial: atLeast(go, 1, 23) && godebug.x509negativeserial !== '1',
    duplicateExtensions: atLeast(go, 1, 23) ? 'named' : atLeast(go, 1, 19) ? 'unnamed' : 'accepted',
    rejectCriticalKeyIdentifiers: atLeast(go, 1, 23),
    // CVE-2025-61729, fixed in 1.24.11 and 1.25.5.
    countManySans: since(go, { 24: 11, 25: 5 }, 26),
    rsaMinimum1024: atLeast(go, 1, 24) && godebug.rsa1024min !== '0',
    rsaMaximumBits: rsaMaximumBits(go, godebug),
    // CVE-2024-24783, fixed in 1.21.8 and 1.22.1.
    skipUnknownKeyCandidates: since(go, { 21: 8, 22: 1 }, 23),
    policies: policies(go),
    nameConstraints: atLeast(go, 1, 26) ? 'after-building' : 'while-building',
    ecPointErrors: atLeast(go, 1, 26) ? 'ecdsa' : 'x509',
  }
}

function sha1(go: Version, godebug: Readonly<Record<string, string>>): Behaviours['sha1'] {
  if (!atLeast(go, 1, 18)) return 'accepted'
  if (atLeast(go, 1, 24)) return 'refused'
  return godebug.x509sha1 === '1' ? 'accepted' : 'refused-with-hint'
}

/** CVE-2023-29409: 8192 bits since 1.19.12, 1.20.7 and 1.21; `tlsmaxrsasize` came with 1.20.7. */
function rsaMaximumBits(go: Version, godebug: Readonly<Record<string, string>>): number | null {
  if (!since(go, { 19: 12, 20: 7 }, 21)) return null
  const setting = godebug.tlsmaxrsasize
  // strconv.Atoi: a value that is no number leaves the default.
  if (atLeast(go, 1, 20) && setting !== undefined && /^[+-]?\d{1,15}$/.test(setting)) return Number(setting)
  return 8192
}

/** Worded `N chains with invalid policies` in 1.24.2, `all candidate chains` in 1.24.13: CVE-2025-22874 reworked it in 1.24.4. */
function policies(go: Version): Behaviours['policies'] {
  if (atLeast(go, 1, 26)) return 'count-candidates'
  if (atLeast(go, 1, 24, 4)) return 'all-candidates'
  return atLeast(go, 1, 24) ? 'chains-with-invalid' : 'ignored'
}

type HandshakeKey =
  | 'serverHello'
  | 'malformedHandshake'
  | 'records'
  | 'echAlertNamed'
  | 'rsaKeyExchange'
  | 'postQuantum'
  | 'rejectEchoedSessionId'

function handshake(go: Version, godebug: Readonly<Record<string, string>>): Pick<Behaviours, HandshakeKey> {
  return {
    malformedHandshake: atLeast(go, 1, 25) ? 'error decoding message' : 'unexpected message',
    echAlertNamed: atLeast(go, 1, 23),
    rsaKeyExchange: !atLeast(go, 1, 22) || (!atLeast(go, 1, 27) && godebug.tlsrsakex === '1'),
    postQuantum: postQuantum(go, godebug),
    rejectEchoedSessionId: atLeast(go, 1, 25),
    records: {
      checkVersion13: atLeast(go, 1, 21),
      longCertificates: atLeast(go, 1, 23),
      refuseBeforeKeys: since(go, { 24: 12, 25: 6 }, 26),
      skipUserCanceled: atLeast(go, 1, 25),
    },
    serverHello: {
      refuseTwice: atLeast(go, 1, 19),
      knowsMasterSecret: atLeast(go, 1, 21),
      checkPoints: atLeast(go, 1, 25),
      schemeFitsKey: atLeast(go, 1, 25),
      signatureSha1: !atLeast(go, 1, 25) || godebug.tlssha1 === '1',
    },
  }
}

function postQuantum(go: Version, godebug: Readonly<Record<string, string>>): Behaviours['postQuantum'] {
  if (!atLeast(go, 1, 23)) return 'none'
  if (!atLeast(go, 1, 24)) return godebug.tlskyber === '0' ? 'none' : 'kyber'
  return godebug.tlsmlkem === '0' ? 'none' : 'mlkem'
}

function http1(go: Version): Behaviours['http1'] {
  return {
    headerFields: atLeast(go, 1, 23) ? 'checked' : atLeast(go, 1, 20) ? 'checked-but-empty-name' : 'any',
    refuseEmptyLength: atLeast(go, 1, 22),
    checkEveryLength: atLeast(go, 1, 23),
    countInformational: !atLeast(go, 1, 24),
    // golang/go issue 74633: seen without a bound in 1.25.7 and with it in 1.26.8.
    boundConnectHead: atLeast(go, 1, 26),
    refuseEmptySize: atLeast(go, 1, 22),
    refuseBareLineFeed: since(go, { 23: 8, 24: 2 }, 25),
  }
}

type ClientGoKey =
  | 'setsProxyUrl'
  | 'unprocessableIsInvalid'
  | 'discoveryLog'
  | 'retryLostHttp2'
  | 'http2LooksLikeHttp1'
  | 'emptyCaFile'

function clientGo(kubectl: Version): Pick<Behaviours, ClientGoKey> {
  return {
    discoveryLog: atLeast(kubectl, 1, 31) ? 'structured' : atLeast(kubectl, 1, 26) ? 'plain' : 'none',
    setsProxyUrl: atLeast(kubectl, 1, 24),
    retryLostHttp2: atLeast(kubectl, 1, 32),
    unprocessableIsInvalid: !atLeast(kubectl, 1, 26),
    // golang.org/x/net in go.mod: 0.47 with 1.35, 0.38 with 1.33 and 1.34, 0.30 with 1.32.
    http2LooksLikeHttp1: atLeast(kubectl, 1, 35)
      ? 'too-large'
      : atLeast(kubectl, 1, 33)
        ? 'nil-payload'
        : atLeast(kubectl, 1, 32)
          ? 'frame-too-large'
          : 'unexpected-eof',
    emptyCaFile: atLeast(kubectl, 1, 36) ? 'empty-pool' : 'system-roots',
  }
}

/** A fix that came to `minor.patch` of each branch named in `patches` and to everything from 1.`always` on. */
function since(go: Version, patches: Readonly<Record<number, number>>, always: number): boolean {
  if (atLeast(go, 1, always)) return true
  const patch = patches[go[1]]
  return patch !== undefined && go[2] >= patch
}
