/** What the name of a backup says: when it was made, what is in it, and what was written in its place. */
export interface BackupName {
  readonly name: string
  /** `20260131T120000.123Z`: sorts as time does. */
  readonly stamp: string
  /** Beginning of the `contentHash` of the backup itself: a backup that is not whole is none. */
  readonly holds: string
  /** Beginning of the `contentHash` of the edited file: undone is only what nobody has changed since. */
  readonly replacedBy: string
}

const DIGITS = 16

/** `config.tlsdoctor-20260131T120000.123Z-<old>-<new>.bak`, beside the file. */
export function backupName(file: string, at: Date, hashes: { readonly old: string; readonly new: string }): BackupName {
  const stamp = at.toISOString().replaceAll(/[-:]/g, '')
  const [holds, replacedBy] = [hashes.old.slice(0, DIGITS), hashes.new.slice(0, DIGITS)]
  return { name: `${file}.tlsdoctor-${stamp}-${holds}-${replacedBy}.bak`, stamp, holds, replacedBy }
}

/** The backups of that file among the names of its folder, the newest first. */
export function backupsOf(file: string, names: readonly string[]): readonly BackupName[] {
  return names
    .flatMap((name) => {
      const said = name.startsWith(`${file}.`) ? PATTERN.exec(name.slice(file.length))?.groups : undefined
      const { stamp, holds, replacedBy } = said ?? {}
      return stamp === undefined || holds === undefined || replacedBy === undefined
        ? []
        : [{ name, stamp, holds, replacedBy }]
    })
    .sort((a, b) => (a.stamp < b.stamp ? 1 : -1))
}

const PATTERN = /^\.tlsdoctor-(?<stamp>\d{8}T\d{6}\.\d{3}Z)-(?<holds>[0-9a-f]{16})-(?<replacedBy>[0-9a-f]{16})\.bak$/
