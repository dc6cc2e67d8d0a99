import { concatBytes } from '../../../src/lib/bytes.ts'
import { element } from '../../../src/lib/der-encode.ts'
import type { Random } from './random.ts'

/** A DER element taken apart, so that it can be changed and put together again with lengths that fit. */
interface Node {
  readonly tag: number
  readonly children: readonly Node[]
  /** Of an element without children. */
  readonly contents: Uint8Array
}

/**
 * Damages a certificate in one place: an element is dropped, doubled, emptied, exchanged, given another tag or other
 * bytes, and all lengths around it are made to fit; or bytes are changed blindly, so that they do not.
 */
export function damaged(der: Uint8Array, random: Random): Uint8Array {
  if (random.chance(0.15)) return blindly(der, random)
  const tree = parse(der)
  if (tree === null) return blindly(der, random)
  const target = random.below(count(tree))
  const { node } = change(tree, target, (found, siblings) => mutate(found, siblings, random))
  return node.length === 0 ? new Uint8Array(0) : concatBytes(...node.map(encode))
}

function blindly(der: Uint8Array, random: Random): Uint8Array {
  const copy = concatBytes(der)
  if (random.chance(0.2)) return copy.subarray(0, random.below(copy.length))
  for (let times = 1 + random.below(3); times > 0; times--) copy[random.below(copy.length)] = random.below(256)
  return copy
}

const TAGS = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1e, 0x30, 0x31]
const CONTEXT_TAGS = [0x80, 0x81, 0x82, 0x83, 0x84, 0x86, 0x87, 0xa0, 0xa1, 0xa2, 0xa3, 0xa4]

/** What stands in the place of the element afterwards. */
function mutate(node: Node, siblings: readonly Node[], random: Random): readonly Node[] {
  switch (random.below(8)) {
    case 0:
      return []
    case 1:
      return [node, node]
    case 2:
      return [{ ...node, tag: random.pick([...TAGS, ...CONTEXT_TAGS]) }]
    case 3:
      return [{ ...node, children: [], contents: new Uint8Array(0) }]
    case 4:
      return [random.pick(siblings)]
    case 5:
      return [node, { tag: random.pick(TAGS), children: [], contents: bytes(random) }]
    default:
      return [otherContents(node, random)]
  }
}

function otherContents(node: Node, random: Random): Node {
  if (node.children.length > 0) return { ...node, children: random.shuffled(node.children) }
  const contents = concatBytes(node.contents)
  if (contents.length === 0 || random.chance(0.2)) return { ...node, contents: bytes(random) }
  if (random.chance(0.3))
    return { ...node, contents: concatBytes(Uint8Array.of(random.pick([0x00, 0x80, 0xff])), contents) }
  contents[random.below(contents.length)] = random.pick([
    0x00,
    0x01,
    0x20,
    0x2a,
    0x2e,
    0x7f,
    0x80,
    0xff,
    random.below(256),
  ])
  return { ...node, contents }
}

function bytes(random: Random): Uint8Array {
  return Uint8Array.from({ length: random.below(6) }, () => random.below(256))
}

/** `null` where the bytes are not exactly one element of known form. Looks into octet and bit strings that hold DER. */
function parse(der: Uint8Array): Node | null {
  const read = readElements(der)
  return read?.length === 1 ? (read[0] ?? null) : null
}

function readElements(bytes: Uint8Array): readonly Node[] | null {
  const nodes: Node[] = []
  for (let at = 0; at < bytes.length; ) {
    const header = headerAt(bytes, at)
    if (header === null || header.end > bytes.length) return null
    const contents = bytes.subarray(header.start, header.end)
    const children =
      (header.tag & 0x20) !== 0 ? readElements(contents) : header.tag === 0x04 ? readElements(contents) : null
    nodes.push({ tag: header.tag, children: children ?? [], contents })
    at = header.end
  }
  return nodes
}

function headerAt(
  bytes: Uint8Array,
  at: number,
): { readonly tag: number; readonly start: number; readonly end: number } | null {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return null
  if (first < 0x80) return { tag, start: at + 2, end: at + 2 + first }
  const octets = first & 0x7f
  if (octets === 0 || octets > 3) return null
  const length = bytes.subarray(at + 2, at + 2 + octets).reduce((value, octet) => value * 256 + octet, 0)
  return { tag, start: at + 2 + octets, end: at + 2 + octets + length }
}

function encode(node: Node): Uint8Array {
  return node.children.length > 0 ? element(node.tag, ...node.children.map(encode)) : element(node.tag, node.contents)
}

function count(node: Node): number {
  return 1 + node.children.reduce((sum, child) => sum + count(child), 0)
}

/** Replaces the element with that number, counted from the outside in. */
function change(
  root: Node,
  target: number,
  replace: (node: Node, siblings: readonly Node[]) => readonly Node[],
): { readonly node: readonly Node[] } {
  let number = 0
  const visit = (node: Node, siblings: readonly Node[]): readonly Node[] => {
    if (number++ === target) return replace(node, siblings)
    if (node.children.length === 0) return [node]
    return [{ ...node, children: node.children.flatMap((child) => visit(child, node.children)) }]
  }
  return { node: visit(root, [root]) }
}
