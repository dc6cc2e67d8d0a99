import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The text of a file in `test/render/expected/`, byte for byte. */
export function expectedText(name: string): string {
  return readFileSync(fileURLToPath(new URL(`expected/${name}`, import.meta.url)), 'utf8')
}
