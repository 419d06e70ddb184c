/** The report's look: light and dark by the reader's setting, no font or image from anywhere. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1f2328;--soft:#59636e;--line:#d1d9e0;--page:#fff;--pane:#f6f8fa;--red:#cf222e;--amber:#9a6700;--green:#1a7f37;--blue:#0969da;--base:#8c959f;--head:#0969da}
@media(prefers-color-scheme:dark){:root{--ink:#f0f6fc;--soft:#9198a1;--line:#3d444d;--page:#0d1117;--pane:#151b23;--red:#f85149;--amber:#d29922;--green:#3fb950;--blue:#4493f8;--base:#656c76;--head:#4493f8}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI","Liberation Sans",sans-serif}
main{max-width:1080px;margin:0 auto;padding:32px 24px 64px}
header{border-left:6px solid var(--tone);padding:4px 0 4px 18px;margin-bottom:24px}
h1{font-size:26px;line-height:1.25;margin:0 0 4px}
h2{font-size:19px;margin:36px 0 12px;padding-bottom:6px;border-bottom:1px solid var(--line)}
h3{font-size:16px;margin:24px 0 8px}
h4{font-size:14px;margin:16px 0 6px;color:var(--soft);font-weight:600}
p{margin:6px 0}
.soft{color:var(--soft)}
.blocked,.unverified{--tone:var(--red)}.warned,.inconclusive{--tone:var(--amber)}.passed{--tone:var(--green)}
code{font:13px/1.4 ui-monospace,"DejaVu Sans Mono",Menlo,monospace;background:var(--pane);border:1px solid var(--line);border-radius:4px;padding:0 4px;overflow-wrap:anywhere}
.scroll{overflow-x:auto}
table{border-collapse:collapse;margin:4px 0 12px;font-size:14px}
th,td{border:1px solid var(--line);padding:5px 10px;text-align:left;vertical-align:top}
th{background:var(--pane);font-weight:600;white-space:nowrap}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.finding{border:1px solid var(--line);border-left:4px solid var(--tone,var(--line));border-radius:6px;padding:10px 14px;margin:10px 0;background:var(--pane)}
.finding.block{--tone:var(--red)}.finding.warn{--tone:var(--amber)}.finding.info{--tone:var(--blue)}
.finding .id{font:600 13px ui-monospace,"DejaVu Sans Mono",monospace}
.tag{display:inline-block;font-size:12px;font-weight:600;border:1px solid var(--line);border-radius:10px;padding:0 8px;margin-left:8px;background:var(--page)}
details{margin:8px 0}summary{cursor:pointer;font-weight:600}
svg{display:block}svg text{fill:var(--ink);font:12px system-ui,"Liberation Sans",sans-serif}
.state{white-space:nowrap}
`
