import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from '../architecture/source.ts'
import { readDocument } from './document.ts'

/** The relative links of a document that lead nowhere: to a file or a heading that there is not. */
export function brokenLinksOf(path: string): readonly string[] {
  const targets = [...withoutCode(readDocument(path)).matchAll(/\]\((?<target>[^)\s]+)\)/g)].map(
    (found) => found.groups?.target ?? '',
  )
  return targets.filter((target) => !/^https?:/.test(target) && !leadsSomewhere(path, target))
}

function leadsSomewhere(from: string, target: string): boolean {
  const [file = '', anchor] = target.split('#')
  const path = file === '' ? from : join(dirname(from), file)
  if (!existsSync(join(ROOT, path))) return false
  return anchor === undefined || anchorsOf(readDocument(path)).includes(anchor)
}

/** As GitHub makes them of headings: lower case, blanks to hyphens, punctuation left out. */
function anchorsOf(document: string): readonly string[] {
  return [...withoutCode(document).matchAll(/^#+ (?<title>.*)$/gm)].map((found) =>
    (found.groups?.title ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function withoutCode(document: string): string {
  return document.replaceAll(/^```[\s\S]*?^```$/gm, '')
}
