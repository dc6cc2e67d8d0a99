import { archiveName, type Platform } from './platforms.ts'

export interface Release {
  /** Without `v`. */
  readonly version: string
  /** Where people read about it. */
  readonly homepage: string
  /** The folder that the archives are downloaded from, without a final slash; https. */
  readonly downloads: string
  /** Lower-case hex of each archive. */
  readonly archives: readonly { readonly platform: Platform; readonly sha256: string }[]
}

/** Until the project has a home in public: a manifest with these is for trying krew out, not for its index. */
export const PLACEHOLDER = {
  homepage: 'https://kubectl-tlsdoctor.example',
  downloads: 'https://kubectl-tlsdoctor.example/downloads',
} as const

/** At most 50 characters: `krew search` cuts there. */
export const SHORT_DESCRIPTION = 'Explain why kubectl TLS or proxy access fails'

/** The krew manifest of a release (krew.googlecontainertools.github.com/v1alpha2), YAML. */
export function renderManifest(release: Release): string {
  return `apiVersion: krew.googlecontainertools.github.com/v1alpha2
kind: Plugin
metadata:
  name: tlsdoctor
spec:
  version: v${release.version}
  homepage: ${release.homepage}
  shortDescription: ${SHORT_DESCRIPTION}
  description: |
${indent(DESCRIPTION, 4)}
  caveats: |
${indent(CAVEATS, 4)}
  platforms:
${release.archives.map((archive) => indent(renderPlatform(release, archive), 2)).join('\n')}
`
}

function renderPlatform({ version, downloads }: Release, { platform, sha256 }: Release['archives'][number]): string {
  return `- selector:
    matchLabels:
      os: ${platform.os}
      arch: ${platform.arch}
  uri: ${downloads}/${archiveName(version, platform)}
  sha256: "${sha256}"
  bin: ${platform.bin}`
}

function indent(text: string, blanks: number): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(blanks) + line))
    .join('\n')
}

export const DESCRIPTION = `Says which hop of the way to the API server produced the x509, TLS or proxy
error that kubectl prints. Walks every path that a request could take (direct,
through each proxy that is configured, to each address of the server), records
what was presented there, and judges it as kubectl's own Go would. Tells a
certificate that lacks a name from a proxy that intercepts TLS, and offers only
remedies that it has tried on the evidence.`

/** What the Node.js inside is linked with; small systems lack the second. */
const CAVEATS = `On Linux it needs libstdc++ and libatomic, as Node.js does. Where it says that
libatomic.so.1 is missing: apt install libatomic1, or dnf install libatomic.`
