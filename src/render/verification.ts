import { toYaml } from '../lib/yaml-emit.ts'
import type { Verification } from '../report/verification.ts'
import { toJson } from './json.ts'
import { orderedCertificate, orderedVerdict } from './ordered.ts'
import type { RenderOptions } from './renderer.ts'
import { certificateLines } from './text/certificate.ts'
import { field, type Lines, type Page, pageOf, paragraph, quoted, section } from './text/page.ts'
import { traceLines } from './text/trace.ts'

export const verificationRenderers = {
  text: (verification: Verification, options: RenderOptions) => text(verification, pageOf(options, false)),
  json: (verification: Verification) => toJson(ordered(verification)),
  yaml: (verification: Verification) => toYaml(ordered(verification)),
}

function text(verification: Verification, page: Page): string {
  const { presented, trust, verdict } = verification
  const names = new Map([...trust, ...presented].map(({ sha256, subject }) => [sha256, subject]))
  const parts: readonly Lines[] = [
    answerLines(verification, page),
    section(page, 'WHAT COMES NEXT', nextLines(verdict, page)),
    section(page, 'CHAINS THAT VERIFY', chainLines(verdict, names, page)),
    section(page, 'ISSUERS THAT WERE TRIED', triedLines(verdict, names, page)),
    section(
      page,
      'PRESENTED CHAIN',
      presented.flatMap((certificate, index) => certificateLines(certificate, index, page)),
    ),
    section(
      page,
      'TRUST ANCHORS',
      trust.flatMap((certificate, index) => certificateLines(certificate, index, page)),
    ),
  ]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function answerLines({ verdict, kubectl, serverName, at }: Verification, page: Page): Lines {
  const accepted = verdict.outcome === 'accepted'
  const { version, goVersion, fidelity, why } = kubectl
  return [
    ...(accepted
      ? paragraph(page, `${page.glyphs.ok} ACCEPTED`, '', page.theme.good)
      : paragraph(page, `${page.glyphs.failed} REJECTED`, '', page.theme.bad)),
    ...(verdict.text === null ? [] : quoted(page, verdict.text, '  ')),
    ...(verdict.code === null ? [] : field(page, 'code', verdict.code)),
    ...field(
      page,
      'as',
      `kubectl ${version} (${goVersion})${fidelity === 'exact' ? '' : `, approximate: ${why ?? ''}`}`,
    ),
    ...field(page, 'at', at),
    ...field(page, 'name', serverName ?? 'not checked (--host)'),
  ]
}

function nextLines({ text, code, next }: Verification['verdict'], page: Page): Lines {
  if (next.length === 0) return []
  const rungs = [text ?? code ?? '', ...next.map((error) => error.text)]
  return [
    ...paragraph(page, 'each hides the one after it', '  '),
    ...rungs.flatMap((rung, index) => paragraph(page, rung, `  ${index + 1}. `)),
  ]
}

function triedLines(verdict: Verification['verdict'], names: ReadonlyMap<string, string>, page: Page): Lines {
  if (verdict.trace.length > 0) return traceLines(verdict.trace, names, page, '  ')
  const none =
    verdict.code === 'x509.UnknownAuthorityError'
      ? 'none: no trust anchor and no presented certificate has the name of the issuer that was sought'
      : 'none: the chain was rejected before any issuer was sought'
  return paragraph(page, none, '  ')
}

function chainLines({ chains }: Verification['verdict'], names: ReadonlyMap<string, string>, page: Page): Lines {
  return chains.flatMap((chain, index) =>
    paragraph(page, chain.map((sha256) => names.get(sha256) ?? sha256).join(', signed by '), `  ${index + 1}. `),
  )
}

function ordered(verification: Verification): Verification {
  const { verdict, presented, trust } = verification
  return {
    ...verification,
    verdict: orderedVerdict(verdict),
    presented: presented.map(orderedCertificate),
    trust: trust.map(orderedCertificate),
  }
}
