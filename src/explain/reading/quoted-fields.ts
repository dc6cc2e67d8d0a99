/**
 * A log line whose message is quoted (klog's `err="…"`, logfmt, JSON) as the lines of the message itself, escapes
 * undone as often as they were put on; any other line as it is. Several fields stay together: one gives the other its
 * meaning (`msg="failed to pull image" err="…"`).
 */
export function unquoteLine(line: string): readonly string[] {
  const fields = [...line.matchAll(FIELD)].map(({ groups }) => groups?.value ?? '').filter((value) => value !== '')
  if (fields.length === 0) return [withoutEscapes(line)]
  return fields
    .map((field) => withoutEscapes(unescaped(field)))
    .join(': ')
    .split('\n')
}

const FIELD =
  /(?:^|[\s{,])"?(?:err|error|msg|message|stderr|output|log|reason)"?\s*[=:]\s*"(?<value>(?:[^"\\]|\\.)*)"/gi

/** Quotes that are still escaped before or behind a URL, which is bounded: the text was quoted once more on its way here. */
const STILL_ESCAPED = /\\+"https?:|https?:[^\s"\\]{0,500}\\+"/

function withoutEscapes(text: string): string {
  let plain = text
  for (let round = 0; round < 3 && STILL_ESCAPED.test(plain); round++) plain = unescaped(plain)
  return plain
}

function unescaped(text: string): string {
  return text.replace(/\\(["\\/nrt])/g, (_, character: string) => UNESCAPED[character] ?? character)
}

const UNESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '', t: '\t' }
