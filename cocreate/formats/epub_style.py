"""How an electronic book looks: calm, in the reader's own letters and colours."""

from __future__ import annotations

EPUB_STYLE = """\
body { margin: 0 5%; line-height: 1.45; widows: 2; orphans: 2; overflow-wrap: break-word; }
h1 { margin: 3em 0 2em; font-size: 1.5em; font-weight: normal; text-align: center; }
h2 { margin: 2em 0 1em; font-size: 1.15em; font-weight: normal; text-align: center; }
h3, h4, h5, h6 { margin: 1.5em 0 0.5em; font-size: 1em; }
h1, h2, h3, h4, h5, h6 {
  line-height: 1.25; break-after: avoid; page-break-after: avoid;
  hyphens: none; -webkit-hyphens: none;
}
p { margin: 0; text-indent: 1.3em; }
p.first, p.verse, li p, td p, aside p, .title p { text-indent: 0; }
p.verse { text-align: left; hyphens: manual; -webkit-hyphens: manual; }
p.figure { margin: 1em 0; text-align: center; text-indent: 0; }
p.verse + p.verse { margin-top: 1em; }
hr.break { width: 15%; margin: 1.6em auto; border: 0; border-top: 1px solid; }
blockquote { margin: 1em 1.5em; }
pre { margin: 1em 0; white-space: pre-wrap; font-size: 0.9em; }
ul, ol { margin: 0.8em 0; padding-left: 1.6em; }
li > ul, li > ol { margin: 0; }
table { margin: 1em auto; border-collapse: collapse; }
th, td { padding: 0.25em 0.7em; border-bottom: 1px solid; text-align: left; }
.center { text-align: center; }
.right { text-align: right; }
img { max-width: 100%; height: auto; }
sup { font-size: 0.7em; line-height: 0; }
section.notes { margin-top: 3em; font-size: 0.9em; }
aside { margin: 0.6em 0; }
.sign { float: left; margin-right: 0.6em; }
section.title { margin-top: 30%; text-align: center; }
section.title p { margin-top: 1em; text-align: center; }
nav ol { list-style: none; padding-left: 1em; }
nav a { color: inherit; text-decoration: none; }
"""
HYPHENS = "p { hyphens: auto; -webkit-hyphens: auto; text-align: justify; }\n"
