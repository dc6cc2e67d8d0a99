import { readFileSync } from 'node:fs'

/** The commands of the first `sh` block under that heading of README.md, as words behind `kubectl tlsdoctor`. */
export function readmeCommands(heading: string): readonly (readonly string[])[] {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const section = readme.split(`\n### ${heading}\n`)[1]?.split('\n### ')[0] ?? ''
  const block = /```sh\n(?<commands>[\s\S]*?)```/.exec(section)?.groups?.commands ?? ''
  return block
    .split('\n')
    .map((line) => line.replace(/ +#.*$/, ''))
    .filter((line) => line !== '')
    .map((line) => line.replace(/^kubectl tlsdoctor /, '').split(' '))
}
