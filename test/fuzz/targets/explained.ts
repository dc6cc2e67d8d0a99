import { explain } from '../../../src/explain/explain.ts'
import { explanationRenderers } from '../../../src/render/explanation.ts'
import { catalogue } from '../../explain/data/catalogue.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { same } from '../invariants/holds.ts'
import { holdsNoControls, readsAlike } from '../invariants/output.ts'

/** A text pasted from anywhere. */
export const explained: FuzzTarget = {
  covers: ['explain/', 'render/explanation'],
  mutator: 'lines',
  words: [
    'x509: ',
    'tls: ',
    'dial tcp 192.0.2.1:6443: ',
    'Unable to connect to the server: ',
    'E1124 10:00:00.000000    1 memcache.go:265] ',
    '"',
    ' err="',
    '\u001b[31m',
    ': ',
    '192.0.2.1',
    '2026-11-24T00:00:00Z',
  ],
  seeds: () => Object.values(catalogue).map((texts) => texts.join('\n')),
  long: ['https://', 'a', ' ', ' err="', '\\"', 'x509: ', '192.0.2.1 ', 'http://a:b@', ': '],
  executions: 60,
  run(input) {
    const pasted = Buffer.from(input).toString('utf8')
    const explanation = explain(pasted)
    same(explain(pasted), explanation, 'explained a second time')
    const look = { width: 80, colour: false, ascii: false }
    holdsNoControls(explanationRenderers.text(explanation, look), 'text')
    readsAlike(explanationRenderers.json(explanation), explanationRenderers.yaml(explanation))
  },
}
