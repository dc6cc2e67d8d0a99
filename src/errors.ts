/** A mistake of the user's on the command line or in a file they named: one clear line, exit status 2, no stack trace. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
