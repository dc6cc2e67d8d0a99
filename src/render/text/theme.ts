/** Every colour of the plain report, by what it means. Without colour each function gives its text back. */
export interface Theme {
  readonly heading: Paint
  readonly strong: Paint
  readonly good: Paint
  readonly bad: Paint
  readonly caution: Paint
  readonly faint: Paint
}

export type Paint = (text: string) => string

/** Only the terminal's own sixteen colours, so that its palette (light or dark) keeps them readable. */
export const colourTheme: Theme = {
  heading: sgr('1;36'),
  strong: sgr('1'),
  good: sgr('32'),
  bad: sgr('1;31'),
  caution: sgr('33'),
  faint: sgr('2'),
}

export const plainTheme: Theme = {
  heading: plain,
  strong: plain,
  good: plain,
  bad: plain,
  caution: plain,
  faint: plain,
}

/** Select Graphic Rendition (ECMA-48 section 8.3.117). */
function sgr(parameters: string): Paint {
  return (text) => (text === '' ? '' : `\u001b[${parameters}m${text}\u001b[0m`)
}

function plain(text: string): string {
  return text
}
