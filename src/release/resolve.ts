import { UsageError } from '../errors.ts'
import { behavioursOf } from './behaviours.ts'
import { defaultGodebug, parseGodebug } from './godebug.ts'
import {
  assumedKubectl,
  formatGo,
  goVersionOf,
  type KnownRelease,
  knownReleases,
  newestKnown,
} from './kubernetes-go.ts'
import type { Release } from './release.ts'
import { compareVersions, formatKubectl, minorOf, type ParsedVersion, parseVersion, type Version } from './version.ts'

/** What is known of the kubectl to predict: the part of a Case's `kubectl` that decides. */
export interface KubectlVersions {
  /** As `kubectl version --client -o json` says: `v1.34.5`. */
  readonly version: string | null
  /** From the same output: `go1.24.13`. */
  readonly goVersion: string | null
  /** `--kubectl-version`. */
  readonly requested: string | null
}

/**
 * Which kubectl is predicted (contract.md section 1, "Which release"), with the GODEBUG of the environment applied.
 *
 * @param variables the environment's variables; only `GODEBUG` is read
 * @throws UsageError when `--kubectl-version` is no release
 */
export function resolveRelease(detected: KubectlVersions, variables: Readonly<Record<string, string>>): Release {
  const environment = parseGodebug(variables.GODEBUG ?? '')
  if (detected.requested !== null) return requestedRelease(detected.requested, environment)
  const kubectl = detected.version === null ? null : parseVersion(detected.version)
  const go = detected.goVersion === null ? null : parseVersion(detected.goVersion)
  if (kubectl !== null && go !== null) return detectedRelease(kubectl, go, environment)
  if (kubectl !== null) return release({ ...placeOf(kubectl), environment })
  if (go !== null) return releaseOfGo(go, environment)
  const newest = lastRelease()
  return {
    ...release({
      kubectl: newest.kubectl,
      go: goVersionOf(newest),
      approximate: `no kubectl was found, ${formatKubectl(newest.kubectl)} is assumed`,
      environment,
    }),
    assumed: true,
  }
}

function requestedRelease(requested: string, environment: Readonly<Record<string, string>>): Release {
  const parsed = parseVersion(requested)
  const wellFormed = /^(?:v|go)?\d+\.\d+(?:\.\d+)?(?:[-+][0-9A-Za-z.+-]*)?$/.test(requested)
  if (parsed === null || !wellFormed || parsed.version[0] !== 1) {
    throw new UsageError(
      `--kubectl-version ${JSON.stringify(requested)} is no release: use vX.Y, vX.Y.Z, goX.Y or goX.Y.Z`,
    )
  }
  return requested.startsWith('go') ? releaseOfGo(parsed, environment) : release({ ...placeOf(parsed), environment })
}

/** The binary says itself what it was built with, so vendors' builds and unlisted patches need no table for Go. */
function detectedRelease(
  kubectl: ParsedVersion,
  go: ParsedVersion,
  environment: Readonly<Record<string, string>>,
): Release {
  const newest = lastRelease()
  const ahead = minorOrder(kubectl.version, newest.kubectl) > 0 || minorOrder(go.version, goVersionOf(newest)) > 0
  const behind = minorOrder(kubectl.version, firstRelease().kubectl) < 0
  return release({
    kubectl: kubectl.version,
    label: formatKubectl(kubectl.version) + kubectl.suffix,
    go: go.version,
    approximate: ahead
      ? `newer than the releases known here (up to ${formatKubectl(newest.kubectl)})`
      : behind
        ? `older than the releases known here (from ${formatKubectl(firstRelease().kubectl)})`
        : go.suffix !== ''
          ? `built with a Go of its own kind (${formatGo(go.version)}${go.suffix})`
          : null,
    environment,
  })
}

/** `goX.Y[.Z]`: nothing says with which default GODEBUG, so none is assumed. */
function releaseOfGo(go: ParsedVersion, environment: Readonly<Record<string, string>>): Release {
  const kubectl = assumedKubectl(go.version)
  const known = knownReleases.find((candidate) => compareVersions(candidate.kubectl, kubectl) === 0)
  const same = known !== undefined && minorOrder(goVersionOf(known), go.version) === 0
  const version = go.hasPatch || !same || known === undefined ? go.version : goVersionOf(known)
  return {
    kubectl: formatKubectl(kubectl),
    go: formatGo(version),
    assumed: false,
    approximate: same
      ? `only Go's version is given, ${formatKubectl(kubectl)} and an empty default GODEBUG are assumed`
      : `no kubectl with ${formatGo(version)} is known, ${formatKubectl(kubectl)} and an empty default GODEBUG are assumed`,
    behaviours: behavioursOf(formatGo(version), environment, formatKubectl(kubectl)),
  }
}

interface Place {
  readonly kubectl: Version
  readonly go: Version
  readonly approximate: string | null
}

/** Where a kubectl version stands in the table: itself, the newest patch of its minor, or the nearest end. */
function placeOf(asked: ParsedVersion): Place {
  const first = firstRelease()
  const last = lastRelease()
  if (minorOrder(asked.version, last.kubectl) > 0) return end(last, `newer than the releases known here`)
  if (minorOrder(asked.version, first.kubectl) < 0) return end(first, `older than the releases known here`)
  const ofMinor = (known: KnownRelease): boolean => minorOf(known.kubectl) === minorOf(asked.version)
  const exact = asked.hasPatch
    ? knownReleases.find((known) => compareVersions(known.kubectl, asked.version) === 0)
    : newestKnown(ofMinor)
  if (exact === undefined || exact === null) {
    return end(newestKnown(ofMinor) ?? last, `not among the releases known here`)
  }
  const vendor = asked.suffix === '' ? null : `a vendor's build may use another Go than ${formatKubectl(exact.kubectl)}`
  return { kubectl: exact.kubectl, go: goVersionOf(exact), approximate: uncertainty(exact) ?? vendor }
}

function end(known: KnownRelease, why: string): Place {
  return {
    kubectl: known.kubectl,
    go: goVersionOf(known),
    approximate: `${why}, predicted as ${formatKubectl(known.kubectl)}`,
  }
}

/** Unrecorded is no problem where both neighbours have the same Go. */
function uncertainty(known: KnownRelease): string | null {
  if (known.go.kind === 'recorded') return null
  const { before, after } = known.go
  if (before !== null && after !== null && compareVersions(before, after) === 0) return null
  const range = [before, after].map((version) => (version === null ? 'unknown' : formatGo(version)))
  return `the Go of ${formatKubectl(known.kubectl)} is not recorded (patches before: ${range[0]}, after: ${range[1]})`
}

function release(place: {
  readonly kubectl: Version
  readonly label?: string
  readonly go: Version
  readonly approximate: string | null
  readonly environment: Readonly<Record<string, string>>
}): Release {
  const godebug = { ...defaultGodebug(place.kubectl, place.go), ...place.environment }
  const kubectl = formatKubectl(place.kubectl)
  const go = formatGo(place.go)
  return {
    kubectl: place.label ?? kubectl,
    go,
    assumed: false,
    approximate: place.approximate,
    behaviours: behavioursOf(go, godebug, kubectl),
  }
}

function minorOrder(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1]
}

function firstRelease(): KnownRelease {
  const first = knownReleases[0]
  if (first === undefined) throw new Error('the table of releases is empty')
  return first
}

function lastRelease(): KnownRelease {
  const last = newestKnown()
  if (last === null) throw new Error('the table of releases is empty')
  return last
}
