import { EXIT } from '../exit-code.ts'
import { isSet, lastValue, type RunCommand } from '../invocation.ts'
import { diagnoseRequest } from '../options.ts'
import { outputFormat } from '../output-format.ts'
import { ROW_FORMATS } from '../output-formats.ts'
import { lookOf } from '../terminal.ts'

/** Which ways lead to the server and which one kubectl takes; nothing is connected to. */
export const runPaths: RunCommand = async (invocation, world) => {
  const format = outputFormat(lastValue(invocation, 'output'), ROW_FORMATS, 'text')
  const request = diagnoseRequest(invocation)
  const system = await world.system()
  const { planOnly } = await import('../../diagnose.ts')
  const { reportOf } = await import('../../diagnose/report-of.ts')
  const { pathListOf } = await import('../../report/path-list.ts')
  const { pathListRenderers } = await import('../../render/path-list.ts')
  const list = pathListOf(reportOf(await planOnly(request, system)))
  await world.stdout.write(pathListRenderers[format](list, lookOf(world, isSet(invocation, 'no-color'))))
  return list.target === null ? EXIT.failing : EXIT.ok
}
