import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Plugin } from 'esbuild'
import { applyPatch, type Patch, type StandIn } from './patch.ts'
import { clientNode } from './patches/client-node.ts'
import { ink } from './patches/ink.ts'
import { pkijs } from './patches/pkijs.ts'
import { stringWidth } from './patches/string-width.ts'
import { undici } from './patches/undici.ts'
import { yargs } from './patches/yargs.ts'
import { yogaLayout } from './patches/yoga-layout.ts'

export const PATCHES: readonly Patch[] = [...ink, ...yogaLayout, ...stringWidth, ...yargs, ...pkijs, ...undici.patches]

const STAND_INS: readonly StandIn[] = [...undici.standIns, ...clientNode]

/** What has to change in dependencies so that they can be evaluated late and synchronously, and stay small. */
export const patches: Plugin = {
  name: 'patches',
  setup(build) {
    const anyFile = new RegExp(PATCHES.map(({ file }) => file.source).join('|'))
    build.onLoad({ filter: anyFile }, async ({ path }) => {
      const asked = PATCHES.filter(({ file, except }) => file.test(path) && !except?.test(path))
      const original = await readFile(path, 'utf8')
      return { contents: asked.reduce((text, patch) => applyPatch(patch, path, text), original), loader: 'js' }
    })
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
