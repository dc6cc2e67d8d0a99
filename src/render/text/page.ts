import { escapeControl, escapeControlLines } from '../../lib/escape.ts'
import { wrapWithIndent } from '../../lib/wrap.ts'
import type { RenderOptions } from '../renderer.ts'
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from './glyphs.ts'
import { colourTheme, type Paint, plainTheme, type Theme } from './theme.ts'

/** What every part of the report needs to lay itself out. */
export interface Page {
  readonly width: number
  readonly theme: Theme
  readonly glyphs: Glyphs
  /** `-o wide`. */
  readonly wide: boolean
}

/** A part of the report: its lines, or none where it has nothing to say. */
export type Lines = readonly string[]

const NARROWEST = 40

export function pageOf(options: RenderOptions, wide: boolean): Page {
  return {
    width: Math.max(NARROWEST, options.width),
    theme: options.colour ? colourTheme : plainTheme,
    glyphs: options.ascii ? asciiGlyphs : unicodeGlyphs,
    wide,
  }
}

/** A titled part, or nothing when it has no lines. */
export function section(page: Page, title: string, lines: Lines): Lines {
  return lines.length === 0 ? [] : [page.theme.heading(title), ...lines]
}

/** One paragraph; control characters made visible, broken at the page's width. */
export function paragraph(page: Page, text: string, first: string, paint: Paint = (line) => line): Lines {
  return wrapWithIndent(escapeControl(text), page.width, first).map((line) => paintAfterIndent(line, paint))
}

/** `name      text`, the text broken beside its name, or below one that takes half of the page: names may be a peer's. */
export function field(page: Page, name: string, text: string, nameWidth = 12): Lines {
  const label = escapeControl(name)
  if (label.length > page.width / 2) return [...paragraph(page, name, '  '), ...paragraph(page, text, '    ')]
  return wrapWithIndent(escapeControl(text), page.width, `  ${label.padEnd(nameWidth)}`).map((line) => line.trimEnd())
}

/** Words that are not ours (kubectl's, a proxy's), behind a bar, line for line. */
export function quoted(page: Page, text: string, indent: string, paint: Paint = (line) => line): Lines {
  const bar = `${indent}${page.glyphs.bar} `
  return escapeControlLines(text).flatMap((line) =>
    wrapWithIndent(line, page.width, bar, bar).map((broken) => bar + paint(broken.slice(bar.length))),
  )
}

function paintAfterIndent(line: string, paint: Paint): string {
  const text = line.trimStart()
  return line.slice(0, line.length - text.length) + paint(text)
}
