"""Who made a change or a remark in an OpenDocument text, and when, as the file claims."""

from __future__ import annotations

from datetime import UTC, datetime

from lxml import etree

from cocreate.formats.marked_text import Told, clean
from cocreate.formats.safe_xml import local_name, words_in


def told_of(element: etree._Element) -> Told:
    """Return who made a change or a remark, and when, and the remark itself."""
    author, at_ms = "", 0
    words = []
    for child in element:
        match local_name(child):
            case "creator":
                author = clean(words_in(child))
            case "date":
                at_ms = moment(words_in(child))
            case "p" | "list" | "h":
                words.append(clean(words_in(child)))
            case _:
                pass
    return Told(author, at_ms, "\n".join(words).strip())


def moment(date: str) -> int:
    """Return a date as milliseconds since 1970, 0 where it is none; without a zone it is UTC."""
    try:
        found = datetime.fromisoformat(date.strip()[:40])
        zoned = found if found.tzinfo is not None else found.replace(tzinfo=UTC)
        return max(0, round(zoned.timestamp() * 1000))
    except (ValueError, OverflowError):
        return 0
