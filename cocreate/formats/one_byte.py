"""Guess in which encoding of one byte for each letter a text was written; only where it is safe.

Western European, Central European and Cyrillic texts can be told apart by which letters are common
in them and which signs never stand inside a word. Whatever is not certain is Western European.
"""

from __future__ import annotations

import re

WESTERN = "cp1252"
NAMES = {
    WESTERN: "Western European (Windows-1252)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "koi8-r": "Cyrillic (KOI8-R)",
}
"""What an encoding is called for a writer."""
_SAMPLE = 65_536
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTERS = re.compile(rb"[A-Za-z\x80-\xff]")
# Of ten letters in Russian, Ukrainian or Bulgarian prose six are among these.
_COMMON = frozenset("оеаинтсрвл")
_MIN_COMMON = 0.45
_MIN_CYRILLIC = 0.6
# Letters in Windows-1250 that in Windows-1252 are signs which never stand inside a word.
_CENTRAL = re.compile(rb"[A-Za-z\xe0-\xfe][\xb3\xb9\xbf\xbe\x9d\xbc][A-Za-z\xe0-\xfe]")
_MIN_CENTRAL = 2


def one_byte_encoding(data: bytes) -> str:
    """Return the encoding, as Python names it."""
    sample = data[:_SAMPLE]
    letters = len(_LETTERS.findall(sample))
    if letters and len(_HIGH.findall(sample)) / letters > _MIN_CYRILLIC:
        shares = {name: _common_share(sample, name) for name in ("cp1251", "koi8-r")}
        best = max(shares, key=lambda name: shares[name])
        if shares[best] > _MIN_COMMON:
            return best
    if len(_CENTRAL.findall(sample)) >= _MIN_CENTRAL:
        return "cp1250"
    return WESTERN


def _common_share(sample: bytes, encoding: str) -> float:
    """Return which part of the letters is among the common small ones."""
    letters = [sign for sign in sample.decode(encoding, "replace") if sign.isalpha()]
    return sum(sign in _COMMON for sign in letters) / len(letters) if letters else 0.0
