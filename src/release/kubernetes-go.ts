import table from './data/kubernetes-go.json' with { type: 'json' }
import { compareVersions, minorOf, parseVersion, type Version } from './version.ts'

/** What is known of the Go that one patch release of Kubernetes was built with. */
export interface KnownRelease {
  readonly kubectl: Version
  readonly go:
    | { readonly kind: 'recorded'; readonly version: Version; readonly observed: boolean }
    /** The Go of the nearest recorded patches of the same minor before and after. */
    | { readonly kind: 'between'; readonly before: Version | null; readonly after: Version | null }
}

interface Row {
  readonly go?: string
  readonly observed?: boolean
  readonly between?: readonly (string | null)[]
}

/** Every final release in the table, oldest first. Source and date stand in the data file. */
export const knownReleases: readonly KnownRelease[] = Object.entries<Row>(table.releases)
  .map(([kubectl, row]) => ({ kubectl: read(kubectl), go: goOf(row) }))
  .sort((a, b) => compareVersions(a.kubectl, b.kubectl))

/** The newest known release that satisfies the predicate. */
export function newestKnown(accepts: (release: KnownRelease) => boolean = () => true): KnownRelease | null {
  return knownReleases.findLast(accepts) ?? null
}

/** One Go for a release: the recorded one, else that of the later neighbour (patches follow Go's closely), else the earlier. */
export function goVersionOf(release: KnownRelease): Version {
  if (release.go.kind === 'recorded') return release.go.version
  const version = release.go.after ?? release.go.before
  if (version === null) throw new Error(`no go version near kubectl ${release.kubectl.join('.')}`)
  return version
}

/** As `runtime.Version()` prints it: no `.0` before Go 1.21. */
export function formatGo(version: Version): string {
  return version[2] === 0 && version[1] < 21 ? `go${minorOf(version)}` : `go${version.join('.')}`
}

/** The newest known kubectl with that Go: the very patch, else its minor, else the nearest end of the table. */
export function assumedKubectl(go: Version): Version {
  const release =
    newestKnown((known) => known.go.kind === 'recorded' && compareVersions(known.go.version, go) === 0) ??
    newestKnown((known) => minorOf(goVersionOf(known)) === minorOf(go)) ??
    newestKnown((known) => compareVersions(goVersionOf(known), go) < 0) ??
    knownReleases[0]
  if (release === undefined) throw new Error('the table of releases is empty')
  return release.kubectl
}

function goOf(row: Row): KnownRelease['go'] {
  if (row.go !== undefined) return { kind: 'recorded', version: read(row.go), observed: row.observed === true }
  const [before = null, after = null] = row.between ?? []
  return { kind: 'between', before: before === null ? null : read(before), after: after === null ? null : read(after) }
}

function read(text: string): Version {
  const parsed = parseVersion(text)
  if (parsed === null) throw new Error(`not a version in the table of releases: ${text}`)
  return parsed.version
}
