import type { ReportPath } from '../../../report/report.ts'
import { field, type Lines, type Page, paragraph, quoted } from '../../text/page.ts'

/** The HTTP answer on a path, with the body that kubectl drops. */
export function answerLines(path: ReportPath, page: Page): Lines {
  const { response } = path
  if (response === null) return []
  const type = response.contentType === null ? '' : `, ${response.contentType}`
  return [
    '',
    page.theme.heading('THE ANSWER'),
    ...paragraph(page, `status ${response.status}${type}, ${response.bodyBytes} bytes`, '  '),
    ...Object.entries(response.headers).flatMap(([name, value]) => field(page, name, value, HEADER_NAME)),
    ...(response.body === null || response.body.trim() === '' ? [] : quoted(page, response.body.trimEnd(), '  ')),
  ]
}

const HEADER_NAME = 18
