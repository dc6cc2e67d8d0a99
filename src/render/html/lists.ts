import { type Html, html, many } from './template.ts'

/** Names and what stands for them; without any, nothing. */
export function definitions(rows: readonly (readonly [name: string, text: string])[]): Html {
  if (rows.length === 0) return html``
  return html`<dl>${many(rows, ([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>`
}

/** Without items, nothing: an empty list is announced all the same. */
export function list<T>(items: readonly T[], make: (item: T) => Html): Html {
  if (items.length === 0) return html``
  return html`<ul>${many(items, (item) => html`<li>${make(item)}</li>`)}</ul>\n`
}
