/** A mistake of the user's on the command line or in a file they named: one clear line, exit status 2, no stack trace. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Ended from outside (Ctrl-C): exit status 130 after what was found is printed. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError'
}
