import type { ConfigNode } from './config-node.ts'
import type { EntrySection } from './edit-entry.ts'
import { parseYaml } from './parse-yaml.ts'

interface Change {
  readonly section: EntrySection
  readonly name: string
  readonly set: Readonly<Record<string, string>>
  readonly unset: readonly string[]
}

/** Whether client-go reads exactly this change out of the second text, and of everything else the same in the same order. */
export function changesOnly(before: string, after: string, change: Change): boolean {
  const [old, edited] = [parseYaml(Buffer.from(before)), parseYaml(Buffer.from(after))]
  if (old.kind === 'failed' || edited.kind === 'failed') return false
  const keys = [...Object.keys(change.set), ...change.unset]
  if (rest(old.root, change, keys) !== rest(edited.root, change, keys)) return false
  const body = bodyOf(edited.root, change)
  return (
    change.unset.every((key) => !body?.has(key)) &&
    Object.entries(change.set).every(([key, value]) => {
      const node = body?.get(key)
      return node?.kind === 'string' && node.value === value
    })
  )
}

function bodyOf(root: ConfigNode, { section, name }: Change): ReadonlyMap<string, ConfigNode> | null {
  const list = root.kind === 'object' ? root.entries.get(section) : undefined
  const item = list?.kind === 'array' ? list.items.find((one) => nameOf(one) === name) : undefined
  const body = item?.kind === 'object' ? item.entries.get(section.slice(0, -1)) : undefined
  return body?.kind === 'object' ? body.entries : null
}

function nameOf(item: ConfigNode): string | null {
  const name = item.kind === 'object' ? item.entries.get('name') : undefined
  return name?.kind === 'string' ? name.value : null
}

/** Everything but those keys of that entry, without lines, as one comparable text. */
function rest(root: ConfigNode, change: Change, keys: readonly string[]): string {
  const body = bodyOf(root, change)
  const plain = (node: ConfigNode): unknown => {
    switch (node.kind) {
      case 'null':
        return null
      case 'bool':
        return node.value
      case 'string':
        return node.value
      case 'number':
        return { number: node.text }
      case 'array':
        return node.items.map(plain)
      case 'object': {
        const entries = [...node.entries].filter(([key]) => node.entries !== body || !keys.includes(key))
        // client-go tells an empty object from none as little.
        return entries.length === 0 ? null : { object: entries.map(([key, value]) => [key, plain(value)]) }
      }
    }
  }
  return JSON.stringify(plain(root))
}
