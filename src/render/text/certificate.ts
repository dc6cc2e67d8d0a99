import type { ReportPath } from '../../report/report.ts'
import { certificateFacts } from '../certificate-facts.ts'
import { field, type Lines, type Page, paragraph } from './page.ts'

type Certificate = NonNullable<ReportPath['presented']>[number]

/** One certificate of a chain, with its place in it: 0 is the leaf. */
export function certificateLines(certificate: Certificate, index: number, page: Page): Lines {
  const subject = certificate.subject === '' ? '(no subject)' : certificate.subject
  return [
    ...paragraph(page, subject, `  ${index}. `, page.theme.strong),
    ...certificateFacts(certificate).flatMap(([name, text]) => field(page, `   ${name}`, text, 15)),
  ]
}
