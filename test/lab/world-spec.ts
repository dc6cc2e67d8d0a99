import type { Listening } from '../../src/demo/listen.ts'
import type { NetworkSpec } from './network.ts'

/** A situation of the field, rebuilt. */
export interface WorldSpec {
  readonly network: NetworkSpec
  /** Programs that it needs besides `ip`, `unshare` and `mount`, each with the Debian package that brings it. */
  readonly needs: Readonly<Record<string, string>>
  /** One of its programs changes its user, for which a mapped root is not enough. */
  readonly needsRealRoot?: true
  /** Starts its servers. Runs inside the namespace, after the network stands. */
  start(inside: Inside): Promise<Started>
}

export interface Started {
  /** The text of the user's kubeconfig. */
  readonly kubeconfig: string
  /** The user's environment besides PATH, HOME, TZ and KUBECONFIG. */
  readonly environment: Readonly<Record<string, string>>
}

/** What a world may use. All that it starts ends with the world. */
export interface Inside {
  /** A folder of this world's own. */
  readonly folder: string
  readonly now: Date
  /** Writes a file into the folder and gives its path. */
  write(name: string, content: string, mode?: number): string
  keep(server: Listening): void
  /** Starts a program and waits until something accepts connections at that address; rejects when it ends before. */
  daemon(
    file: string,
    args: readonly string[],
    listensAt: { readonly host: string; readonly port: number },
  ): Promise<void>
}
