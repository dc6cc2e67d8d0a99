import type { Format } from '../../src/render/format.ts'
import { renderHtml } from '../../src/render/html.ts'
import { renderJson } from '../../src/render/json.ts'
import { renderMarkdown } from '../../src/render/markdown.ts'
import type { Renderer } from '../../src/render/renderer.ts'
import { renderText, renderWide } from '../../src/render/text.ts'
import { renderYaml } from '../../src/render/yaml.ts'

/** Every format's renderer at once, which no command needs. */
export const renderers = {
  text: renderText,
  wide: renderWide,
  json: renderJson,
  yaml: renderYaml,
  markdown: renderMarkdown,
  html: renderHtml,
} satisfies Record<Format, Renderer>
