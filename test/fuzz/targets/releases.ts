import type { Release } from '../../../src/release/release.ts'
import { resolveRelease } from '../../../src/release/resolve.ts'

/** kubectls that differ most from one another in what they refuse, the oldest first. */
export const RELEASES: readonly Release[] = ['v1.20', 'v1.24', 'v1.29', 'v1.32', 'v1.35'].map((requested) =>
  resolveRelease({ version: null, goVersion: null, requested }, {}),
)
