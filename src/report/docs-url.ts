/** Where a finding is explained: one heading an id (a test holds them together). Relative to the project's root. */
export function docsUrl(findingId: string): string {
  return `docs/findings.md#${findingId}`
}
