import { behavioursOf } from '../../../src/release/behaviours.ts'
import { defaultGodebug } from '../../../src/release/godebug.ts'
import type { Behaviours } from '../../../src/release/release.ts'
import { parseVersion, type Version } from '../../../src/release/version.ts'
import { x509BehavioursOf } from '../../../src/release/x509-behaviours.ts'

/** A Go toolchain by itself: no GODEBUG. `go1.27-devel-2026-05-21` counts as 1.27. */
export function behavioursOfGo(go: string): Behaviours {
  const version = go.replace(/-devel.*$/, '')
  return { ...behavioursOf(version, {}, null), x509: x509BehavioursOf(version) }
}

/** A kubectl binary with the GODEBUG that it was built with. */
export function behavioursOfKubectl(kubectl: string, go: string): Behaviours {
  const godebug = defaultGodebug(versionOf(kubectl), versionOf(go))
  return { ...behavioursOf(go, godebug, kubectl), x509: x509BehavioursOf(go) }
}

function versionOf(text: string): Version {
  const parsed = parseVersion(text)
  if (parsed === null) throw new Error(`not a version: ${text}`)
  return parsed.version
}
