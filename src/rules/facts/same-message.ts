/**
 * Two runs of the same failure are the same message although each holds its own instant, its own ephemeral port and
 * its own log time. Everything else must be equal to the letter.
 */
export function sameMessage(a: string | null, b: string | null): boolean {
  return (a === null) === (b === null) && withoutTheMoment(a ?? '') === withoutTheMoment(b ?? '')
}

function withoutTheMoment(message: string): string {
  return message
    .replace(/current time \S+/g, 'current time NOW')
    .replace(/(\d|\]):\d+->/g, '$1:PORT->')
    .replace(/\d{4} \d{2}:\d{2}:\d{2}\.\d{6}\s+\d+ /g, 'TIME ')
}
