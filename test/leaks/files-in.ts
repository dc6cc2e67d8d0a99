import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** All files below a folder, their names too, as one text. */
export function filesIn(folder: string): string {
  if (!existsSync(folder)) return ''
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files
    .map(({ parentPath, name }) => `${parentPath}/${name}\n${readFileSync(join(parentPath, name), 'latin1')}`)
    .join('\n')
}
