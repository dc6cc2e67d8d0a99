import type { Report, ReportPath } from '../../report/report.ts'
import { certificateFacts } from '../certificate-facts.ts'
import { definitions } from './lists.ts'
import { type Html, html, many } from './template.ts'

type Certificate = NonNullable<ReportPath['presented']>[number]

/** Each different chain once, leaf first, every certificate folded. */
export function chainsSection({ paths }: Report): Html {
  const chains = Map.groupBy(
    paths.filter(({ presented }) => presented !== null),
    ({ presented }) => (presented ?? []).map(({ sha256 }) => sha256).join(' '),
  )
  if (chains.size === 0) return html``
  return html`<section>
<h2>Presented chains</h2>
${many([...chains.values()], oneChain)}</section>
`
}

/** What kubectl trusts; of a whole system's store the first few. */
export function anchorsSection({ target }: Report): Html {
  const anchors = target?.trust.certificates ?? []
  if (anchors.length === 0) return html``
  const more = anchors.length - SHOWN_ANCHORS
  return html`<section>
<h2>Trusted authorities</h2>
${folded(anchors.slice(0, SHOWN_ANCHORS))}${more > 0 ? html`<p>and ${String(more)} more</p>\n` : html``}</section>
`
}

const SHOWN_ANCHORS = 20

function oneChain(paths: readonly ReportPath[]): Html {
  const presented = paths[0]?.presented ?? []
  return html`<h3>${paths.map(({ label }) => label).join('; ')}</h3>
${presented.length === 0 ? html`<p>an empty chain</p>\n` : folded(presented)}`
}

function folded(certificates: readonly Certificate[]): Html {
  return many(certificates, (certificate, index) => oneCertificate(certificate, index + 1))
}

function oneCertificate(certificate: Certificate, number: number): Html {
  const { subject, notAfter, pem } = certificate
  return html`<details class="certificate"><summary>${String(number)}. ${subject === '' ? 'no subject' : subject} <span class="faint">until ${notAfter}</span></summary>
${definitions(certificateFacts(certificate))}<pre class="pem">${pem}</pre></details>
`
}
