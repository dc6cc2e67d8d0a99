import { atLeast, parseVersion, type Version } from './version.ts'

/** How a kubectl reads a kubeconfig and words what it refuses there, one fact a field. */
export interface KubeconfigBehaviours {
  /** Source files that the registries of kinds are named after: `no kind "Pod" is registered … in scheme "…"`. */
  readonly configScheme: string
  readonly execScheme: string
  /** sigs.k8s.io/yaml's first word of a key that JSON cannot have (1.31: lower case). */
  readonly unsupportedKey: 'Unsupported' | 'unsupported'
  /** A cluster has `disable-compression` (1.26), which shows where Go prints one whole. */
  readonly disableCompression: boolean
  /** Auth providers of client-go: `gcp` and `azure` are built in (<= 1.25), or one is told what to use instead. */
  readonly cloudProviders: 'built-in' | 'removed'
  /** net/http quotes what cannot stand in a header (Go <= 1.18): tokens too. */
  readonly quotesHeaderValues: boolean
  /** time.Parse checks the zone offset of a time (Go 1.23). */
  readonly checkZoneOffset: boolean
  readonly url: UrlBehaviours
  /** kubectl's commands that are not there in every release. */
  readonly missingCommands: readonly ('events' | 'auth whoami')[]
}

/** What net/url takes for a host, and how it writes a URL again. */
export interface UrlBehaviours {
  /**
   * Brackets hold anything, an IPv6 address (CVE-2025-47912: Go 1.24.8, 1.25.2), though text may stand before them, or an
   * address with nothing before it (CVE-2026-25679: 1.25.8, 1.26.1).
   */
  readonly brackets: 'any' | 'address' | 'address-alone'
  /** A host of an http or https URL has one colon (Go 1.26, urlstrictcolons). */
  readonly oneColon: boolean
  /** `https:/x` stays so (Go 1.19) and does not become `https:///x`. */
  readonly omitsEmptyHost: boolean
}

/** Those of v1.35.2, for callers that know no release. */
export const NEWEST_KUBECONFIG_BEHAVIOURS = kubeconfigBehavioursOf('go1.25.7', {}, [1, 35, 2])

/**
 * @param go as `runtime.Version()` prints it: `go1.24.13`
 * @throws Error when it does not parse: callers pass versions that `resolveRelease` has read
 *
 * Sources: what 12 binaries from v1.24 to v1.35 print; Go release notes; go.dev/issue/75223.
 */
export function kubeconfigBehavioursOf(
  go: string,
  godebug: Readonly<Record<string, string>>,
  kubectl: Version,
): KubeconfigBehaviours {
  const version = parseVersion(go)?.version
  if (version === undefined) throw new Error(`not a version: ${go}`)
  return {
    ...schemes(version, kubectl),
    unsupportedKey: atLeast(kubectl, 1, 31) ? 'unsupported' : 'Unsupported',
    disableCompression: atLeast(kubectl, 1, 26),
    cloudProviders: atLeast(kubectl, 1, 26) ? 'removed' : 'built-in',
    quotesHeaderValues: !atLeast(version, 1, 19),
    checkZoneOffset: atLeast(version, 1, 23),
    url: {
      brackets: brackets(version),
      oneColon: atLeast(version, 1, 26) && godebug.urlstrictcolons !== '0',
      omitsEmptyHost: atLeast(version, 1, 19),
    },
    missingCommands: [
      ...(atLeast(kubectl, 1, 26) ? [] : (['events'] as const)),
      ...(atLeast(kubectl, 1, 27) ? [] : (['auth whoami'] as const)),
    ],
  }
}

/**
 * apimachinery names a registry after the source file that made it, as the compiler writes its path with -trimpath: below
 * `vendor/` (Go <= 1.20), as a module with a version (Go 1.21), which hides the caller, or as a module of the workspace
 * that Kubernetes 1.30 became.
 */
function schemes(go: Version, kubectl: Version): Pick<KubeconfigBehaviours, 'configScheme' | 'execScheme'> {
  const config = 'k8s.io/client-go/tools/clientcmd/api/latest/latest.go:50'
  const exec = `pkg/client/auth/exec/exec.go:${atLeast(kubectl, 1, 35) ? 64 : 62}`
  if (atLeast(kubectl, 1, 30)) return { configScheme: config, execScheme: exec }
  if (!atLeast(go, 1, 21)) return { configScheme: `vendor/${config}`, execScheme: exec }
  return { configScheme: 'pkg/runtime/scheme.go:100', execScheme: 'pkg/runtime/scheme.go:100' }
}

function brackets(go: Version): UrlBehaviours['brackets'] {
  if (atLeast(go, 1, 26) ? atLeast(go, 1, 26, 1) : atLeast(go, 1, 25, 8)) return 'address-alone'
  return (atLeast(go, 1, 25) ? atLeast(go, 1, 25, 2) : atLeast(go, 1, 24, 8)) ? 'address' : 'any'
}
