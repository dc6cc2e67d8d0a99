import { atLeast, compareVersions, type Version } from './version.ts'

/**
 * Settings whose default changed in some Go release. A binary whose go.mod names an older Go keeps the old value
 * (https://go.dev/doc/godebug, "Default GODEBUG Values"; names and years from internal/godebugs.All). Only what TLS,
 * X.509, URLs and the observed binaries show is listed.
 */
const SETTINGS: readonly {
  readonly name: string
  readonly changed: number
  readonly old: string
  readonly removed?: number
}[] = [
  { name: 'asynctimerchan', changed: 23, old: '1' },
  { name: 'gotypesalias', changed: 23, old: '0' },
  { name: 'httplaxcontentlength', changed: 22, old: '1', removed: 23 },
  { name: 'httpmuxgo121', changed: 22, old: '1', removed: 23 },
  { name: 'httpservecontentkeepheaders', changed: 23, old: '1' },
  { name: 'panicnil', changed: 21, old: '1' },
  { name: 'rsa1024min', changed: 24, old: '0' },
  { name: 'tls10server', changed: 22, old: '1', removed: 27 },
  { name: 'tls3des', changed: 23, old: '1', removed: 27 },
  { name: 'tlskyber', changed: 23, old: '0', removed: 24 },
  { name: 'tlsmlkem', changed: 24, old: '0' },
  { name: 'tlsrsakex', changed: 22, old: '1', removed: 27 },
  { name: 'tlssecpmlkem', changed: 26, old: '0' },
  { name: 'tlssha1', changed: 25, old: '1' },
  { name: 'tlsunsafeekm', changed: 22, old: '1', removed: 27 },
  { name: 'urlstrictcolons', changed: 26, old: '0' },
  { name: 'winreadlinkvolume', changed: 23, old: '0' },
  { name: 'winsymlink', changed: 23, old: '0' },
  { name: 'x509keypairleaf', changed: 23, old: '0', removed: 27 },
  { name: 'x509negativeserial', changed: 23, old: '1' },
]

/**
 * The GODEBUG that a Kubernetes release carries in its build info: the old values of every setting that changed after
 * the Go its go.mod declares. Go before 1.21 had no such mechanism. Agrees with all 11 binaries that were read.
 */
export function defaultGodebug(kubectl: Version, go: Version): Readonly<Record<string, string>> {
  if (!atLeast(go, 1, 21)) return {}
  const declared = declaredGo(kubectl)
  const kept = SETTINGS.filter(
    (setting) =>
      setting.changed > declared &&
      setting.changed <= go[1] &&
      (setting.removed === undefined || go[1] < setting.removed),
  )
  const settings = Object.fromEntries(kept.map((setting) => [setting.name, setting.old]))
  // Kubernetes 1.32 adds this one by name in its go.mod.
  return compareVersions(kubectl, [1, 32, 0]) >= 0 && !atLeast(kubectl, 1, 33)
    ? { ...settings, winsymlink: '0' }
    : settings
}

/** Go minor that the minor's go.mod declares; a declaration before 1.21 counts as 1.20. */
function declaredGo(kubectl: Version): number {
  const minor = kubectl[1]
  if (minor <= 28) return 20
  const declared: Readonly<Record<number, number>> = { 29: 21, 30: 22, 31: 22, 32: 23, 33: 24, 34: 24, 35: 25 }
  return declared[minor] ?? 26
}

/**
 * The variable GODEBUG as internal/godebug reads it: `name=value` between commas, the last one of a name wins, what has
 * no `=` is passed over, and `#` starts a bisect pattern that is no part of the value.
 */
export function parseGodebug(text: string): Readonly<Record<string, string>> {
  const settings: Record<string, string> = {}
  for (const part of text.split(',')) {
    const equals = part.indexOf('=')
    if (equals <= 0) continue
    settings[part.slice(0, equals)] = part.slice(equals + 1).replace(/#.*$/s, '')
  }
  return settings
}
