import type { Report } from '../../report/report.ts'
import { decisionText } from '../proxy-words.ts'
import { entryText } from '../text/path-reason.ts'
import { settingText } from '../text/proxy-settings.ts'
import { list } from './lists.ts'
import { type Html, html } from './template.ts'

type ProxyChoice = NonNullable<Report['proxy']>

/** Which variable won and what became of the others, NO_PROXY entry by entry, and what only other tools read. */
export function proxySection({ proxy, proxySettings }: Report): Html {
  return html`${proxy === null ? html`` : choice(proxy)}${others(proxySettings ?? [])}`
}

function choice(proxy: ProxyChoice): Html {
  return html`<section>
<h2>Why this path</h2>
<p>${decisionText(proxy)}</p>
${list(proxy.variables, (variable) => html`<code>${variable.name}=${variable.value}</code> ${variable.status}: ${variable.reason}`)}${noProxy(proxy.noProxy)}</section>
`
}

function noProxy({ variable, value, entries }: ProxyChoice['noProxy']): Html {
  if (variable === null) return html``
  return html`<p><code>${variable}=${value ?? ''}</code></p>
${list(entries, (entry) => html`${entryText(entry)}`)}`
}

function others(settings: NonNullable<Report['proxySettings']>): Html {
  if (settings.length === 0) return html``
  return html`<section>
<h2>Proxy settings that kubectl does not read</h2>
${list(settings, (setting) => html`${settingText(setting)}`)}</section>
`
}
