"""Numbers, times and money as a writer reads them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from cocreate.core.usage import Money

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "CN¥"}
_HEADLINE_COVERAGE = 0.5


def number(value: int) -> str:
    """Return a whole number with the separators of the writer's language."""
    locale = QLocale()
    return f"{value:,}" if locale.language() is QLocale.Language.C else locale.toString(value)


def words(count: int) -> str:
    """Return "1 word" or "1,204 words"."""
    return _tr("1 word") if count == 1 else _tr("{n} words").format(n=number(count))


def counted(count: int, one: str, many: str) -> str:
    """Return `one` for 1, else `many` with its `{n}` filled in; both are translated already."""
    return one if count == 1 else many.format(n=number(count))


def duration(seconds: float) -> str:
    """Return a stretch of time in the two largest units that matter."""
    whole = round(seconds)
    if whole < 60:
        return _tr("{s} s").format(s=whole)
    minutes = whole // 60
    if minutes < 60:
        return _tr("{m} min").format(m=minutes)
    return _tr("{h} h {m:02d} min").format(h=minutes // 60, m=minutes % 60)


def money(amount: Money) -> str:
    """Return an amount to the cent; what is not nothing never reads as nothing."""
    sign = _SIGNS.get(amount.currency, amount.currency + " ")
    if 0 < amount.micros < 10_000:
        return _tr("under {amount}").format(amount=f"{sign}0.01")
    cents = (abs(amount.micros) + 5_000) // 10_000
    minus = "-" if amount.micros < 0 else ""
    return f"{minus}{sign}{cents // 100:,}.{cents % 100:02d}"


def percent(value: float) -> str:
    """Return a share as a whole percentage; a little is never "0 %" nor nearly all "100 %"."""
    whole = round(value * 100)
    if whole == 0 and value > 0:
        return _tr("under 1 %")
    if whole == 100 and value < 1:
        return _tr("over 99 %")
    return f"{whole} %"


def percent_range(low: float, high: float, coverage: float = 1.0) -> str:
    """Return a share as a range, or say that too little was seen to give one."""
    if coverage < _HEADLINE_COVERAGE:
        return _tr("too little seen")
    first, last = _whole(low), _whole(high)
    return percent(low) if first == last else f"{first}–{last} %"


def _whole(value: float) -> int:
    """Return a whole percentage that is 0 or 100 only where nothing or all is meant."""
    if 0 < value < 1:
        return min(99, max(1, round(value * 100)))
    return round(value * 100)


def moment(at_ms: int) -> str:
    """Return a moment as local date and time."""
    when = QDateTime.fromMSecsSinceEpoch(at_ms)
    return f"{QLocale().toString(when.date(), 'd MMM yyyy')}, {when.toString('HH:mm')}"


def time_of_day(at_ms: int) -> str:
    """Return a moment as local time of day."""
    return QDateTime.fromMSecsSinceEpoch(at_ms).toString("HH:mm")


def shortened(text: str, limit: int) -> str:
    """Return `text` on one line, cut at a word's end with an ellipsis where it is longer."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    at = head.rfind(" ")
    return (head[:at] if at > limit // 2 else head).rstrip(" ,;:") + "…"


def _tr(words: str) -> str:
    return QCoreApplication.translate("Spoken", words)
