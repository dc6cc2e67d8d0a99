import type { PanelOf } from '../panel.ts'
import type { ViewId } from '../views.ts'
import { chainPanel } from './chain.ts'
import { evidencePanel } from './evidence.ts'
import { helpPanel } from './help.ts'
import { nextPanel } from './next.ts'
import { pathsPanel } from './paths.ts'
import { remediesPanel } from './remedies.ts'
import { whyPanel } from './why.ts'

export const panels = {
  paths: pathsPanel,
  why: whyPanel,
  chain: chainPanel,
  next: nextPanel,
  remedies: remediesPanel,
  evidence: evidencePanel,
  help: helpPanel,
} satisfies Record<ViewId, PanelOf>
