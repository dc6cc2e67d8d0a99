/** One comparison of the model's word with a real kubectl's. */
export interface Comparison {
  readonly id: string
  readonly kubectl: string
  /** What the model says; `null`: that kubectl succeeds. */
  readonly predicted: string | null
  readonly printed: string | null
}

export interface Figures {
  readonly compared: number
  readonly unequal: readonly Comparison[]
}

export function figuresOf(comparisons: readonly Comparison[]): Figures {
  return {
    compared: comparisons.length,
    unequal: comparisons.filter(({ predicted, printed }) => predicted !== printed),
  }
}

/** Exceptions are none: what is not equal counts as unequal. */
export function figureLine({ compared, unequal }: Figures): string {
  return `oracle: ${compared - unequal.length} of ${compared} equal`
}

/** The differences, alike ones of several releases together. */
export function differenceLines({ unequal }: Figures): readonly string[] {
  const groups = Map.groupBy(unequal, ({ id, predicted, printed }) => JSON.stringify([id, predicted, printed]))
  return [...groups.values()].map((same) => {
    const { id = '', predicted = null, printed = null } = same[0] ?? {}
    return `${id} (${same.map(({ kubectl }) => kubectl).join(' ')})\n  model:   ${predicted}\n  kubectl: ${printed}`
  })
}
