import type { Format } from './format.ts'
import type { Renderer } from './renderer.ts'

/** Loads what writes this format, and nothing of the others. */
export function rendererOf(format: Format): Promise<Renderer> {
  return LOADERS[format]()
}

const LOADERS = {
  text: async () => (await import('./text.ts')).renderText,
  wide: async () => (await import('./text.ts')).renderWide,
  json: async () => (await import('./json.ts')).renderJson,
  yaml: async () => (await import('./yaml.ts')).renderYaml,
  markdown: async () => (await import('./markdown.ts')).renderMarkdown,
  html: async () => (await import('./html.ts')).renderHtml,
} satisfies Record<Format, () => Promise<Renderer>>
