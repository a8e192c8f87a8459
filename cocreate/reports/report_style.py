"""How a report looks on a screen, in the dark, and on paper."""

from __future__ import annotations

# Everything stands below .cr, so that a report can be the appendix of any page.
REPORT_STYLE = """
.cr {
  --paper: #fbfaf6; --ink: #20242b; --soft: #5d636d; --rule: #dedbd2; --card: #ffffff;
  --human: #24557f; --ai: #e39a3b; --tool: #2e9485; --unknown: #c6c3bb;
  --on-ai: #b86a0c; --on-human: #24557f; --mark: rgba(255, 255, 255, .62); --edge: #fbfaf6;
  --part0: #3c3550; --part1: #675c86; --part2: #9187ad; --part3: #d9a7a0; --part4: #dfdcd4;
  color-scheme: light; background: var(--paper); color: var(--ink);
  font: 16px/1.55 P052, "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua",
    Georgia, "Noto Serif", serif;
  font-kerning: normal; text-rendering: optimizeLegibility;
  max-width: 54rem; margin: 0 auto; padding: 4.5rem 2.25rem 5rem; overflow-wrap: break-word;
}
.cr *, .cr *::before, .cr *::after { box-sizing: border-box; }
.cr-defs { position: absolute; }
.cr-c-human { fill: var(--human); } .cr-c-ai { fill: var(--ai); } .cr-c-tool { fill: var(--tool); }
.cr-c-unknown { fill: var(--unknown); } .cr-c-mark { fill: var(--mark); }
.cr table, .cr .cr-kicker, .cr .cr-by, .cr figcaption, .cr dl, .cr .cr-legend, .cr summary,
.cr .cr-tick, .cr .cr-small, .cr-number, .cr-h3 {
  font-family: -apple-system, "Segoe UI", Inter, Roboto, "Noto Sans", "Open Sans", Cantarell,
    Ubuntu, "Helvetica Neue", "Nimbus Sans", "Liberation Sans", Arial, sans-serif;
}
.cr h1, .cr h2, .cr h3, .cr p, .cr dl, .cr dd, .cr figure, .cr ol, .cr ul { margin: 0; padding: 0; }
.cr header { padding-bottom: 2.2rem; }
.cr-kicker {
  font-size: .72rem; letter-spacing: .16em; text-transform: uppercase; color: var(--soft);
}
.cr header h1 {
  margin: .9rem 0 .35rem; font-size: 2.85rem; line-height: 1.1; font-weight: 400;
  letter-spacing: -.015em; text-wrap: balance; overflow-wrap: anywhere; text-align: left;
}
.cr header h1.cr-long { font-size: 1.9rem; line-height: 1.18; }
.cr header .cr-by { font-size: 1rem; color: var(--soft); }
.cr header .cr-observed {
  margin-top: 1.7rem; padding-top: 1.1rem; border-top: 1px solid var(--ink); font-size: 1.16rem;
}
.cr section { margin-top: 3.4rem; }
.cr h2 {
  font-size: 1.5rem; font-weight: 400; line-height: 1.2; letter-spacing: -.005em;
}
.cr-h3 {
  font-size: .72rem; font-weight: 600; letter-spacing: .08em; text-transform: uppercase;
  color: var(--soft);
}
.cr p.cr-lead {
  max-width: 42em; margin-top: .45rem; color: var(--soft); text-wrap: pretty;
}
.cr h2 + div, .cr h2 + figure, .cr h2 + svg, .cr h2 + dl, .cr .cr-lead + * { margin-top: 1.3rem; }
.cr .cr-scroll + p { margin-top: .6rem; }
.cr-small { font-size: .8rem; line-height: 1.5; color: var(--soft); }
.cr-columns { display: grid; grid-template-columns: 1fr 1fr; gap: 2.6rem; }
.cr-columns > section { margin-top: 3.4rem; }

.cr-figure {
  margin-top: 1.6rem; padding: 1.7rem 1.9rem 1.8rem; background: var(--card);
  border: 1px solid var(--rule); border-radius: 6px;
}
.cr section.cr-figure { margin-top: 1.4rem; }
.cr section.cr-costs { margin-top: 1.6rem; }
.cr-figure h2 { font-size: 1.3rem; }
.cr-numbers { display: flex; flex-wrap: wrap; gap: .4rem 3.4rem; margin: 1.25rem 0 1.1rem; }
.cr-number { display: block; font-size: 2.5rem; line-height: 1.1; font-weight: 300;
  letter-spacing: -.025em; font-variant-numeric: tabular-nums lining-nums; }
.cr-human .cr-number { color: var(--on-human); } .cr-ai .cr-number { color: var(--on-ai); }
.cr-numbers .cr-small { display: block; margin-top: .25rem; }
.cr p.cr-note { margin-top: 1.1rem; text-wrap: pretty; }

.cr-bar, .cr-range, .cr-timeline { display: block; overflow: visible; }
.cr-stretch { stroke: var(--edge); stroke-width: 1; }
.cr-none { fill: none; stroke: var(--soft); stroke-dasharray: 1 3; }
.cr-sure { stroke-width: 2.5; } .cr-maybe { stroke-width: 2.5; stroke-dasharray: 1.5 4.5; }
.cr-s-human { stroke: var(--human); } .cr-s-ai { stroke: var(--ai); }
.cr-s-tool { stroke: var(--tool); } .cr-s-unknown { stroke: var(--soft); }
.cr-out { fill: none; stroke-width: 1.4; }
.cr-axis { stroke: var(--soft); stroke-width: 1; } .cr-rule { stroke: var(--rule); }
.cr-tick { font-size: 11px; fill: var(--soft); font-variant-numeric: tabular-nums; }
.cr-active { fill: var(--soft); opacity: .55; }
.cr-flag { fill: var(--soft); } .cr-flag-line { stroke: var(--soft); stroke-dasharray: 2 3; }
.cr-part { stroke: var(--edge); stroke-width: 1; }
.cr-part-0 { fill: var(--part0); } .cr-part-1 { fill: var(--part1); }
.cr-part-2 { fill: var(--part2); } .cr-part-3 { fill: var(--part3); }
.cr-part-4 { fill: var(--part4); }
.cr-swatch { vertical-align: -2px; margin-right: .55em; border-radius: 2px; flex: none; }
.cr-legend {
  display: flex; flex-wrap: wrap; gap: .3rem 1.7rem; list-style: none; font-size: .82rem;
  color: var(--soft);
}
ul.cr-legend { margin-top: .9rem; }
.cr-legend b { color: var(--ink); font-weight: 600; font-variant-numeric: tabular-nums; }

.cr table { width: 100%; border-collapse: collapse; font-size: .84rem; line-height: 1.4; }
.cr th, .cr td { padding: .42rem .9rem .42rem 0; text-align: left; vertical-align: baseline;
  border-bottom: 1px solid var(--rule); font-weight: 400; }
.cr tr > :last-child { padding-right: 0; }
.cr thead th {
  font-size: .72rem; color: var(--soft); border-bottom-color: var(--soft); vertical-align: bottom;
  padding-top: 0;
}
.cr td.cr-n, .cr th.cr-n {
  text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums lining-nums;
}
.cr tbody th { overflow-wrap: anywhere; }
.cr-classes { margin-top: 1.5rem; }
.cr-classes tr.cr-sum > * { border-bottom: 0; font-weight: 600; }
.cr .cr-work { width: 42%; vertical-align: middle; }
.cr .cr-share { width: 30%; vertical-align: middle; }
.cr-work svg, .cr-share svg { min-width: 5rem; }
.cr table.cr-scenes, .cr table.cr-cost-rows { table-layout: fixed; }
.cr-scenes thead th:nth-child(1) { width: 35%; } .cr-scenes thead th:nth-child(2) { width: 33%; }
.cr-scenes thead th:nth-child(3), .cr-scenes thead th:nth-child(4) { width: 12%; }
.cr-scenes td, .cr-scenes th { vertical-align: middle; }
.cr-cost-rows thead th:first-child { width: 42%; }
.cr-cost-rows thead th:last-child { width: 22%; }
.cr div.cr-scroll + div.cr-scroll, .cr .cr-small + div.cr-scroll { margin-top: 2rem; }
.cr .cr-kept { margin-top: 1.8rem; }
.cr-scenes .cr-chapter th {
  padding-top: 1.25rem; font-weight: 600; border-bottom-color: var(--soft); width: auto;
}
.cr-scenes .cr-in th { padding-left: 1em; }
.cr-model { font-size: .95em; color: var(--soft); overflow-wrap: anywhere; }
.cr-timeline + .cr-legend { margin-top: .4rem; padding-left: 52px; }
.cr details { margin-top: 1rem; }
.cr summary { font-size: .82rem; color: var(--soft); cursor: pointer; }
.cr details > div { margin-top: .8rem; }

.cr-facts > div {
  display: grid; grid-template-columns: 11.5rem 1fr; gap: 0 1.2rem; padding: .45rem 0;
  border-bottom: 1px solid var(--rule);
}
.cr-facts dt { font-size: .84rem; color: var(--soft); }
.cr-facts dt.cr-sub { padding-left: 1.1em; }
.cr-facts dd { font-size: .84rem; font-variant-numeric: lining-nums tabular-nums; }
.cr-columns .cr-facts > div, .cr-lineage .cr-facts > div { grid-template-columns: 1fr auto; }
.cr-columns .cr-facts dd, .cr-lineage .cr-facts dd { text-align: right; }
.cr code {
  font: .8rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  overflow-wrap: anywhere;
}
.cr-limits ol { list-style: none; counter-reset: limit; margin-top: 1.2rem; max-width: 42em; }
.cr-limits li {
  counter-increment: limit; position: relative; padding: 0 0 .75rem 2.1em;
}
.cr-limits li::before {
  content: counter(limit); position: absolute; left: 0; color: var(--soft);
  font-variant-numeric: tabular-nums;
}
.cr p.cr-first {
  margin-top: 1.6rem; padding-left: 1.2rem; border-left: 2px solid var(--rule);
  font-style: italic; color: var(--soft); max-width: 44em;
}
.cr footer { margin-top: 3.5rem; }
.cr-scroll { overflow-x: auto; }

@media (max-width: 640px) {
  .cr { padding: 2rem 1.1rem 3rem; }
  .cr header h1 { font-size: 2.05rem; }
  .cr-columns { display: block; }
  .cr-figure { padding: 1.2rem 1.1rem; }
  .cr-number { font-size: 2rem; }
  .cr-facts > div { grid-template-columns: 1fr; }
  .cr-timeline { min-width: 540px; }
}
@media screen and (prefers-color-scheme: dark) {
  .cr {
    --paper: #17191d; --ink: #e6e3dc; --soft: #a2a5ab; --rule: #33363c; --card: #1d2025;
    --human: #6ea6d8; --ai: #e0a04c; --tool: #4fb3a2; --unknown: #5b5d63;
    --on-ai: #e8b063; --on-human: #86b8e4; --mark: rgba(23, 25, 29, .5); --edge: #17191d;
    --part0: #b9aee0; --part1: #9185bd; --part2: #685f8a; --part3: #a8665e; --part4: #3a3c42;
    color-scheme: dark;
  }
}
@media print {
  .cr {
    --paper: #fff; --card: #fff; --edge: #fff; --ink: #000; --soft: #4a4d52; --rule: #cfccc4;
    max-width: none; padding: 0; font-size: 10pt; line-height: 1.45;
    -webkit-print-color-adjust: exact; print-color-adjust: exact;
  }
  .cr header { padding-bottom: 4mm; }
  .cr header h1 { font-size: 25pt; } .cr header h1.cr-long { font-size: 16pt; }
  .cr header .cr-observed { font-size: 11.5pt; margin-top: 5mm; padding-top: 3.5mm; }
  .cr section { margin-top: 9mm; }
  .cr-columns { gap: 10mm; }
  .cr-columns > section { margin-top: 9mm; }
  .cr section.cr-figure { margin-top: 5mm; }
  .cr h2 { font-size: 14pt; } .cr-figure h2 { font-size: 12.5pt; }
  .cr-figure { padding: 4.5mm 5.5mm 5mm; }
  .cr-number { font-size: 24pt; } .cr-numbers { margin: 3.5mm 0 3mm; }
  .cr table { font-size: 8.3pt; } .cr th, .cr td { padding-top: 1.1mm; padding-bottom: 1.1mm; }
  .cr-facts dt { font-size: 8.3pt; }
  .cr-facts dd { font-size: 9pt; }
  .cr-legend { font-size: 8.3pt; }
  .cr-kicker { font-size: 7.5pt; }
  .cr-small { font-size: 8pt; }
  .cr-h3, .cr thead th { font-size: 7.3pt; }
  .cr code { font-size: 7.6pt; }
  .cr h2, .cr h3, .cr-lead, .cr-chapter { break-after: avoid; }
  .cr-figure, .cr-timeline, .cr tr, .cr-facts > div, .cr li, .cr-columns > section,
  .cr-keep, .cr-checks {
    break-inside: avoid;
  }
  .cr thead { display: table-header-group; }
  .cr p { orphans: 3; widows: 3; }
  .cr details { display: none; } .cr-scroll { overflow: visible; }
}
"""

PAGE = """
html, body { margin: 0; background: #fbfaf6; }
@media screen and (prefers-color-scheme: dark) { html, body { background: #17191d; } }
@media print { html, body { background: #fff; } }
@page {
  margin: 19mm 18mm 21mm;
  @bottom-right {
    content: counter(page) " / " counter(pages);
    font: 8pt "Segoe UI", Inter, "Noto Sans", "Helvetica Neue", "Nimbus Sans", Arial, sans-serif;
    color: #5d636d;
  }
}
"""
APPENDIX = """
.cr { margin-top: 6rem; border-top: 1px solid var(--rule); }
@media print { .cr { break-before: page; margin-top: 0; border-top: 0; } }
"""
