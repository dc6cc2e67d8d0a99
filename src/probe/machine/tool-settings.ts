import { type Setting, settingsByLine, unquoted } from './settings.ts'

/** Section `http` of git's configuration, with or without a URL of its own (git-config, http.proxy). */
export function gitSettings(text: string): readonly Setting[] {
  let section = ''
  return settingsByLine(text, (line) => {
    const header = /^\[\s*([A-Za-z0-9.-]+)(?:\s+"(.*)")?\s*\]/.exec(line)
    if (header !== null) section = (header[1] ?? '').toLowerCase()
    const found = /^proxy\s*=\s*(.*)$/i.exec(line)
    return section === 'http' && found !== null
      ? { name: 'git http.proxy', value: unquoted((found[1] ?? '').trim()) }
      : null
  })
}

/** `proxy` and `https-proxy` of an .npmrc. */
export function npmSettings(text: string): readonly Setting[] {
  return settingsByLine(text, (line) => {
    const found = /^(https-proxy|https_proxy|proxy)\s*=\s*(.*)$/.exec(line)
    return found === null ? null : { name: `npm ${found[1]}`, value: unquoted((found[2] ?? '').trim()) }
  })
}

/** `proxy` or `-x` of a .curlrc, with `=`, `:` or a blank between (curl(1), --config). */
export function curlSettings(text: string): readonly Setting[] {
  return settingsByLine(text, (line) => {
    const found = /^(?:-x|--?proxy|proxy)(?:\s*[=:]\s*|\s+)(.*)$/.exec(line)
    return found === null ? null : { name: 'curl proxy', value: unquoted((found[1] ?? '').trim()) }
  })
}

/** `Acquire::http::Proxy "…";` on one line (apt.conf(5)). */
export function aptSettings(text: string): readonly Setting[] {
  return settingsByLine(text, (line) => {
    const found = /^Acquire::(https?)::Proxy\s+"([^"]*)"/i.exec(line)
    return found === null ? null : { name: `apt Acquire::${found[1]}::Proxy`, value: found[2] ?? '' }
  })
}

/** `proxies` of docker's config.json. A file that is no JSON has no settings. */
export function dockerSettings(text: string): readonly Setting[] {
  const proxies = member(parse(text), 'proxies')
  if (!isObject(proxies)) return []
  return Object.entries(proxies).flatMap(([daemon, settings]) =>
    ['httpsProxy', 'httpProxy', 'allProxy'].flatMap((name) => {
      const value = member(settings, name)
      if (typeof value !== 'string') return []
      const line = text.slice(0, text.indexOf(`"${name}"`)).split('\n').length
      return [{ name: `docker proxies.${daemon}.${name}`, value, line }]
    }),
  )
}

/** `NAME=value` lines that hold proxies, as /etc/environment has them (pam_env(8)). */
export function environmentFileSettings(text: string): readonly Setting[] {
  return settingsByLine(text, (line) => assignment(line.replace(/^export\s+/, '')))
}

/** `DefaultEnvironment=A=b "C=d e"` (systemd-system.conf(5)). */
export function systemdSettings(text: string): readonly Setting[] {
  return text.split(/\r?\n/).flatMap((line, i) => {
    const found = /^\s*DefaultEnvironment\s*=\s*(.*)$/.exec(line)?.[1] ?? ''
    const words = found.match(/"[^"]*"|'[^']*'|\S+/g) ?? []
    return words.flatMap((word) => {
      const setting = assignment(unquoted(word))
      return setting === null ? [] : [{ ...setting, name: `systemd DefaultEnvironment ${setting.name}`, line: i + 1 }]
    })
  })
}

function assignment(text: string): { readonly name: string; readonly value: string } | null {
  const found = /^((?:https?|all)_proxy)\s*=\s*(.*)$/i.exec(text)
  return found === null ? null : { name: found[1] ?? '', value: unquoted((found[2] ?? '').trim()) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
