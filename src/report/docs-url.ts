import { toolHomepage, toolVersion } from '../version.ts'

/**
 * Where a finding is explained: one heading an id (a test holds them together). That of this very version where the build
 * knows the project's home; else relative to the project's root.
 *
 * @param home as in package.json: `https://git.example/kubectl-tlsdoctor`
 */
export function docsUrl(findingId: string, home: string | null = toolHomepage, version: string = toolVersion): string {
  const page = `docs/findings.md#${findingId}`
  return home === null ? page : `${home.replace(/\/$/, '')}/blob/v${version}/${page}`
}
