import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { runProcess } from '../../src/system/run-process.ts'
import { runToEnd } from './run-to-end.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** krew and the manifest check that runs in its index's CI; they must come from one release. */
export interface KrewTools {
  readonly krew: string
  readonly validator: string
}

export const KREW_VERSION = 'v0.5.0'

const MODULE = 'sigs.k8s.io/krew'
/** What the module's files hash to (go.sum's `h1:`); Go writes it into what it builds from them. */
const MODULE_HASH = 'h1:60yffZy8Mkif5ty13uLxxr5wzu8eY860AkeyaFyp4PY='
const BUILD_MS = 900_000

/**
 * Builds both with that Go toolchain into the user's cache folder, or finds them there. The toolchain's own settings
 * say where modules come from. Throws with what it said when they cannot be had.
 */
export async function krewTools(go: string): Promise<KrewTools> {
  const bin = binFolder()
  const tools = { krew: join(bin, 'krew'), validator: join(bin, 'validate-krew-manifest') }
  if (await areThere(go, tools)) return tools
  console.log(`krew: building krew ${KREW_VERSION} and its validator with ${go}`)
  mkdirSync(dirname(bin), { recursive: true })
  const folder = temporaryFolder(dirname(bin), 'build-')
  try {
    const built = join(folder.path, 'bin')
    await install(go, folder.path, built)
    for (const name of NAMES) await assertPinned(go, join(built, name))
    rmSync(bin, { recursive: true, force: true })
    renameSync(built, bin)
    return tools
  } finally {
    folder.remove()
  }
}

/** Outside the checkout, beside the kubectls that are asked, so that a fresh clone finds them again. */
function binFolder(): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return join(cache, 'kubectl-tlsdoctor', 'krew', KREW_VERSION)
}

async function areThere(go: string, { krew, validator }: KrewTools): Promise<boolean> {
  return (await moduleOf(go, krew)) === PINNED && (await moduleOf(go, validator)) === PINNED
}

async function assertPinned(go: string, program: string): Promise<void> {
  const found = await moduleOf(go, program)
  if (found !== PINNED) throw new Error(`${program} was built from ${found ?? 'no module'}, but ${PINNED} is pinned`)
}

/** The `mod` line of `go version -m`; `null` for what is no Go program. */
async function moduleOf(go: string, program: string): Promise<string | null> {
  const result = await runProcess({ file: go, args: ['version', '-m', program], env: process.env, timeoutMs: 30_000 })
  const line = result.kind === 'exited' ? /^\tmod\t(.*)$/m.exec(result.stdout)?.[1] : undefined
  return line?.trim().replaceAll('\t', ' ') ?? null
}

/** Modules and objects go where they can be taken away again: what is kept is the two programs. */
async function install(go: string, folder: string, bin: string): Promise<void> {
  const programs = NAMES.map((name) => `${MODULE}/cmd/${name}@${KREW_VERSION}`)
  await runToEnd({
    file: go,
    // Without -modcacherw the module cache is read-only.
    args: ['install', '-modcacherw', '-trimpath', ...programs],
    cwd: folder,
    env: {
      ...process.env,
      GOBIN: bin,
      GOPATH: join(folder, 'path'),
      GOMODCACHE: join(folder, 'modules'),
      GOCACHE: join(folder, 'cache'),
      // `go install` refuses GOBIN for another platform than its own.
      GOOS: undefined,
      GOARCH: undefined,
      // Then no C compiler is needed.
      CGO_ENABLED: '0',
    },
    timeoutMs: BUILD_MS,
  })
}

const NAMES = ['krew', 'validate-krew-manifest'] as const
const PINNED = `${MODULE} ${KREW_VERSION} ${MODULE_HASH}`
