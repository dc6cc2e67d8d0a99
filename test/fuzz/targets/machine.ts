import { detectKubectl } from '../../../src/probe/detect-kubectl.ts'
import { gnomeSettings, registrySettings, scutilSettings } from '../../../src/probe/machine/system-settings.ts'
import * as tools from '../../../src/probe/machine/tool-settings.ts'
import { resolveRelease } from '../../../src/release/resolve.ts'
import { parseVersion } from '../../../src/release/version.ts'
import { fakeSystem } from '../../kubeconfig/fake-system.ts'
import { exited } from '../../system/exited.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { holds } from '../invariants/holds.ts'

const READERS = [scutilSettings, registrySettings, gnomeSettings, ...Object.values(tools)]

/** Proxy settings of systems and tools, each read out of a text of another form. */
export const machineSettings: FuzzTarget = {
  covers: ['probe/machine/'],
  mutator: 'lines',
  words: [
    'proxy = ',
    'https_proxy=',
    '"',
    "'",
    'http://198.51.100.8:3128',
    'HTTPSEnable : 1',
    'ProxyEnable REG_DWORD 0x1',
    '[http]',
    'Acquire::http::Proxy "',
    '"proxies":',
    '$&',
  ],
  seeds: () => [
    '<dictionary> {\n  HTTPSEnable : 1\n  HTTPSPort : 8080\n  HTTPSProxy : proxy.example\n}\n',
    '    ProxyEnable    REG_DWORD    0x1\n    ProxyServer    REG_SZ    http=h:1;socks=s:2\n',
    "org.gnome.system.proxy mode 'manual'\norg.gnome.system.proxy.https host 'h'\norg.gnome.system.proxy.https port 8080\n",
    '[http "https://x"]\n\tproxy = http://h:1\n',
    '{"proxies":{"default":{"httpsProxy":"http://h:1"}}}',
    'Acquire::http::Proxy "http://h:1";\nhttps-proxy=h\n-x "h:1"\nhttps_proxy=h\nDefaultEnvironment="HTTPS_PROXY=h" B=c\n',
  ],
  long: [' ', '"', 'a', '= ', '\n'],
  executions: 1000,
  run(input) {
    const text = Buffer.from(input).toString('utf8')
    for (const read of READERS) {
      for (const { name, value } of read(text)) holds(name !== '' && typeof value === 'string', `${read.name}: ${name}`)
    }
  },
}

/** What a kubectl prints about itself. */
export const kubectlVersion: FuzzTarget = {
  covers: ['probe/detect-kubectl', 'release/'],
  mutator: 'lines',
  words: [
    '"gitVersion": "v1.34.5"',
    '"goVersion": "go1.24.13"',
    '-gke.1',
    'v1.99999999999999999999',
    'v0.0.0',
    '+',
    'devel',
    'null',
    '[]',
  ],
  seeds: () => [
    '{\n"clientVersion": {\n"gitVersion": "v1.34.5",\n"goVersion": "go1.24.13"\n}\n}\n',
    '{"clientVersion":{"gitVersion":"v1.29.4-gke.1+x","goVersion":"devel go1.22-abc X:boringcrypto"}}',
  ],
  executions: 600,
  async run(input) {
    const stdout = Buffer.from(input).toString('utf8')
    const found = await detectKubectl(
      null,
      null,
      fakeSystem({ executables: { kubectl: '/usr/bin/kubectl' }, run: () => exited({ stdout }) }),
    )
    holds(resolveRelease(found, {}).kubectl !== '', 'no release')
    parseVersion(stdout)
  },
}
