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
    ...check('name', stateOf(path, /^x509\.HostnameError/), target.serverName, namesText(leaf), page),
    ...check(
      'authority',
      stateOf(path, /^x509\.(UnknownAuthority|CertificateInvalidError\.NotAuthorized|ConstraintSignature)/),
      trustText(target.trust),
      `issuer ${top.issuer}${top.selfSigned ? ' (self-signed)' : ''}`,
      page,
    ),
    ...check(
      'time',
      stateOf(path, /^x509\.CertificateInvalidError\.(Expired|NotYet)/),
      `valid at ${report.at}`,
      `${leaf.notBefore} to ${leaf.notAfter}`,
      page,
    ),
  ]
}

/** Whether a check fails, by the errors that the model lists one after the other; those after an unreadable one are not known. */
function stateOf(path: ReportPath, codes: RegExp): State {
  const rungs = blockers(path)
  if (rungs.some((rung) => codes.test(rung.code))) return 'breaks'
  const judged = path.verdict.outcome !== 'unreached' && !rungs.some((rung) => /parse|asn1/i.test(rung.code))
  return judged ? 'fits' : 'not known'
}

/** The side that breaks it stands out, in colour and by its sign. */
function check(name: string, state: State, wanted: string, presented: string, page: Page): Lines {
  const { sign, paint } = look(state, page)
  const word = state === 'fits' ? 'fits' : state === 'breaks' ? 'does not fit' : 'not known'
  const mark = state === 'breaks' ? sign : ' '
  return [
    ...paragraph(page, `${name}: ${word}`, `  ${sign} `, paint),
    ...field(page, '  wanted', wanted),
    ...paragraph(page, presented, `  ${mark} presented `, state === 'breaks' ? paint : undefined),
  ]
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
