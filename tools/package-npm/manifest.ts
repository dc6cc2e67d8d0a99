/** What of the project's own package.json the published one is made of. */
export interface OwnManifest {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
  readonly engines: Readonly<Record<string, string>>
}

export const PROGRAM_FILE = 'kubectl-tlsdoctor'
export const MAN_PAGE_FILE = 'kubectl-tlsdoctor.1'

/**
 * The published package.json: a program that holds all that it needs. So it has no dependencies, which a reader would
 * install for nothing, and no scripts; and the project's own can stay `private`, with its dependencies where developers
 * look for them.
 *
 * @param repository https URL of the repository; npm compares it with where the provenance says that it was built
 */
export function publishedManifest(own: OwnManifest, repository: string | null) {
  return {
    name: own.name,
    version: own.version,
    description: own.description,
    keywords: KEYWORDS,
    license: own.license,
    ...(repository === null ? {} : linksTo(repository)),
    // What the file itself does not care about; said, so that no tool has to guess.
    type: 'commonjs',
    engines: own.engines,
    bin: { [PROGRAM_FILE]: PROGRAM_FILE },
    man: [MAN_PAGE_FILE],
    files: [PROGRAM_FILE, MAN_PAGE_FILE, 'THIRD-PARTY-LICENSES'],
  }
}

function linksTo(repository: string) {
  return {
    homepage: `${repository}#readme`,
    repository: { type: 'git', url: `git+${repository}.git` },
    bugs: { url: `${repository}/issues` },
  }
}

const KEYWORDS = [
  'kubectl',
  'kubectl-plugin',
  'kubernetes',
  'kubeconfig',
  'tls',
  'x509',
  'certificate',
  'proxy',
  'mitm',
]
