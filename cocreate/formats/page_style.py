"""How a manuscript looks as a web page: letters, margins, paper."""

from __future__ import annotations

PAGE_STYLE = """
:root {
  color-scheme: light dark;
  --page: #fdfcf9; --ink: #23211e; --dim: #6d6861; --rule: #ddd7cc; --link: #5a4a2f;
}
@media (prefers-color-scheme: dark) {
  :root { --page: #1b1a18; --ink: #e4dfd6; --dim: #9d968b; --rule: #3b3833; --link: #d3bd92; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 1.1875rem/1.62 P052, "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua",
    Georgia, "Noto Serif", serif;
  font-kerning: normal; font-variant-ligatures: common-ligatures;
  font-feature-settings: "onum" 1; text-rendering: optimizeLegibility;
}
.book { max-width: 33em; margin: 0 auto; padding: 0 1.4rem 6rem; overflow-wrap: break-word; }
.book > header { padding: min(20vh, 11rem) 0 min(14vh, 8rem); text-align: center; }
.book > header h1 {
  margin: 0; font-size: 2.5rem; line-height: 1.15; letter-spacing: -.01em; font-weight: 400;
}
.book > header p { margin: 1.4rem 0 0; color: var(--dim); font-style: italic; text-indent: 0; }
.book nav { margin: 0 0 8rem; }
.book nav h2 {
  margin: 0 0 1.2rem; text-align: center; font-size: .8rem; letter-spacing: .18em;
  text-transform: uppercase; font-weight: 400; color: var(--dim);
}
.book nav ol { list-style: none; margin: 0 auto; padding: 0; max-width: 24em; }
.book nav li { margin: .3rem 0; padding-left: 1.2em; text-indent: -1.2em; }
.book nav .part { margin-top: 1rem; font-variant-caps: small-caps; letter-spacing: .03em; }
.book nav .scene { padding-left: 2.6em; }
.book nav a { text-decoration: none; color: inherit; }
.book nav a:hover, .book nav a:focus { text-decoration: underline; text-underline-offset: .2em; }
.book section h1, .book section h2, .book section h3, .book section h4, .book section h5,
.book section h6 { text-align: center; line-height: 1.25; text-wrap: balance; font-weight: 400; }
.book section h1 { margin: 6rem 0 3rem; font-size: 1.9rem; }
.book section h2 { margin: 4.5rem 0 2rem; font-size: 1.35rem; }
.book section h1 + h2 { margin-top: -1.2rem; }
.book section h3 { margin: 3rem 0 1.4rem; font-size: 1.1rem; font-style: italic; }
.book section h4, .book section h5, .book section h6 { margin: 2rem 0 1rem; font-size: 1rem; }
.book p { margin: 0; text-indent: 1.5em; hanging-punctuation: first last; text-wrap: pretty; }
.book h1 + p, .book h2 + p, .book h3 + p, .book h4 + p, .book h5 + p, .book h6 + p,
.book hr + p, .book blockquote + p, .book ul + p, .book ol + p, .book pre + p,
.book table + p, .book section > p:first-child, .book li > p, .book blockquote > p:first-child,
.book p.verse { text-indent: 0; }
.book p.verse + p.verse { margin-top: 1em; }
.book hr, .book .break {
  margin: 2.2rem auto; border: 0; height: 1.6em; text-align: center; color: var(--dim);
}
.book hr::before, .book .break::before { content: "*\\2003*\\2003*"; }
.book blockquote { margin: 1.6rem 0; padding: 0 2em; font-size: .97em; }
.book ul, .book ol { margin: 1.2rem 0; padding-inline-start: 1.6em; }
.book li > ul, .book li > ol { margin: 0; }
.book a { color: var(--link); text-underline-offset: .15em; }
.book pre, .book code { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.book code { font-size: .86em; }
.book pre {
  margin: 1.4rem 0; padding: .9rem 1.1rem; border-left: 2px solid var(--rule);
  white-space: pre-wrap; line-height: 1.45;
}
.book table { margin: 1.6rem auto; border-collapse: collapse; }
.book th, .book td {
  padding: .25rem .8rem; border-bottom: 1px solid var(--rule); text-align: left;
}
.book .left { text-align: left; }
.book .center { text-align: center; }
.book .right { text-align: right; }
.book img { max-width: 100%; height: auto; vertical-align: middle; }
.book p.figure { margin: 1.6rem 0; text-align: center; text-indent: 0; }
.book sup { line-height: 0; font-size: .7em; font-feature-settings: "lnum" 1; }
.book sup a { text-decoration: none; padding-inline: .1em; }
.book .notes {
  margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--rule);
  font-size: .86em; line-height: 1.5;
}
.book .notes aside { display: flow-root; margin: .5rem 0; padding-inline-start: 2em; }
.book .notes aside > p { text-indent: 0; }
.book .notes .sign {
  float: inline-start; margin-inline-start: -2em; width: 1.5em; text-align: end;
  font-feature-settings: "lnum" 1;
}
.book .notes .sign a { text-decoration: none; }
.book .part h1 { margin: 9rem 0; }
.book .end { margin-top: 5rem; }
@page { margin: 24mm 22mm 26mm; }
@media print {
  :root { --page: #fff; --ink: #000; --dim: #555; --rule: #bbb; --link: #000; color-scheme: light; }
  body { font-size: 11pt; line-height: 1.45; background: none; }
  .book { max-width: 35em; padding: 0; }
  .book > header { padding: 60mm 0 0; break-after: page; }
  .book nav { margin: 0; break-after: page; }
  .book section h1 { margin-top: 30mm; break-before: page; }
  .book section:first-of-type h1:first-child { break-before: auto; }
  .book h1, .book h2, .book h3, .book h4, .book h5, .book h6 { break-after: avoid; }
  .book p { orphans: 2; widows: 2; }
  .book pre, .book tr, .book img { break-inside: avoid; }
  .book .part { break-after: page; }
  .book a { text-decoration: none; }
}
"""

HYPHENS = """
.book p, .book li { hyphens: auto; hyphenate-limit-chars: 6 3 3; }
.book h1, .book h2, .book h3, .book pre, .book code { hyphens: manual; }
"""
"""Words divided at line ends, in the language of the page."""
