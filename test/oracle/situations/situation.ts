import type { Step } from './script.ts'

/** One situation of the field: a kubeconfig, an environment, and servers that do what is written down here. */
export interface Situation {
  readonly id: string
  /** Text of the kubeconfig file; `null`: there is none. `FOLDER` stands for the situation's own folder. */
  readonly kubeconfig: string | null
  /** Further files, by name in the folder; `null`: a directory of that name. */
  readonly files?: Readonly<Record<string, string | null>>
  /** Besides PATH, HOME, TZ and KUBECONFIG; `FOLDER` as above. */
  readonly env?: Readonly<Record<string, string>>
  /** kubectl's connection flags by the name that the doctor's request has for them. */
  readonly flags?: Readonly<Record<string, string>>
  /** Default `get --raw /version`. */
  readonly argv?: readonly string[]
  readonly servers?: readonly ScriptedServer[]
  /** The answer depends on what kubectl offered in its hello, so that each kind of hello is recorded. */
  readonly helloMatters?: true
  /** It ends by a timeout of kubectl's. */
  readonly slow?: true
}

export interface ScriptedServer {
  readonly host: string
  readonly port: number
  /** What every connection meets. */
  readonly steps: readonly Step[]
}

/** What kubectl prints of a credential, and the doctor never. */
export const SECRETS = { token: 'a-token-of-the-oracle', twoLines: 'first-line\nsecond-line' } as const

export const SERVER = '192.0.2.10'
export const PROXY = '198.51.100.8'
export const DNS = '203.0.113.53'
/** Nothing listens there. */
export const CLOSED = '192.0.2.11'
export const UNREACHABLE = '192.0.2.77'
export const PROHIBITED = '192.0.2.78'
export const BLACKHOLE = '192.0.2.79'
/** Has no route at all. */
export const NOWHERE = '203.0.113.200'
