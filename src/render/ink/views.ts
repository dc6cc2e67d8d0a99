/** The views in the order of their tabs; `key` jumps there from anywhere. */
export const VIEWS = [
  { id: 'paths', key: '1', title: 'paths', list: true },
  { id: 'why', key: '2', title: 'why', list: false },
  { id: 'chain', key: '3', title: 'chain', list: false },
  { id: 'next', key: '4', title: 'what comes next', list: false },
  { id: 'remedies', key: '5', title: 'remedies', list: true },
  { id: 'evidence', key: '6', title: 'evidence', list: false },
  { id: 'help', key: '?', title: 'help', list: false },
] as const

export type ViewId = (typeof VIEWS)[number]['id']

/** Whether the view has rows to choose from; the others scroll. */
export function isList(id: ViewId): boolean {
  return VIEWS.some((view) => view.id === id && view.list)
}

/** The neighbour; behind the last comes the first. */
export function neighbour(id: ViewId, step: 1 | -1): ViewId {
  const at = VIEWS.findIndex((view) => view.id === id)
  return VIEWS[(at + step + VIEWS.length) % VIEWS.length]?.id ?? 'paths'
}

export function viewOfKey(key: string): ViewId | null {
  return VIEWS.find((view) => view.key === key)?.id ?? null
}
