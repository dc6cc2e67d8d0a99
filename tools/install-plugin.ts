import { spawnSync } from 'node:child_process'
import { accessSync, constants, copyFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/**
 * `npm run install:plugin [-- --dir DIR]`: copies the built executable into a folder on PATH, where kubectl finds its
 * plugins, with the helper by which kubectl completes it, and lets kubectl itself say that it does.
 */
function main(): number {
  const { values } = parseArgs({ options: { dir: { type: 'string' } } })
  const dir = resolve(values.dir ?? join(homedir(), '.local', 'bin'))
  const installed = install(dir)
  console.log(`installed ${installed}`)
  console.log(`installed ${installCompletion(dir, installed)}`)
  if (!isOnPath(dir)) {
    console.error(`${dir} is not on PATH, so kubectl will not find it; add this to your shell's startup file:`)
    console.error(`  export PATH="${dir}:$PATH"`)
  }
  return prove(installed, dir)
}

/** Written beside and renamed, so that a running doctor keeps the file that it reads from. */
function install(dir: string): string {
  const built = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', NAME)
  const target = join(dir, NAME)
  mkdirSync(dir, { recursive: true })
  copyFileSync(built, `${target}.new`)
  renameSync(`${target}.new`, target)
  return target
}

/** kubectl 1.26 and newer asks it what may follow `kubectl tlsdoctor`. */
function installCompletion(dir: string, installed: string): string {
  const { stdout } = spawnSync(process.execPath, [installed, 'completion', 'kubectl'], { encoding: 'utf8' })
  const target = join(dir, 'kubectl_complete-tlsdoctor')
  writeFileSync(`${target}.new`, stdout, { mode: 0o755 })
  renameSync(`${target}.new`, target)
  return target
}

function isOnPath(dir: string): boolean {
  return searchPath().some((entry) => resolve(entry) === dir)
}

/** The plugin as kubectl sees it: found at the place it was put, and running. */
function prove(installed: string, dir: string): number {
  if (!hasKubectl()) {
    console.log('there is no kubectl on PATH to show it with')
    return run(installed, ['version'], process.env.PATH ?? '')
  }
  const path = isOnPath(dir) ? (process.env.PATH ?? '') : `${dir}${delimiter}${process.env.PATH ?? ''}`
  const listed = spawnSync('kubectl', ['plugin', 'list'], { env: { ...process.env, PATH: path }, encoding: 'utf8' })
  const first = listed.stdout.split('\n').find((line) => line.endsWith(NAME))
  if (first === undefined) {
    console.error('kubectl plugin list does not show it')
    return 1
  }
  console.log(`kubectl plugin list: ${first}`)
  if (resolve(first) !== installed) console.error(`another ${NAME} comes first on PATH: ${first}`)
  return run('kubectl', ['tlsdoctor', 'version'], path)
}

function run(file: string, args: readonly string[], path: string): number {
  const { status } = spawnSync(file, [...args], { env: { ...process.env, PATH: path }, stdio: 'inherit' })
  return status ?? 1
}

function hasKubectl(): boolean {
  return searchPath().some((entry) => {
    try {
      accessSync(join(entry, 'kubectl'), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

function searchPath(): readonly string[] {
  return (process.env.PATH ?? '').split(delimiter).filter((entry) => entry !== '')
}

const NAME = 'kubectl-tlsdoctor'

process.exitCode = main()
