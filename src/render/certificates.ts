import { toYaml } from '../lib/yaml-emit.ts'
import type { Certificates, ShownChain } from '../report/certificates.ts'
import { toJson } from './json.ts'
import { orderedCertificate } from './ordered.ts'
import type { RenderOptions } from './renderer.ts'
import { certificateLines } from './text/certificate.ts'
import { type Lines, type Page, pageOf, paragraph } from './text/page.ts'

export const certificatesRenderers = {
  text: (certificates: Certificates, options: RenderOptions) => text(certificates, pageOf(options, false)),
  json: (certificates: Certificates) => toJson(ordered(certificates)),
  yaml: (certificates: Certificates) => toYaml(ordered(certificates)),
  pem,
}

function text({ chains }: Certificates, page: Page): string {
  return `${alike(chains)
    .map((same) => chainLines(same, page).join('\n'))
    .join('\n\n')}\n`
}

/** Of paths on which the same chain was presented, it is shown once. */
function alike(chains: readonly ShownChain[]): readonly (readonly ShownChain[])[] {
  const groups = new Map<string, ShownChain[]>()
  for (const chain of chains) {
    const key =
      chain.path === null ? chain.from : (chain.problem ?? chain.certificates.map(({ sha256 }) => sha256).join())
    groups.set(key, [...(groups.get(key) ?? []), chain])
  }
  return [...groups.values()]
}

function chainLines(same: readonly ShownChain[], page: Page): Lines {
  const [chain] = same
  if (chain === undefined) return []
  const mark = same.some(({ usedByKubectl }) => usedByKubectl) ? `${page.glyphs.pointer} ` : '  '
  return [
    ...paragraph(page, same.map(({ from }) => from).join('; '), mark, page.theme.strong),
    ...(chain.problem === null ? [] : paragraph(page, `no certificate: ${chain.problem}`, '  ', page.theme.bad)),
    ...chain.certificates.flatMap((certificate, index) => certificateLines(certificate, index, page)),
  ]
}

/** One chain alone, for other tools: kubectl's own path, else the first that has one. Stored chains are all of them. */
function pem({ chains }: Certificates): string {
  const full = chains.filter(({ certificates }) => certificates.length > 0)
  const stored = full.filter(({ path }) => path === null)
  const chosen = full.find(({ usedByKubectl }) => usedByKubectl) ?? full[0]
  const shown = stored.length > 0 ? stored : chosen === undefined ? [] : [chosen]
  return shown.flatMap(({ certificates }) => certificates.map((certificate) => certificate.pem)).join('')
}

function ordered(certificates: Certificates): Certificates {
  const chains = certificates.chains.map(({ from, path, usedByKubectl, certificates: members, problem }) => ({
    from,
    path,
    usedByKubectl,
    certificates: members.map(orderedCertificate),
    problem,
  }))
  return { ...certificates, chains }
}
