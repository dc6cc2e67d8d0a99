import { renderHtml } from './html.ts'
import { renderJson } from './json.ts'
import { renderMarkdown } from './markdown.ts'
import type { Renderer } from './renderer.ts'
import { renderText, renderWide } from './text.ts'
import { renderYaml } from './yaml.ts'

/** In the order in which `-o` lists them. */
export const FORMATS = ['text', 'wide', 'json', 'yaml', 'markdown', 'html'] as const
export type Format = (typeof FORMATS)[number]

export const renderers = {
  text: renderText,
  wide: renderWide,
  json: renderJson,
  yaml: renderYaml,
  markdown: renderMarkdown,
  html: renderHtml,
} satisfies Record<Format, Renderer>
