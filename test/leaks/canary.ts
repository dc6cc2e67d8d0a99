/** A secret made up for a test, so that whatever repeats it can be caught at it. */
export interface Canary {
  /** What it is: `token`. */
  readonly name: string
  readonly value: string
}

/** Long enough that no part of it stands anywhere by chance. */
export function canary(name: string): Canary {
  return { name, value: `cAnArY-${name.replaceAll(' ', '-')}-0123456789abcdef` }
}

/** A private key: every line of it is one. */
export function keyCanaries(name: string, pem: string): readonly Canary[] {
  const lines = pem.split('\n').filter((line) => line.length >= 32 && !line.startsWith('-----'))
  return lines.map((value, index) => ({ name: `${name}, line ${index + 1}`, value }))
}

/** Which of them stand in there, whole or in another form; `[]`: none. */
export function leaksIn(where: string, content: string | Uint8Array, canaries: readonly Canary[]): readonly string[] {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1')
  const joined = text.replaceAll(/\\?[\r\n]+\s*/g, '')
  return canaries.flatMap(({ name, value }) =>
    Object.entries(formsOf(value))
      .filter(([, forms]) => forms.some((form) => text.includes(form) || joined.includes(form)))
      .map(([form]) => `${where}: the ${name}, ${form}`),
  )
}

function formsOf(value: string): Readonly<Record<string, readonly string[]>> {
  const bytes = Buffer.from(value)
  const encoded = [0, 1, 2].map((offset) => base64At(offset, bytes))
  return {
    plain: [value],
    'in base64': [...encoded, ...encoded.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))],
    'in hex': [bytes.toString('hex'), bytes.toString('hex').toUpperCase()],
    'percent-encoded': [encodeURIComponent(value)].filter((text) => text !== value),
    'in UTF-16': [Buffer.from(value, 'utf16le').toString('latin1')],
  }
}

/** As it stands in the base64 of something longer, that many bytes behind a multiple of three: only what is its own. */
function base64At(offset: number, bytes: Buffer): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6))
}
