"""The report as a page that checks its own seals when it is opened, without any network."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from cocreate.base.resources import resource_path
from cocreate.reports.report_style import PAGE, REPORT_STYLE

_STYLE = """
.cs {
  --paper: #fbfaf6; --ink: #20242b; --soft: #5d636d; --rule: #dedbd2; --card: #ffffff;
  --good: #1d6b4f; --bad: #a3261d; --open: #8a5a00;
  color-scheme: light; background: var(--paper); color: var(--ink);
  font: 15px/1.5 -apple-system, "Segoe UI", Inter, Roboto, "Noto Sans", "Open Sans", Cantarell,
    Ubuntu, "Helvetica Neue", "Nimbus Sans", "Liberation Sans", Arial, sans-serif;
  max-width: 54rem; margin: 0 auto; padding: 2.25rem 2.25rem 0; overflow-wrap: break-word;
}
.cs *, .cs *::before { box-sizing: border-box; }
.cs-card {
  padding: 1.5rem 1.9rem 1.6rem; background: var(--card); border: 1px solid var(--rule);
  border-left: 4px solid var(--tone); border-radius: 6px;
}
.cs { --tone: var(--soft); }
.cs[data-verdict="INTACT"] { --tone: var(--good); }
.cs[data-verdict="ALTERED"] { --tone: var(--bad); }
.cs[data-verdict="INCOMPLETE"] { --tone: var(--open); }
.cs h2, .cs p, .cs table { margin: 0; }
.cs-kicker {
  font-size: .72rem; letter-spacing: .16em; text-transform: uppercase; color: var(--soft);
}
.cs h2 { margin-top: .5rem; font-size: 1.55rem; font-weight: 600; line-height: 1.2;
  letter-spacing: .01em; color: var(--tone); }
.cs-why { margin-top: .55rem; }
.cs-why p + p { margin-top: .2rem; }
.cs-small { margin-top: .8rem !important; font-size: .84rem; color: var(--soft); max-width: 48em; }
.cs table { width: 100%; margin-top: 1.2rem; border-collapse: collapse; font-size: .84rem;
  line-height: 1.4; }
.cs td, .cs th { padding: .42rem .9rem .42rem 0; text-align: left; vertical-align: baseline;
  font-weight: 400; border-top: 1px solid var(--rule); }
.cs td:last-child { padding-right: 0; overflow-wrap: anywhere;
  font-variant-numeric: tabular-nums lining-nums; }
.cs th { width: 36%; }
.cs td.cs-mark { width: 6.5rem; font-weight: 600; white-space: nowrap; }
.cs-recomputed { color: var(--good); } .cs-declared { color: var(--open); }
.cs-again { display: block; color: var(--soft); }
.cs label { display: flex; flex-wrap: wrap; align-items: baseline; gap: .3rem .8rem;
  margin-top: 1rem; font-size: .84rem; color: var(--soft); }
.cs label[hidden], .cs table[hidden] { display: none; }
.cs input { flex: 1 1 22rem; padding: .35rem .55rem; font: .84rem/1.4 ui-monospace,
  SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; color: var(--ink);
  background: var(--paper); border: 1px solid var(--soft); border-radius: 4px; }
.cs input:focus-visible { outline: 2px solid var(--ink); outline-offset: 1px; }
.cs + .cr { padding-top: 3.2rem; }
@media (max-width: 640px) {
  .cs { padding: 1.1rem 1.1rem 0; } .cs-card { padding: 1.1rem; }
  .cs tr { display: block; padding: .4rem 0; border-top: 1px solid var(--rule); }
  .cs td, .cs th, .cs td.cs-mark { display: block; width: auto; padding: 0; border: 0; }
}
@media screen and (prefers-color-scheme: dark) {
  .cs { --paper: #17191d; --ink: #e6e3dc; --soft: #a2a5ab; --rule: #33363c; --card: #1d2025;
    --good: #6fc9a4; --bad: #f0867d; --open: #e0b060; color-scheme: dark; }
}
@media print {
  .cs { --paper: #fff; --card: #fff; --ink: #000; --soft: #4a4d52; --rule: #cfccc4;
    max-width: none; padding: 0; font-size: 9pt; }
  .cs-card { padding: 4mm 5mm; } .cs h2 { font-size: 14pt; } .cs label { display: none; }
  .cs tr { break-inside: avoid; }
  .cs + .cr { padding-top: 8mm; }
}
"""
_MORE = {
    "summary": "At this level no figure is worked out again.",
    "sessions": (
        "The program verify.py, in the same bundle, also checks that the record grew sitting by "
        "sitting without a break."
    ),
    "process": (
        "The program verify.py, in the same bundle, also works the marked figures out again, from "
        "places and lengths alone."
    ),
    "full": (
        "The program verify.py, in the same bundle, also works the marked figures out again and "
        "rebuilds every draft."
    ),
}
_MARKS = (
    "Sealed: fixed by the root, not worked out again here. Declared: it rests on the writer's word."
)
_OWN = (
    "A page can check its seals, but not that its own check is honest: where it matters, use a "
    "verify.py that came another way."
)


@dataclass(frozen=True, slots=True)
class PageInput:
    """What a page is made of.

    Args:
        article: the report as markup, which its seal covers.
        told: the parts of a bundle of the level `summary`, by name, as text.
        level: the level of the bundle that the page lies in.
    """

    article: str
    told: Mapping[str, str]
    level: str


def proof_page(given: PageInput) -> str:
    """Return the page; it holds no reference to anything outside itself."""
    script = resource_path("proof", "check.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        "<!DOCTYPE html>\n"
        '<html lang="en">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="Cocreate">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'\">\n"
        "<title>Contribution report with its seals</title>\n"
        f"<style>{PAGE}{REPORT_STYLE}{_STYLE}</style>\n"
        f"</head>\n<body>\n{_panel(given)}{given.article}"
        f"{_data('told', dict(given.told))}{_data('article-source', given.article)}"
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _panel(given: PageInput) -> str:
    level = given.level
    return (
        f'<section class="cs" id="seals" data-level="{level}"'
        ' aria-labelledby="verdict">\n'
        '<div class="cs-card">\n<p class="cs-kicker">Seals of this report</p>\n'
        '<h2 id="verdict" aria-live="polite">Not checked</h2>\n'
        '<div class="cs-why" id="verdict-why"><p>This page checks itself where scripts may run; '
        "otherwise use verify.py.</p></div>\n"
        '<label id="known-key" hidden>A fingerprint that you were given before'
        '<input type="text" autocomplete="off" spellcheck="false"></label>\n'
        '<table id="claims-table" hidden><tbody id="claims"></tbody></table>\n'
        f'<p class="cs-small">{_MARKS} {_MORE[level]} {_OWN}</p>\n</div>\n</section>\n'
    )


def _data(name: str, value: object) -> str:
    """Return a block of data; nothing in it can end the block."""
    words = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{words}</script>\n'
