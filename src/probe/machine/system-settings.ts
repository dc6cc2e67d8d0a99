/** What the operating system's own settings say. */
export interface SystemSetting {
  readonly name: string
  /** A URL, or `host:port`. */
  readonly value: string
  readonly kind: 'proxy' | 'pac'
}

/** `scutil --proxy` on macOS: a dictionary printed as `Key : value`. Only what is enabled counts. */
export function scutilSettings(output: string): readonly SystemSetting[] {
  const values = new Map(
    output.split('\n').flatMap((line) => {
      const found = /^\s*(\w+) : (.+)$/.exec(line)
      return found === null ? [] : [[found[1] ?? '', (found[2] ?? '').trim()] as const]
    }),
  )
  const proxies = (
    [
      ['HTTPS', 'http'],
      ['HTTP', 'http'],
      ['SOCKS', 'socks5'],
    ] as const
  ).flatMap(([key, scheme]) => {
    const host = values.get(`${key}Proxy`)
    if (values.get(`${key}Enable`) !== '1' || host === undefined) return []
    return [proxy(`macOS ${key}Proxy`, `${scheme}://${host}:${values.get(`${key}Port`) ?? '80'}`)]
  })
  const script = values.get('ProxyAutoConfigURLString')
  return values.get('ProxyAutoConfigEnable') === '1' && script !== undefined
    ? [...proxies, { name: 'macOS ProxyAutoConfigURLString', value: script, kind: 'pac' }]
    : proxies
}

/**
 * `reg query` of Windows' Internet Settings. `ProxyServer` is `host:port` for every scheme, or
 * `http=host:port;https=host:port;socks=host:port`.
 */
export function registrySettings(output: string): readonly SystemSetting[] {
  const value = (name: string) =>
    new RegExp(`^[ \\t]*${name}[ \\t]+REG_\\w+[ \\t]+(.*)$`, 'm').exec(output)?.[1]?.trim() ?? ''
  const script = value('AutoConfigURL')
  const pac: readonly SystemSetting[] =
    script === '' ? [] : [{ name: 'Windows AutoConfigURL', value: script, kind: 'pac' }]
  if (!/^0x0*1$/.test(value('ProxyEnable'))) return pac
  const proxies = value('ProxyServer')
    .split(';')
    .filter((part) => part !== '')
    .map((part) => {
      const [scheme = '', address] = part.split('=')
      if (address === undefined) return proxy('Windows ProxyServer', part)
      return proxy(`Windows ProxyServer ${scheme}`, `${scheme === 'socks' ? 'socks5' : 'http'}://${address}`)
    })
  return [...proxies, ...pac]
}

/** `gsettings list-recursively org.gnome.system.proxy`: `schema key value`, strings in single quotes. */
export function gnomeSettings(output: string): readonly SystemSetting[] {
  const values = new Map(
    output.split('\n').flatMap((line) => {
      const found = /^(org\.gnome\.system\.proxy\S*) (\S+) (.*)$/.exec(line.trim())
      return found === null ? [] : [[`${found[1]} ${found[2]}`, (found[3] ?? '').replace(/^'(.*)'$/, '$1')] as const]
    }),
  )
  const root = 'org.gnome.system.proxy'
  const mode = values.get(`${root} mode`)
  if (mode === 'auto') {
    const script = values.get(`${root} autoconfig-url`) ?? ''
    return script === '' ? [] : [{ name: `GNOME ${root} autoconfig-url`, value: script, kind: 'pac' }]
  }
  if (mode !== 'manual') return []
  return ['https', 'http', 'socks'].flatMap((key) => {
    const host = values.get(`${root}.${key} host`) ?? ''
    const port = values.get(`${root}.${key} port`) ?? '0'
    if (host === '' || port === '0') return []
    return [proxy(`GNOME ${root}.${key}`, `${key === 'socks' ? 'socks5' : 'http'}://${host}:${port}`)]
  })
}

function proxy(name: string, value: string): SystemSetting {
  return { name, value, kind: 'proxy' }
}
