"""Escape a report's words for HTML, and make them into small elements."""

from __future__ import annotations

import html
from collections.abc import Iterable

from cocreate.reports.wording import clean


def escaped(words: str) -> str:
    """Return words that mean nothing to HTML, on one line, without control characters."""
    return html.escape(clean(words))


def name(words: str, otherwise: str = "Untitled") -> str:
    """Return a name from outside, kept apart so that its direction cannot disturb the line."""
    return f'<bdi dir="auto">{escaped(words) or otherwise}</bdi>'


def cells(values: Iterable[str], kinds: Iterable[str]) -> str:
    """Return a row of a table; `values` are finished markup, `kinds` their classes."""
    parts = []
    for position, (value, kind) in enumerate(zip(values, kinds, strict=True)):
        attribute = f' class="{kind}"' if kind else ""
        tag = 'th scope="row"' if position == 0 else "td"
        parts.append(f"<{tag}{attribute}>{value}</{tag[:2]}>")
    return f"<tr>{''.join(parts)}</tr>\n"


def table(kind: str, heads: Iterable[str], kinds: Iterable[str], rows: Iterable[str]) -> str:
    """Return a table; `rows` are finished rows."""
    columns = "".join(
        f'<th scope="col"{f" class={chr(34)}{one}{chr(34)}" if one else ""}>{head}</th>'
        for head, one in zip(heads, kinds, strict=True)
    )
    return (
        f'<div class="cr-scroll"><table class="{kind}">\n<thead><tr>{columns}</tr></thead>\n'
        f"<tbody>\n{''.join(rows)}</tbody>\n</table></div>\n"
    )


def section(kind: str, title: str, body: str, lead: str = "") -> str:
    """Return a titled part of the report; `title` is plain, `lead` and `body` are markup."""
    first = f'<p class="cr-lead">{lead}</p>\n' if lead else ""
    anchor = kind.rpartition(" ")[2]
    return (
        f'<section class="{kind}" aria-labelledby="{anchor}">\n'
        f'<h2 id="{anchor}">{title}</h2>\n{first}{body}</section>\n'
    )


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Return a list of named values, finished markup; small letters begin a part of another."""
    items = "".join(f"<div>{_term(term)}<dd>{value}</dd></div>\n" for term, value in pairs)
    return f'<dl class="cr-facts">\n{items}</dl>\n'


def _term(term: str) -> str:
    return f'<dt class="cr-sub">{term}</dt>' if term[:1].islower() else f"<dt>{term}</dt>"
