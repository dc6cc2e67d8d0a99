/** What is mutated together, and the tests that are to notice it. */
export interface Folder {
  readonly name: string
  /** Globs of the sources. */
  readonly mutate: readonly string[]
  /** Globs of the tests, in the order in which they run: the first that fails ends a mutant, so the quick ones lead. */
  readonly tests: readonly string[]
  /** Families of recorded situations (`test/vectors/kubectl/situations`) that reach the folder. */
  readonly situations?: readonly string[]
}

const SITUATIONS = 'test/mutation/each-situation.ts'
const JUDGE = ['test/go/*.test.ts']
const WIRES = ['test/go/kubectl/observed.test.ts', 'test/go/kubectl/observed-releases.test.ts']

/** In the order in which they were first run: from the small to the large. */
const folders: readonly Folder[] = [
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
  modelFolder('net', ['network']),
  modelFolder('kubectl', ['command']),
  modelFolder('http', ['http', 'connect', 'socks', 'redirect']),
  modelFolder('tls', ['tls', 'https-proxy']),
  modelFolder('client-go', []),
  {
    name: 'go/x509',
    mutate: ['src/go/x509/**/*.ts'],
    // The chains that Go toolchains judged reach nearly everything.
    tests: ['test/go/x509/go-toolchains.test.ts', 'test/go/x509/*.test.ts'],
  },
  {
    name: 'go',
    mutate: ['src/go/*.ts'],
    tests: [...JUDGE, 'test/go/client-go/*.test.ts', ...WIRES, SITUATIONS],
    situations: ['network', 'connect', 'socks', 'https-proxy', 'unreachable-proxy', 'redirect', 'command', 'http'],
  },
]

function modelFolder(name: string, situations: readonly string[]): Folder {
  return {
    name: `go/${name}`,
    mutate: [`src/go/${name}/**/*.ts`],
    tests: [`test/go/${name}/!(observed*).test.ts`, ...JUDGE, ...WIRES, ...(situations.length > 0 ? [SITUATIONS] : [])],
    situations,
  }
}

/** How the folder's name gets to the vitest configuration, which another process reads. */
export const FOLDER_VARIABLE = 'TLSDOCTOR_MUTATED_FOLDER'

/** Throws for a name that is none, and says which there are. */
export function folderCalled(name: string | undefined): Folder {
  const found = folders.find((folder) => folder.name === name)
  if (found !== undefined) return found
  throw new Error(`${name} is no folder that can be mutated; there are: ${folders.map((one) => one.name).join(', ')}`)
}
