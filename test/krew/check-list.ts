/** Checks that are carried out one after the other, a printed line each. */
export interface CheckList {
  /** Whether `body` came to its end; what it throws is printed as the reason why not. */
  holds(what: string, title: string, body: () => unknown): Promise<boolean>
  readonly passed: number
  readonly failed: number
}

const WIDTH = 19

export function newCheckList(print: (line: string) => void): CheckList {
  const counts = { passed: 0, failed: 0 }
  return {
    holds: async (what, title, body) => {
      const line = `${what.padEnd(WIDTH)}${title}`
      try {
        await body()
      } catch (error) {
        counts.failed += 1
        print(`✗ ${line}\n${indented(error instanceof Error ? error.message : String(error))}`)
        return false
      }
      counts.passed += 1
      print(`✓ ${line}`)
      return true
    },
    get passed() {
      return counts.passed
    },
    get failed() {
      return counts.failed
    },
  }
}

function indented(text: string): string {
  return text.trimEnd().replace(/^/gm, '    ')
}
