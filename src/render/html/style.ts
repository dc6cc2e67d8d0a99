/** The page's whole style. System fonts and colours, light and dark, and readable on paper. */
export const STYLE = `
:root { color-scheme: light dark; --good: #1a7f37; --bad: #cf222e; --caution: #9a6700; --line: #8886; }
@media (prefers-color-scheme: dark) { :root { --good: #3fb950; --bad: #f85149; --caution: #d29922; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 68rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
header { border-left: .4rem solid var(--line); padding-left: 1rem; }
header.healthy { border-color: var(--good); }
header.failing { border-color: var(--bad); }
header.degraded, header.unfinished { border-color: var(--caution); }
h1 { text-transform: uppercase; margin: 0; }
pre, code { font-family: ui-monospace, monospace; font-size: .9em; }
pre { white-space: pre-wrap; border-left: 2px solid var(--line); margin: .3rem 0; padding-left: .7rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-top: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
tbody th { font-weight: 400; }
tbody tr.own > th { font-weight: 700; }
td.ok { color: var(--good); }
td.failed { color: var(--bad); font-weight: 700; }
article { border-left: 2px solid var(--line); padding-left: 1rem; margin: 1rem 0; }
article.error, article.refuted { border-color: var(--bad); }
article.warning, article.unproved { border-color: var(--caution); }
article.proved { border-color: var(--good); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dd { margin: 0; }
.faint { opacity: .7; }
`
