import { toJson } from '../../render/json.ts'
import { toolVersion } from '../../version.ts'
import { EXIT } from '../exit-code.ts'
import { lastValue, type RunCommand } from '../invocation.ts'
import { outputFormat } from '../output-format.ts'
import { DATA_FORMATS } from '../output-formats.ts'

/** The doctor's own version; kubectl's is `kubectl version`. */
export const runVersion: RunCommand = async (invocation, world) => {
  const format = outputFormat(lastValue(invocation, 'output'), DATA_FORMATS, 'text')
  const version = { schemaVersion: '1', kind: 'Version', tool: { name: 'kubectl-tlsdoctor', version: toolVersion } }
  switch (format) {
    case 'text':
      await world.stdout.write(`kubectl-tlsdoctor ${toolVersion}\n`)
      break
    case 'json':
      await world.stdout.write(toJson(version))
      break
    case 'yaml':
      await world.stdout.write((await import('../../lib/yaml-emit.ts')).toYaml(version))
      break
  }
  return EXIT.ok
}
