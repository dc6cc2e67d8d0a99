/** A dotted version as three numbers; a missing part is 0 (`go1.22` is 1.22.0). */
export type Version = readonly [major: number, minor: number, patch: number]

export interface ParsedVersion {
  readonly version: Version
  /** The patch stood in the text. */
  readonly hasPatch: boolean
  /** What follows the numbers: `+k3s1`, `-dispatcher`, ` X:boringcrypto`, `rc1`; `''` mostly. */
  readonly suffix: string
}

/**
 * Reads `v1.34.5`, `1.34`, `go1.24.13`, `devel go1.27-abc` and vendors' variants of them.
 * `null` when the text does not begin with a version.
 */
export function parseVersion(text: string): ParsedVersion | null {
  const match = /^(?:devel )?(?:v|go)?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?(?![\d.])(.*)$/s.exec(text.trim())
  if (match === null) return null
  const [, major = '', minor = '', patch, suffix = ''] = match
  return { version: [Number(major), Number(minor), Number(patch ?? 0)], hasPatch: patch !== undefined, suffix }
}

/** Negative, zero or positive, as `Array.sort` wants it. */
export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}

/** `a` is `b` or later; a missing part of `b` counts as 0. */
export function atLeast(a: Version, major: number, minor: number, patch = 0): boolean {
  return compareVersions(a, [major, minor, patch]) >= 0
}

export function minorOf(version: Version): string {
  return `${version[0]}.${version[1]}`
}

export function formatKubectl(version: Version): string {
  return `v${version.join('.')}`
}
