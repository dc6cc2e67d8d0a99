import { UsageError } from '../errors.ts'
import { type NetworkPath, SOURCES, type Source, TRANSPORTS } from '../transcript/network-path.ts'
import type { WantedPaths } from './path-source.ts'

/**
 * The paths that `--only` and `--exclude` leave. A word names a transport, a source or a path id; an id with `#address`
 * stands for a path that is known only after the name is resolved.
 *
 * @throws UsageError for a word that names nothing
 */
export function selectPaths(paths: readonly NetworkPath[], wanted: WantedPaths): readonly NetworkPath[] {
  const only = words(wanted.only)
  const exclude = words(wanted.exclude)
  for (const [flag, list] of [['--only', only] as const, ['--exclude', exclude] as const]) {
    const unknown = list.find((word) => !isKnown(word, paths))
    if (unknown !== undefined) {
      throw new UsageError(
        `${flag} ${JSON.stringify(unknown)} is no transport, source or path id (see kubectl tlsdoctor paths)`,
      )
    }
  }
  return paths.filter((path) => isSelected(path, only, exclude))
}

/** The same question for a path that came later: is it left by `--only` and `--exclude`? */
export function isWanted(path: NetworkPath, wanted: WantedPaths): boolean {
  return isSelected(path, words(wanted.only), words(wanted.exclude))
}

/** Whether `--exclude` names the source itself: none of its paths is wanted, so they need not even be found. */
export function isExcluded(source: Source, wanted: Pick<WantedPaths, 'exclude'>): boolean {
  return words(wanted.exclude).includes(source)
}

function isSelected(path: NetworkPath, only: readonly string[], exclude: readonly string[]): boolean {
  const named = (word: string): boolean =>
    word === path.transport || word === path.id || path.origins.some((origin) => origin.source === word)
  return (only.length === 0 || only.some(named)) && !exclude.some(named)
}

function isKnown(word: string, paths: readonly NetworkPath[]): boolean {
  const known: readonly string[] = [...TRANSPORTS, ...SOURCES]
  return known.includes(word) || paths.some((path) => path.id === word || path.id === word.split('#', 1)[0])
}

function words(list: readonly string[]): readonly string[] {
  return list
    .flatMap((item) => item.split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '')
}
