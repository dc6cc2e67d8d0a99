const pending = new Set<() => void>()

/**
 * Something to be undone even where the process ends in the middle (`process.exit` at a second Ctrl-C): a folder, a child.
 * It must be synchronous, and it must not throw.
 *
 * @returns to be called when it has been undone in the ordinary way
 */
export function atExit(undo: () => void): () => void {
  if (pending.size === 0) process.on('exit', undoAll)
  pending.add(undo)
  return () => {
    pending.delete(undo)
    if (pending.size === 0) process.off('exit', undoAll)
  }
}

function undoAll(): void {
  for (const undo of pending) undo()
}
