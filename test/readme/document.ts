import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../architecture/source.ts'

/** A fenced block of a Markdown document. */
export interface Block {
  readonly language: string
  /** Of the nearest heading above it. */
  readonly heading: string
  /** With its final newline. */
  readonly text: string
}

/** What a `console` block shows: a command, and what it printed. */
export interface Sample {
  readonly command: string
  /** Where a line is `…`, lines were left out. */
  readonly output: string
}

/** @param path from the root of the checkout */
export function readDocument(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

function blocksOf(document: string): readonly Block[] {
  const blocks: Block[] = []
  let heading = ''
  let open: { readonly language: string; readonly lines: string[] } | null = null
  for (const line of document.split('\n')) {
    const fence = /^```(?<language>\w*)$/.exec(line)?.groups
    if (fence !== undefined && open === null) open = { language: fence.language ?? '', lines: [] }
    else if (fence !== undefined && open !== null) {
      blocks.push({ language: open.language, heading, text: open.lines.map((line) => `${line}\n`).join('') })
      open = null
    } else if (open !== null) open.lines.push(line)
    else heading = /^#+ (?<title>.*)$/.exec(line)?.groups?.title ?? heading
  }
  return blocks
}

/** One line of a `sh` block. */
export interface CommandLine {
  /** That it stands under. */
  readonly heading: string
  /** Without the comment behind it. */
  readonly line: string
}

/** Of all `sh` blocks, in order. */
export function commandLinesOf(document: string): readonly CommandLine[] {
  return blocksOf(document)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ heading, text }) => text.split('\n').map((line) => ({ heading, line: line.replace(/ +# .*$/, '') })))
    .filter(({ line }) => line !== '')
}

export function samplesOf(document: string): readonly Sample[] {
  return blocksOf(document)
    .filter(({ language }) => language === 'console')
    .flatMap(({ text }) => text.split(/^(?=\$ )/m))
    .map((part) => /^\$ (?<command>.*)\n(?<output>[\s\S]*)$/.exec(part)?.groups)
    .map((part) => ({ command: part?.command ?? '', output: part?.output ?? '' }))
}

/** What an output must be to be what a sample shows. */
export function shownBy(sample: Sample): RegExp {
  const lines = sample.output.split('\n').slice(0, -1)
  const pattern = lines.map((line) =>
    line === '…' ? '(?:.*\\n)*?' : `${line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\n`,
  )
  return new RegExp(`^${pattern.join('')}$`)
}
