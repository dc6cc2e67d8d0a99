import { toYaml } from '../lib/yaml-emit.ts'
import type { PathList } from '../report/path-list.ts'
import { toJson } from './json.ts'
import { orderedKubectl, orderedPath, orderedProxy, orderedSetting, orderedTarget } from './ordered.ts'
import type { RenderOptions } from './renderer.ts'
import { field, type Lines, type Page, pageOf, paragraph, quoted, section } from './text/page.ts'
import { pathReasonLines } from './text/path-reason.ts'
import { proxySettingLines } from './text/proxy-settings.ts'
import { originText } from './text/stages.ts'
import { targetLines } from './text/target.ts'

export const pathListRenderers = {
  text: (list: PathList, options: RenderOptions) => text(list, pageOf(options, false)),
  wide: (list: PathList, options: RenderOptions) => text(list, pageOf(options, true)),
  json: (list: PathList) => toJson(ordered(list)),
  yaml: (list: PathList) => toYaml(ordered(list)),
}

function text(list: PathList, page: Page): string {
  if (list.target === null) return `${refused(list, page).join('\n')}\n`
  const parts = [
    section(page, 'TARGET', targetLines({ ...list, requests: [], discoveryCache: 'unused' }, page)),
    // NO_PROXY entry by entry is what people come here for
    section(page, 'WHY THIS PATH', pathReasonLines(list.proxy, { ...page, wide: true })),
    section(
      page,
      'PATHS',
      list.paths.flatMap((path) => pathLines(path, page)),
    ),
    section(page, 'PROXY SETTINGS THAT KUBECTL DOES NOT READ', proxySettingLines(list.proxySettings ?? [], page)),
  ]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function pathLines(path: PathList['paths'][number], page: Page): Lines {
  const mark = path.usedByKubectl ? page.glyphs.pointer : ' '
  const title = path.usedByKubectl ? `${path.label} (the path kubectl takes)` : path.label
  const hops = path.hops.map((hop) => `${hop.kind} ${hop.address}`).join(', then ')
  return [
    ...paragraph(page, title, `${mark} `, path.usedByKubectl ? page.theme.strong : undefined),
    ...field(page, '  id', path.id),
    ...field(page, '  hops', hops),
    ...path.origins.flatMap((origin) => field(page, '  from', originText(origin))),
  ]
}

function refused(list: PathList, page: Page): Lines {
  return [
    ...paragraph(page, 'kubectl refuses the kubeconfig before it connects anywhere:', '', page.theme.bad),
    ...quoted(page, list.kubectl.predicted.message ?? 'no message is known', '  '),
  ]
}

function ordered(list: PathList): PathList {
  const { target, kubectl, paths, proxy, proxySettings } = list
  return {
    ...list,
    target: orderedTarget(target),
    kubectl: orderedKubectl(kubectl),
    paths: paths.map(orderedPath),
    proxy: orderedProxy(proxy),
    ...(proxySettings === undefined ? {} : { proxySettings: proxySettings.map(orderedSetting) }),
  }
}
