import { PURPOSE, purposes, san } from '../extensions.ts'
import { type Forge, type Forged, withBrokenSignature } from '../forge.ts'
import { keys } from '../keys.ts'
import { name } from '../names.ts'
import { CA, type ChainCase, type ChainFamily, chain, HOST, SAN } from './chain-case.ts'

/** Errors on top of each other: which of them speaks is a matter of Go's order alone. */
export const stacked: ChainFamily = (forge) =>
  Object.entries(TIMES).flatMap(([time, [from, to]]) =>
    Object.entries(NAMES).flatMap(([naming, { host, extension, subject }]) =>
      Object.entries(USES).flatMap(([use, extensions]) =>
        Object.entries(ORIGINS).map(([origin, build]): ChainCase => {
          const leaf = { subject: name(subject), from, to, extensions: [...extension, ...extensions] }
          const { presented, anchors } = build(forge, leaf)
          return chain(`stacked/${time}/${naming}/${use}/${origin}`, presented, anchors, host)
        }),
      ),
    ),
  )

const TIMES = { now: [-30, 335], past: [-400, -30], future: [30, 400] } as const

const NAMES = {
  named: { host: HOST, extension: [SAN], subject: 'leaf' },
  'other-name': { host: HOST, extension: [san('other.example')], subject: 'leaf' },
  'common-name': { host: HOST, extension: [], subject: HOST },
  'no-ip': { host: '192.0.2.10', extension: [SAN], subject: 'leaf' },
} as const

const USES = { any: [], client: [purposes(PURPOSE.clientAuth)] } as const

interface LeafParts {
  readonly subject: Uint8Array
  readonly from: number
  readonly to: number
  readonly extensions: readonly Uint8Array[]
}

interface Built {
  readonly presented: readonly Forged[]
  readonly anchors: readonly Forged[]
}

const ORIGINS: Readonly<Record<string, (forge: Forge, leaf: LeafParts) => Built>> = {
  sound(forge, leaf) {
    const root = forge({ subject: name('root'), key: keys.root, extensions: CA })
    return { presented: [forge({ ...leaf, issuer: root })], anchors: [root] }
  },
  unknown(forge, leaf) {
    const root = forge({ subject: name('root'), key: keys.root, extensions: CA })
    const stranger = forge({ subject: name('stranger'), key: keys.other, extensions: CA })
    return { presented: [forge({ ...leaf, issuer: stranger })], anchors: [root] }
  },
  'same-name-other-key'(forge, leaf) {
    const root = forge({ subject: name('root'), key: keys.root, extensions: CA })
    const twin = forge({ subject: name('root'), key: keys.other, extensions: CA })
    return { presented: [forge({ ...leaf, issuer: twin })], anchors: [root] }
  },
  'expired-root'(forge, leaf) {
    const root = forge({ subject: name('root'), key: keys.root, extensions: CA, from: -900, to: -60 })
    return { presented: [forge({ ...leaf, issuer: root })], anchors: [root] }
  },
  'expired-intermediate'(forge, leaf) {
    const root = forge({ subject: name('root'), key: keys.root, extensions: CA })
    const between = forge({
      subject: name('between'),
      key: keys.intermediate,
      issuer: root,
      extensions: CA,
      from: -900,
      to: -60,
    })
    return { presented: [forge({ ...leaf, issuer: between }), between], anchors: [root] }
  },
  'intermediate-of-unknown'(forge, leaf) {
    const root = forge({ subject: name('root'), key: keys.root, extensions: CA })
    const stranger = forge({ subject: name('stranger'), key: keys.other, extensions: CA })
    const between = forge({ subject: name('between'), key: keys.intermediate, issuer: stranger, extensions: CA })
    return { presented: [forge({ ...leaf, issuer: between }), between], anchors: [root] }
  },
  'self-signed'(forge, leaf) {
    const root = forge({ subject: name('root'), key: keys.root, extensions: CA })
    return { presented: [forge(leaf)], anchors: [root] }
  },
  'broken-signature'(forge, leaf) {
    const root = forge({ subject: name('root'), key: keys.root, extensions: CA })
    return { presented: [withBrokenSignature(forge({ ...leaf, issuer: root }))], anchors: [root] }
  },
}
