export type Waited<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'timeout'; readonly afterMs: number }
  | { readonly kind: 'cut-off' }

/**
 * Waits for `work`, but no longer than `limitMs` and not past the abort. What `work` holds is the caller's to release; its
 * late result or rejection is dropped.
 */
export async function within<T>(work: Promise<T>, limitMs: number, signal: AbortSignal): Promise<Waited<T>> {
  if (signal.aborted) {
    work.catch(() => {})
    return { kind: 'cut-off' }
  }
  const { promise: ended, resolve } = Promise.withResolvers<Waited<T>>()
  const onAbort = () => resolve({ kind: 'cut-off' })
  const timer = setTimeout(() => resolve({ kind: 'timeout', afterMs: limitMs }), Math.max(0, limitMs))
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work.then((value) => ({ kind: 'done', value }) as const), ended])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  }
}
