import { CA, type ChainCase, chain, HOST, SAN } from './chains/chain-case.ts'
import { PURPOSE, purposes, san } from './extensions.ts'
import type { Forge, Forged, Forging } from './forge.ts'
import { keys } from './keys.ts'
import { name } from './names.ts'

/** What one can mend in a chain and in the trust in it. */
export type Fault = 'leaf-time' | 'name' | 'authority-time' | 'authority'

/** Several faults on top of each other. */
export interface Stack {
  readonly id: string
  /** The chain as it is once these faults are mended. */
  build(mended: ReadonlySet<Fault>): ChainCase
  /** The fault behind a line of kubectl's, when those are mended already; `null`: none that can be. */
  faultBehind(printed: string, mended: ReadonlySet<Fault>): Fault | null
}

/** Every combination of two faults and more. */
export function stacks(forge: Forge): readonly Stack[] {
  return TIMES.flatMap((time) =>
    NAMES.flatMap((naming) =>
      USES.flatMap((use) =>
        ORIGINS.flatMap((origin) => {
          const faults = [time.id !== 'now', naming.id !== 'named', use.id !== 'any', origin.id !== 'sound']
          return faults.filter(Boolean).length < 2 ? [] : [stackOf(forge, time, naming, use, origin)]
        }),
      ),
    ),
  )
}

function stackOf(forge: Forge, time: Time, naming: Naming, use: Use, origin: Origin): Stack {
  const id = `mended/${time.id}/${naming.id}/${use.id}/${origin.id}`
  return {
    id,
    build(mended) {
      const extensions = mended.has('name')
        ? [san(naming.host.includes('.example') ? naming.host : ['ip', naming.host])]
        : naming.extensions
      const leaf: Forging = {
        subject: name(naming.subject),
        extensions: [...extensions, ...use.extensions],
        ...(mended.has('leaf-time') ? {} : time.validity),
      }
      const { presented, anchors } = origin.build(forge, leaf, mended.has('authority-time') ? {} : EXPIRED)
      const top = presented.at(-1)
      const trusted = mended.has('authority') && top !== undefined ? [...anchors, top] : anchors
      return chain(`${id}/${mended.size}`, presented, trusted, naming.host)
    },
    faultBehind(printed, mended) {
      if (printed.includes('expired or is not yet valid'))
        return time.id !== 'now' && !mended.has('leaf-time') ? 'leaf-time' : 'authority-time'
      if (/is (?:not )?valid for|legacy Common Name|any IP SANs/.test(printed)) return 'name'
      return printed.includes('signed by unknown authority') ? 'authority' : null
    },
  }
}

interface Time {
  readonly id: string
  readonly validity: Pick<Forging, 'from' | 'to'>
}

const TIMES: readonly Time[] = [
  { id: 'now', validity: {} },
  { id: 'past', validity: { from: -400, to: -30 } },
  { id: 'future', validity: { from: 30, to: 400 } },
]

const EXPIRED = { from: -900, to: -60 }

interface Naming {
  readonly id: string
  readonly host: string
  readonly extensions: readonly Uint8Array[]
  readonly subject: string
}

const NAMES: readonly Naming[] = [
  { id: 'named', host: HOST, extensions: [SAN], subject: 'leaf' },
  { id: 'other-name', host: HOST, extensions: [san('other.example')], subject: 'leaf' },
  { id: 'common-name', host: HOST, extensions: [], subject: HOST },
  { id: 'no-ip', host: '192.0.2.10', extensions: [SAN], subject: 'leaf' },
]

interface Use {
  readonly id: string
  readonly extensions: readonly Uint8Array[]
}

const USES: readonly Use[] = [
  { id: 'any', extensions: [] },
  { id: 'client', extensions: [purposes(PURPOSE.clientAuth)] },
]

interface Origin {
  readonly id: string
  build(
    forge: Forge,
    leaf: Forging,
    expired: Pick<Forging, 'from' | 'to'>,
  ): { readonly presented: readonly Forged[]; readonly anchors: readonly Forged[] }
}

const rootOf = (forge: Forge, more: Forging = {}) =>
  forge({ subject: name('root'), key: keys.root, extensions: CA, ...more })
const betweenOf = (forge: Forge, issuer: Forged, more: Forging = {}) =>
  forge({ subject: name('between'), key: keys.intermediate, issuer, extensions: CA, ...more })
const strangerOf = (forge: Forge) => forge({ subject: name('stranger'), key: keys.other, extensions: CA })

const ORIGINS: readonly Origin[] = [
  {
    id: 'sound',
    build(forge, leaf) {
      const root = rootOf(forge)
      return { presented: [forge({ ...leaf, issuer: root })], anchors: [root] }
    },
  },
  {
    id: 'unknown',
    build(forge, leaf) {
      const stranger = strangerOf(forge)
      return { presented: [forge({ ...leaf, issuer: stranger }), stranger], anchors: [rootOf(forge)] }
    },
  },
  {
    id: 'unknown-below-another',
    build(forge, leaf) {
      const stranger = strangerOf(forge)
      const between = betweenOf(forge, stranger)
      return { presented: [forge({ ...leaf, issuer: between }), between], anchors: [rootOf(forge)] }
    },
  },
  {
    id: 'self-signed',
    build: (forge, leaf) => ({ presented: [forge(leaf)], anchors: [rootOf(forge)] }),
  },
  {
    id: 'expired-root',
    build(forge, leaf, expired) {
      const root = rootOf(forge, expired)
      return { presented: [forge({ ...leaf, issuer: root })], anchors: [root] }
    },
  },
  {
    id: 'expired-intermediate',
    build(forge, leaf, expired) {
      const root = rootOf(forge)
      const between = betweenOf(forge, root, expired)
      return { presented: [forge({ ...leaf, issuer: between }), between], anchors: [root] }
    },
  },
]
