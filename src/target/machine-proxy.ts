import type { ProxyEndpoint } from '../transcript/network-path.ts'
import { readProxyVariable, redactUrlPassword } from './proxy-endpoint.ts'

/** A proxy that something else on this machine is told to use. kubectl reads none of these settings. */
export interface MachineProxy {
  /** The operating system's settings, or those of a tool. */
  readonly source: 'system' | 'tool'
  /** The setting in its owner's words: `git http.proxy`, `GNOME org.gnome.system.proxy.https`. */
  readonly name: string
  readonly file?: string
  /** 1-based. */
  readonly line?: number
  /** Passwords redacted. */
  readonly value: string
  /** `null`: the address of a PAC script, which is neither fetched nor run, or nothing that can be read as a proxy. */
  readonly endpoint: ProxyEndpoint | null
}

/** A setting that names a proxy as proxy variables do; `null` for an empty one and for words that say "none". */
export function machineProxy(at: Omit<MachineProxy, 'value' | 'endpoint'>, written: string): MachineProxy | null {
  const value = written.trim()
  if (value === '' || /^(direct|none|null|false|"")$/i.test(value)) return null
  return { ...at, value: redactUrlPassword(value), endpoint: readProxyVariable(value, 'host') }
}

/** A PAC script's address: shown, so that a reader knows of it. */
export function pacScript(at: Omit<MachineProxy, 'value' | 'endpoint'>, url: string): MachineProxy | null {
  return url.trim() === '' ? null : { ...at, value: redactUrlPassword(url.trim()), endpoint: null }
}
