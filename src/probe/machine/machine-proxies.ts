import type { System } from '../../system/system.ts'
import { type MachineProxy, machineProxy, pacScript } from '../../target/machine-proxy.ts'
import type { Setting } from './settings.ts'
import { gnomeSettings, registrySettings, type SystemSetting, scutilSettings } from './system-settings.ts'
import {
  aptSettings,
  curlSettings,
  dockerSettings,
  environmentFileSettings,
  gitSettings,
  npmSettings,
  systemdSettings,
} from './tool-settings.ts'

const MAX_BYTES = 256 * 1024
const MAX_FILES_A_FOLDER = 40
const MAX_PROXIES = 12
/** Local commands that print a few lines. */
const COMMAND_MS = 1500

/**
 * The proxies that the operating system and other tools of this machine are told to use. Files and three local commands
 * are read; nothing is asked on the network, and a PAC script's address is only noted.
 */
export async function machineProxies(system: System): Promise<readonly MachineProxy[]> {
  const found = [...(await systemProxies(system)), ...toolProxies(system)]
  const seen = new Set<string>()
  return found
    .filter(({ name, value }) => !seen.has(`${name} ${value}`) && seen.add(`${name} ${value}`))
    .slice(0, MAX_PROXIES)
}

async function systemProxies(system: System): Promise<readonly MachineProxy[]> {
  const settings = await systemSettings(system)
  return settings.flatMap(({ name, value, kind }) => {
    const at = { source: 'system', name } as const
    return (kind === 'pac' ? pacScript(at, value) : machineProxy(at, value)) ?? []
  })
}

async function systemSettings(system: System): Promise<readonly SystemSetting[]> {
  if (system.platform === 'darwin') return scutilSettings(await output('scutil', ['--proxy'], system))
  if (system.platform === 'win32') return registrySettings(await output('reg', ['query', INTERNET_SETTINGS], system))
  return gnomeSettings(await output('gsettings', ['list-recursively', 'org.gnome.system.proxy'], system))
}

const INTERNET_SETTINGS = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'

async function output(name: string, args: readonly string[], system: System): Promise<string> {
  const file = system.which(name)
  if (file === null) return ''
  const ran = await system.run({ file, args, env: system.env, timeoutMs: COMMAND_MS, maxOutputBytes: MAX_BYTES })
  return ran.kind === 'exited' && ran.exitCode === 0 ? ran.stdout : ''
}

function toolProxies(system: System): readonly MachineProxy[] {
  return toolFiles(system).flatMap(({ file, read }) => {
    const found = system.readFile(file, { maxBytes: MAX_BYTES })
    if (!found.ok) return []
    return read(new TextDecoder().decode(found.bytes)).flatMap(
      ({ name, value, line }) => machineProxy({ source: 'tool', name, file, line }, value) ?? [],
    )
  })
}

function toolFiles(
  system: System,
): readonly { readonly file: string; readonly read: (text: string) => readonly Setting[] }[] {
  const { homeDir: home, env } = system
  const config =
    env.XDG_CONFIG_HOME === undefined || env.XDG_CONFIG_HOME === '' ? `${home}/.config` : env.XDG_CONFIG_HOME
  const of = (read: (text: string) => readonly Setting[], ...files: readonly string[]) =>
    files.map((file) => ({ file, read }))
  return [
    ...of(gitSettings, `${home}/.gitconfig`, `${config}/git/config`, '/etc/gitconfig'),
    ...of(npmSettings, `${home}/.npmrc`, '/etc/npmrc'),
    ...of(curlSettings, `${home}/.curlrc`, `${config}/curlrc`),
    ...of(aptSettings, '/etc/apt/apt.conf', ...inFolder('/etc/apt/apt.conf.d', system)),
    ...of(dockerSettings, `${env.DOCKER_CONFIG ?? `${home}/.docker`}/config.json`),
    ...of(environmentFileSettings, '/etc/environment'),
    ...of(
      systemdSettings,
      '/etc/systemd/system.conf',
      ...inFolder('/etc/systemd/system.conf.d', system),
      '/etc/systemd/user.conf',
    ),
  ]
}

function inFolder(folder: string, system: System): readonly string[] {
  const names = system.listDirectory(folder) ?? []
  return [...names]
    .sort()
    .slice(0, MAX_FILES_A_FOLDER)
    .map((name) => `${folder}/${name}`)
}
