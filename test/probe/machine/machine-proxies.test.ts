import { describe, expect, test } from 'vitest'
import { machineProxies } from '../../../src/probe/machine/machine-proxies.ts'
import { gnomeSettings, registrySettings, scutilSettings } from '../../../src/probe/machine/system-settings.ts'
import type { ProcessResult, System } from '../../../src/system/system.ts'
import { fakeSystem } from '../../kubeconfig/fake-system.ts'

describe('what the operating system says', () => {
  test('macOS: only what is enabled', () => {
    const output = `<dictionary> {
  HTTPEnable : 0
  HTTPProxy : old.example
  HTTPSEnable : 1
  HTTPSPort : 8443
  HTTPSProxy : proxy.example
  ProxyAutoConfigEnable : 1
  ProxyAutoConfigURLString : http://wpad.example/proxy.pac
  SOCKSEnable : 1
  SOCKSPort : 1080
  SOCKSProxy : socks.example
}
`
    expect(scutilSettings(output)).toEqual([
      { name: 'macOS HTTPSProxy', value: 'http://proxy.example:8443', kind: 'proxy' },
      { name: 'macOS SOCKSProxy', value: 'socks5://socks.example:1080', kind: 'proxy' },
      { name: 'macOS ProxyAutoConfigURLString', value: 'http://wpad.example/proxy.pac', kind: 'pac' },
    ])
  })

  test('Windows: one proxy for all, one for each scheme, or none', () => {
    const query = (enable: string, server: string) =>
      `\r\nHKEY_CURRENT_USER\\Internet Settings\r\n    ProxyEnable    REG_DWORD    ${enable}\r\n    ProxyServer    REG_SZ    ${server}\r\n`
    expect(registrySettings(query('0x1', 'p.example:8080'))).toEqual([
      { name: 'Windows ProxyServer', value: 'p.example:8080', kind: 'proxy' },
    ])
    expect(registrySettings(query('0x1', 'https=p.example:8080;socks=s.example:1080'))).toEqual([
      { name: 'Windows ProxyServer https', value: 'http://p.example:8080', kind: 'proxy' },
      { name: 'Windows ProxyServer socks', value: 'socks5://s.example:1080', kind: 'proxy' },
    ])
    expect(registrySettings(query('0x0', 'p.example:8080'))).toEqual([])
  })

  test('GNOME: by its mode', () => {
    const list = (mode: string) => `org.gnome.system.proxy autoconfig-url 'http://wpad.example/'
org.gnome.system.proxy mode '${mode}'
org.gnome.system.proxy.https host 'p.example'
org.gnome.system.proxy.https port 3128
org.gnome.system.proxy.socks host ''
org.gnome.system.proxy.socks port 0
`
    expect(gnomeSettings(list('none'))).toEqual([])
    expect(gnomeSettings(list('manual'))).toEqual([
      { name: 'GNOME org.gnome.system.proxy.https', value: 'http://p.example:3128', kind: 'proxy' },
    ])
    expect(gnomeSettings(list('auto'))).toEqual([
      { name: 'GNOME org.gnome.system.proxy autoconfig-url', value: 'http://wpad.example/', kind: 'pac' },
    ])
  })
})

describe('what other tools are told', () => {
  const files = {
    '/home/ann/.gitconfig': '[user]\n  proxy = no\n[http]\n  proxy = http://git.example:3128\n',
    '/home/ann/.npmrc': '# c\nhttps-proxy=http://ann:pw@npm.example:3128/\nproxy=null\n',
    '/home/ann/.curlrc': '-s\nproxy = "curl.example:3128"\n',
    '/etc/apt/apt.conf': 'Acquire::http::Proxy "http://apt.example:3128/";\nAcquire::https::Proxy "DIRECT";\n',
    '/home/ann/.docker/config.json': '{"proxies":{"default":{\n"httpsProxy":"http://docker.example:3128"}}}',
    '/etc/environment': 'PATH="/bin"\nhttps_proxy="http://environment.example:3128"\n',
    '/etc/systemd/system.conf': '[Manager]\nDefaultEnvironment="HTTPS_PROXY=http://systemd.example:3128" A=b\n',
  }

  test('is found with file and line, passwords redacted', async () => {
    const found = await machineProxies(fakeSystem({ env: {}, files }))
    expect(found.map(({ source, name, file, line, value }) => [source, name, file, line, value])).toEqual([
      ['tool', 'git http.proxy', '/home/ann/.gitconfig', 4, 'http://git.example:3128'],
      ['tool', 'npm https-proxy', '/home/ann/.npmrc', 2, 'http://ann:REDACTED@npm.example:3128/'],
      ['tool', 'curl proxy', '/home/ann/.curlrc', 2, 'curl.example:3128'],
      ['tool', 'apt Acquire::http::Proxy', '/etc/apt/apt.conf', 1, 'http://apt.example:3128/'],
      ['tool', 'docker proxies.default.httpsProxy', '/home/ann/.docker/config.json', 2, 'http://docker.example:3128'],
      ['tool', 'https_proxy', '/etc/environment', 2, 'http://environment.example:3128'],
      ['tool', 'systemd DefaultEnvironment HTTPS_PROXY', '/etc/systemd/system.conf', 2, 'http://systemd.example:3128'],
    ])
    expect(found.map(({ endpoint }) => endpoint?.port)).toEqual(found.map(() => 3128))
  })

  test('is nothing where there are no such files, or they are no such files', async () => {
    expect(await machineProxies(fakeSystem({ env: {}, files: { '/home/ann/.docker/config.json': '{' } }))).toEqual([])
  })

  test('a local command that hangs is given up and says nothing', async () => {
    const asked: number[] = []
    const system: System = {
      ...fakeSystem({ env: {}, files: {} }),
      which: (name) => (name === 'gsettings' ? '/usr/bin/gsettings' : null),
      run: async ({ timeoutMs }): Promise<ProcessResult> => {
        asked.push(timeoutMs)
        const nothing = { exitCode: null, signal: 'SIGKILL', stdout: '', stderr: '', truncated: false }
        return { kind: 'exited', ...nothing, endedBy: 'timeout', durationMs: timeoutMs }
      },
    }
    expect(await machineProxies(system)).toEqual([])
    expect(asked).toEqual([1500])
  })
})
