/**
 * The page's whole style. System fonts and colours, light and dark; on paper always light, and nothing stays folded.
 * Colour alone says nothing: every state has its sign and its word.
 */
export const STYLE = `
:root { color-scheme: light dark; --good: #1a7f37; --bad: #cf222e; --caution: #8a5d00; --faint: #57606a; --line: #8886; }
@media screen and (prefers-color-scheme: dark) { :root { --good: #3fb950; --bad: #ff7b72; --caution: #d29922; --faint: #9da7b1; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
header { border-left: .4rem solid var(--line); padding-left: 1rem; }
header.healthy { border-color: var(--good); }
header.failing { border-color: var(--bad); }
header.degraded, header.unfinished { border-color: var(--caution); }
header .summary { font-size: 1.15rem; }
h1 { font-size: 1.6rem; text-transform: uppercase; margin: 0; }
h2 { font-size: 1.3rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 0 0 .3rem; }
p, ul { margin: .5rem 0; }
ul { padding-left: 1.2rem; }
pre, code { font-family: ui-monospace, monospace; font-size: .9em; }
pre { white-space: pre-wrap; border-left: 2px solid var(--line); margin: .3rem 0; padding-left: .7rem; }
.command span { display: inline-block; max-width: 100%; }
.pem { font-size: min(.75rem, 2.2vw); }
article { border-left: 2px solid var(--line); padding-left: 1rem; margin: 1rem 0; }
article.error { border-color: var(--bad); }
article.warning, article.unproved { border-color: var(--caution); }
article.proved { border-color: var(--good); }
article.path { border: 1px solid var(--line); border-radius: .4rem; padding: .8rem; }
.chip { border: 1px solid; border-radius: 1rem; padding: 0 .6rem; font-size: .8rem; white-space: nowrap; }
.good { color: var(--good); font-weight: 700; }
.bad { color: var(--bad); font-weight: 700; }
.caution { color: var(--caution); font-weight: 700; }
.faint { color: var(--faint); }
.stages { list-style: none; display: grid; grid-template-columns: repeat(6, 1fr); max-width: 44rem; margin: .8rem 0; padding: 0; }
.stages li { position: relative; padding-top: 2rem; text-align: center; font-size: .8rem; line-height: 1.3; color: var(--faint); }
.stages li.ok { color: var(--good); }
.stages li.failed { color: var(--bad); font-weight: 700; }
.stages li.beyond { color: var(--faint); font-weight: 400; }
.stages b { display: block; font-weight: inherit; }
.stages li + li::before { content: ""; position: absolute; top: .8rem; right: calc(50% + .9rem); width: calc(100% - 1.8rem); border-top: 2px solid; }
.stages li.beyond::before { border-top-style: dashed; }
.stages .sign { position: absolute; top: 0; left: calc(50% - .8rem); box-sizing: border-box; width: 1.6rem; line-height: calc(1.6rem - 4px); border: 2px solid; border-radius: 50%; }
.stages .failed .sign { border-radius: 0; }
.stages .beyond .sign { border-style: dashed; }
.stages .skipped .sign, .stages .not-measured .sign { border-color: transparent; }
summary { min-height: 1.5rem; padding: .65rem 0; cursor: pointer; }
details.certificate { border-top: 1px solid var(--line); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .5rem 0; }
dt { color: var(--faint); }
dd { margin: 0; }
@media print {
:root { color-scheme: light; }
body { font-size: 11pt; max-width: none; padding: 0; }
h2, h3, summary { break-after: avoid; }
li, dd, pre:not(.pem), .stages { break-inside: avoid; }
p { orphans: 3; widows: 3; }
details::details-content { content-visibility: visible; block-size: auto; }
summary { list-style: none; padding: .3rem 0; }
}
`
