import { UsageError } from '../../errors.ts'
import { EXIT } from '../exit-code.ts'
import { type Invocation, isSet, lastValue, type RunCommand } from '../invocation.ts'
import { outputFormat } from '../output-format.ts'
import { DATA_FORMATS } from '../output-formats.ts'
import { lookOf } from '../terminal.ts'
import type { World } from '../world.ts'

/** More is no pasted log; of this the end is read. */
const LONGEST_INPUT = 16 * 1024 * 1024

/** What an error text from anywhere means; neither the network nor a file is touched. */
export const runExplain: RunCommand = async (invocation, world) => {
  const format = outputFormat(lastValue(invocation, 'output'), DATA_FORMATS, 'text')
  const pasted = await textOf(invocation, world)
  if (pasted.trim() === '') throw new UsageError('there is no text to explain')
  const { explain } = await import('../../explain/explain.ts')
  const { explanationRenderers } = await import('../../render/explanation.ts')
  const explanation = explain(pasted)
  await world.stdout.write(explanationRenderers[format](explanation, lookOf(world, isSet(invocation, 'no-color'))))
  return explanation.known ? EXIT.ok : EXIT.failing
}

/** The words given; `-`, or none where something is piped in, stands for standard input. */
async function textOf({ positionals }: Invocation, world: World): Promise<string> {
  const fromStdin = positionals.length === 1 && positionals[0] === '-'
  if (positionals.length > 0 && !fromStdin) return positionals.join(' ')
  if (!fromStdin && world.stdinIsTty) {
    throw new UsageError('there is no text to explain: give it as an argument, or pipe it in')
  }
  const bytes = await world.readStdin(LONGEST_INPUT)
  if (bytes === null) throw new UsageError('the text on standard input is longer than 16 MiB: give its end alone')
  return decoded(bytes)
}

/** UTF-8, or UTF-16 with its mark, as PowerShell redirects it. Bytes that are neither become U+FFFD. */
function decoded(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(bytes)
}
