import { decodeCase, MAX_CASE_TEXT } from '../../case-codec.ts'
import { UsageError } from '../../errors.ts'
import { bounded, escapeControl } from '../../lib/escape.ts'
import { compare } from '../../report/comparison.ts'
import { looksLikeServerOutput, readServerOutput } from '../../report/server-output.ts'
import { clientVantage, serverVantage, type Vantage } from '../../report/vantage.ts'
import { comparedReportShape } from '../../report/vantage-shape.ts'
import { EXIT } from '../exit-code.ts'
import { readInput } from '../input.ts'
import { isSet, lastValue, type RunCommand } from '../invocation.ts'
import { outputFormat } from '../output-format.ts'
import { DATA_FORMATS } from '../output-formats.ts'
import { shown } from '../read-flags.ts'
import { lookOf } from '../terminal.ts'
import type { World } from '../world.ts'

/** What differs between places from which the same server was looked at. */
export const runCompare: RunCommand = async (invocation, world) => {
  const format = outputFormat(lastValue(invocation, 'output'), DATA_FORMATS, 'text')
  const files = invocation.positionals
  if (files.length < 2) throw new UsageError('compare what? give the file of a place that works, then those of others')
  if (files.filter((name) => name === '-').length > 1) throw new UsageError('"-" can be read only once')
  const [baseline, ...others] = await readAll(files, world)
  if (baseline === undefined) return EXIT.usage
  const { comparisonRenderers } = await import('../../render/comparison.ts')
  const comparison = compare(baseline, others)
  await world.stdout.write(comparisonRenderers[format](comparison, lookOf(world, isSet(invocation, 'no-color'))))
  return comparison.alike ? EXIT.ok : EXIT.failing
}

async function readAll(files: readonly string[], world: World): Promise<readonly Vantage[]> {
  const read: Vantage[] = []
  for (const file of files) read.push(await readVantage(file, world))
  return read
}

async function readVantage(file: string, world: World): Promise<Vantage> {
  const name = file === '-' ? 'standard input' : file
  const text = new TextDecoder().decode(await readInput(file, MAX_CASE_TEXT, world))
  const refuse = (problem: string) => new UsageError(`${shown(name)}: ${bounded(escapeControl(problem), 300)}`)
  if (!text.trimStart().startsWith('{')) {
    if (!looksLikeServerOutput(text)) throw refuse('neither a Report, nor a Case, nor the output of server-script')
    const read = readServerOutput(text)
    if (!read.ok) throw refuse(read.problem)
    return serverVantage(name, read.output)
  }
  const report = storedReport(text)
  if (report === null) {
    const decoded = decodeCase(text)
    if (!decoded.ok) throw refuse(decoded.problem)
    const { reportOf } = await import('../../diagnose/report-of.ts')
    return clientVantage(name, reportOf(decoded.case))
  }
  const read = comparedReportShape.read(report, '')
  if (!read.ok) throw refuse(`${read.pointer}: ${read.expected} is expected`)
  return clientVantage(name, read.value)
}

/** `null`: no Report. */
function storedReport(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'Report' ? value : null
  } catch {
    return null
  }
}
