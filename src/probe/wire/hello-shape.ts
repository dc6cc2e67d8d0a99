import table from '../data/client-hellos.json' with { type: 'json' }

/** The hello of one kubectl, code points in its order. */
export interface HelloShape {
  readonly cipherSuites: readonly number[]
  /** Extension numbers in the order sent. */
  readonly extensions: readonly number[]
  readonly groups: readonly number[]
  readonly keyShares: readonly number[]
  readonly signatureAlgorithms: readonly number[]
}

/** Key shares that make a hello longer than one TCP segment. Kyber's draft was sent by Go 1.23 alone. */
export const POST_QUANTUM = { mlkem: 0x11ec, kyber: 0x6399 } as const

/**
 * The shape of that release; of the newest known for anything newer, or where nothing is known.
 *
 * @param release `{ kubectl: 'v1.34.5', go: 'go1.24.13' }`
 */
export function helloShapeOf(release: { readonly kubectl: string; readonly go: string } | null): HelloShape {
  const kubectl = minorOf(release?.kubectl)
  const go = minorOf(release?.go)
  const row = table.shapes.findLast((one) => one.fromGo <= go && one.fromKubectl <= kubectl) ?? table.shapes[0]
  if (row === undefined) throw new TypeError('the table of hellos is empty')
  return {
    cipherSuites: numbers(row.cipherSuites),
    extensions: row.extensions,
    groups: numbers(row.groups),
    keyShares: numbers(row.keyShares),
    signatureAlgorithms: numbers(row.signatureAlgorithms),
  }
}

export function sendsPostQuantum({ keyShares }: HelloShape): boolean {
  return keyShares.some(isPostQuantum)
}

/** GODEBUG=tlsmlkem=0 (tlskyber=0 with Go 1.23) takes group and share away and changes nothing else. */
export function withoutPostQuantum(shape: HelloShape): HelloShape {
  const classic = (groups: readonly number[]) => groups.filter((group) => !isPostQuantum(group))
  return { ...shape, groups: classic(shape.groups), keyShares: classic(shape.keyShares) }
}

export function withPostQuantum(shape: HelloShape): HelloShape {
  const { groups, keyShares } = withoutPostQuantum(shape)
  return { ...shape, groups: [POST_QUANTUM.mlkem, ...groups], keyShares: [POST_QUANTUM.mlkem, ...keyShares] }
}

export function isPostQuantum(group: number): boolean {
  return group === POST_QUANTUM.mlkem || group === POST_QUANTUM.kyber
}

function numbers(list: string): readonly number[] {
  return list.split(' ').map((text) => Number.parseInt(text, 16))
}

/** `go1.24.13` and `v1.34.5` alike; infinite for what is unknown. */
function minorOf(version: string | undefined): number {
  const minor = /^(?:v|go)1\.(\d+)/.exec(version ?? '')?.[1]
  return minor === undefined ? Number.POSITIVE_INFINITY : Number(minor)
}
