const ENDINGS: Readonly<Record<string, string>> = { json: 'json', yaml: 'yaml', markdown: 'md', html: 'html' }

/** The name that is offered for a saved report. */
export function suggestedFile(format: string): string {
  return `tlsdoctor-report.${ENDINGS[format] ?? 'txt'}`
}
