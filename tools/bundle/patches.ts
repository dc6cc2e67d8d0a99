import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { OnLoadResult, Plugin } from 'esbuild'
import { applyPatch, type Patch, type StandIn } from './patch.ts'
import { clientNode } from './patches/client-node.ts'
import { ink } from './patches/ink.ts'
import { pkijs } from './patches/pkijs.ts'
import { stringWidth } from './patches/string-width.ts'
import { undici } from './patches/undici.ts'
import { yogaLayout } from './patches/yoga-layout.ts'

const PATCHES: readonly Patch[] = [...ink, ...yogaLayout, ...stringWidth, ...pkijs, ...undici.patches]

const STAND_INS: readonly StandIn[] = [...undici.standIns, ...clientNode]

/** What has to change in dependencies so that they can be evaluated late and synchronously, and stay small. */
export const patches: Plugin = {
  name: 'patches',
  setup(build) {
    for (const patch of PATCHES) {
      build.onLoad(
        { filter: patch.file },
        async ({ path }): Promise<OnLoadResult | undefined> =>
          patch.except?.test(path)
            ? undefined
            : { contents: applyPatch(patch, path, await readFile(path, 'utf8')), loader: 'js' },
      )
    }
    STAND_INS.forEach(({ module, importer, contents }, index) => {
      build.onResolve({ filter: module }, (asked) =>
        importer.test(asked.importer)
          ? {
              path: asked.path,
              namespace: `stand-in-${index}`,
              pluginData: dirname(asked.importer),
              sideEffects: false,
            }
          : undefined,
      )
      build.onLoad({ filter: /./, namespace: `stand-in-${index}` }, ({ pluginData }) => ({
        contents,
        loader: 'js',
        resolveDir: pluginData,
      }))
    })
  },
}
