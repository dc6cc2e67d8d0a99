/** The longest text that is read, in UTF-16 units: of a longer one the end, where the last word stands. */
export const LONGEST_TEXT = 1024 * 1024

/**
 * A pasted text without what terminals, browsers and trackers put around it: colours and other escape sequences
 * (ECMA-48), carriage returns, HTML entities, curly apostrophes, the frames that Terraform draws and the `>` of quoted
 * mail. Line feeds stay.
 */
export function clean(text: string): string {
  return text
    .slice(-LONGEST_TEXT)
    .replace(ESCAPE_SEQUENCES, '')
    .replace(/\r\n?/g, '\n')
    .replace(/&(?:quot|#34|#x22|#39|#x27|apos|lt|gt|amp);/gi, (entity) => ENTITIES[entity.toLowerCase()] ?? entity)
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\u00a0/g, ' ')
    .replace(/^[ \t]*(?:[│|┃╷╵>][ \t]?)+/gm, '')
}

/** Control sequences, operating system commands, and single escapes; the tail of a cut-off one goes too. */
const ESCAPE_SEQUENCES = /\u001b(?:\[[0-?]*[ -/]*[@-~]?|\][^\u0007\u001b\n]{0,500}(?:\u0007|\u001b\\)?|[@-Z\\^_])/g

const ENTITIES: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&#x22;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&apos;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
}
