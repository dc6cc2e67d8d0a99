import type { Format } from './format.ts'
import { renderHtml } from './html.ts'
import { renderJson } from './json.ts'
import { renderMarkdown } from './markdown.ts'
import type { Renderer } from './renderer.ts'
import { renderText, renderWide } from './text.ts'
import { renderYaml } from './yaml.ts'

export const renderers = {
  text: renderText,
  wide: renderWide,
  json: renderJson,
  yaml: renderYaml,
  markdown: renderMarkdown,
  html: renderHtml,
} satisfies Record<Format, Renderer>
