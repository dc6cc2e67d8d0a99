import type { Report, ReportPath } from '../../../report/report.ts'
import { blockers } from '../../text/next.ts'
import { field, type Lines, type Page, paragraph } from '../../text/page.ts'
import { trustText } from '../../text/target.ts'
import type { Paint } from '../../text/theme.ts'

type State = 'fits' | 'breaks' | 'not known'

/** Name, authority and time of the presented leaf against what kubectl wants, with a sign and a word for each. */
export function wantedLines(path: ReportPath, report: Report, page: Page): Lines {
  const { target } = report
  const leaf = path.presented?.[0]
  if (target === null) return []
  if (leaf === undefined) return paragraph(page, 'no certificate came on the path that kubectl takes', '  ')
  if (target.trust.source === 'insecure')
    return paragraph(page, 'nothing is checked: verification is switched off', '  ')
  const top = path.presented?.at(-1) ?? leaf
  return [
    ...check('name', stateOf(path, /^x509\.HostnameError/), page),
    ...field(page, '  wanted', target.serverName),
    ...field(page, '  presented', namesText(leaf)),
    ...check(
      'authority',
      stateOf(path, /^x509\.(UnknownAuthority|CertificateInvalidError\.NotAuthorized|ConstraintSignature)/),
      page,
    ),
    ...field(page, '  wanted', trustText(target.trust)),
    ...field(page, '  presented', `issuer ${top.issuer}${top.selfSigned ? ' (self-signed)' : ''}`),
    ...check('time', stateOf(path, /^x509\.CertificateInvalidError\.(Expired|NotYet)/), page),
    ...field(page, '  wanted', `valid at ${report.at}`),
    ...field(page, '  presented', `${leaf.notBefore} to ${leaf.notAfter}`),
  ]
}

/** Whether a check fails, by the errors that the model lists one after the other; those after an unreadable one are not known. */
function stateOf(path: ReportPath, codes: RegExp): State {
  const rungs = blockers(path)
  if (rungs.some((rung) => codes.test(rung.code))) return 'breaks'
  const judged = path.verdict.outcome !== 'unreached' && !rungs.some((rung) => /parse|asn1/i.test(rung.code))
  return judged ? 'fits' : 'not known'
}

function check(name: string, state: State, page: Page): Lines {
  const { sign, paint } = look(state, page)
  return paragraph(
    page,
    `${name}: ${state === 'fits' ? 'fits' : state === 'breaks' ? 'does not fit' : 'not known'}`,
    `  ${sign} `,
    paint,
  )
}

function look(state: State, page: Page): { readonly sign: string; readonly paint: Paint } {
  switch (state) {
    case 'fits':
      return { sign: page.glyphs.ok, paint: page.theme.good }
    case 'breaks':
      return { sign: page.glyphs.failed, paint: page.theme.bad }
    case 'not known':
      return { sign: page.glyphs.unknown, paint: page.theme.caution }
  }
}

function namesText({ sans }: NonNullable<ReportPath['presented']>[number]): string {
  const names = [...sans.dns.map((name) => `DNS:${name}`), ...sans.ip.map((address) => `IP:${address}`)]
  return names.length === 0 ? 'no names at all' : names.join(', ')
}
