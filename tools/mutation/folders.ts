/** What is mutated together, and the tests that are to notice it. */
export interface Folder {
  readonly name: string
  /** Globs of the sources. */
  readonly mutate: readonly string[]
  /** Globs of the tests, in the order in which they run: the first that fails ends a mutant, so the quick ones lead. */
  readonly tests: readonly string[]
}

/** Recorded answers of kubectl binaries and of Go, judged whole: seconds, where a unit test takes milliseconds. */
const CHAIN_VECTORS = [
  'test/go/kubectl/observed-chains.test.ts',
  'test/go/x509/go-toolchains.test.ts',
  'test/go/x509/kubectl-binaries.test.ts',
]
const WIRE_VECTORS = ['test/go/kubectl/observed.test.ts', 'test/go/kubectl/observed-releases.test.ts']
const JUDGE = ['test/go/*.test.ts']

/** In the order in which they were first run: from the small to the large. */
export const folders: readonly Folder[] = [
  {
    name: 'transcript/redact',
    mutate: ['src/transcript/redact.ts'],
    tests: ['test/transcript/redact.test.ts', 'test/transcript/*.test.ts'],
  },
  {
    name: 'target/proxy',
    mutate: ['src/target/proxy*.ts'],
    tests: [
      'test/target/proxy*.test.ts',
      'test/target/no-proxy.test.ts',
      'test/target/by-release.test.ts',
      'test/target/observed-proxy-choice.test.ts',
    ],
  },
  {
    name: 'x509',
    mutate: ['src/x509/**/*.ts'],
    // pem-of-megabytes would make each mutant of pem.ts last a minute.
    tests: ['test/x509/!(pem-of-megabytes).test.ts', 'test/go/x509/{chains,hostname}.test.ts'],
  },
  ...['net', 'kubectl', 'http', 'tls', 'client-go'].map((name) => ({
    name: `go/${name}`,
    mutate: [`src/go/${name}/**/*.ts`],
    tests: [
      `test/go/${name}/!(observed*).test.ts`,
      ...JUDGE,
      ...WIRE_VECTORS,
      ...(name === 'tls' ? ['test/go/kubectl/observed-chains.test.ts'] : []),
    ],
  })),
  {
    name: 'go/x509',
    mutate: ['src/go/x509/**/*.ts'],
    tests: ['test/go/x509/!(go-toolchains|kubectl-binaries).test.ts', ...CHAIN_VECTORS],
  },
  { name: 'go', mutate: ['src/go/*.ts'], tests: [...JUDGE, 'test/go/client-go/*.test.ts', ...WIRE_VECTORS] },
]

export const FOLDER_NAMES = folders.map(({ name }) => name).join(', ')

/** How the folder's name gets to the vitest configuration, which another process reads. */
export const FOLDER_VARIABLE = 'TLSDOCTOR_MUTATED_FOLDER'
