import { escapeControlLines } from '../../lib/escape.ts'

/** Markup that is already safe to stand in the page. */
export interface Html {
  readonly markup: string
}

/** A tagged template in which every value is escaped unless it is markup made by this same tag. */
export function html(strings: TemplateStringsArray, ...values: readonly (string | Html)[]): Html {
  const parts = strings.flatMap((text, index) => [text, index < values.length ? inserted(values[index] ?? '') : ''])
  return { markup: parts.join('') }
}

export function many<T>(items: readonly T[], make: (item: T, index: number) => Html): Html {
  return join(items.map(make))
}

export function join(parts: readonly Html[]): Html {
  return { markup: parts.map((part) => part.markup).join('') }
}

/** Safe in element content and in double-quoted attributes (HTML 13.1.2.3); controls made visible, line feeds kept. */
function escapeHtml(text: string): string {
  return escapeControlLines(text)
    .join('\n')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function inserted(value: string | Html): string {
  return typeof value === 'string' ? escapeHtml(value) : value.markup
}
