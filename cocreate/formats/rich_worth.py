"""Whether a copied passage is worth being offered with its looks, which takes no library to say."""

from __future__ import annotations

import re

_LONGEST = 50_000
_LONGEST_WAIT_US = 50_000
# What the library takes, in microseconds: measured, and tried on texts made to be slow.
_CHARACTER_US = 0.25
_LINE_US = 2.0
_BLOCK_US = 30.0
_SIGN_US = 15.0
_START_US = 60.0
_BRACKET_US = 0.3  # for each character of its block: every one is looked for a partner to its end
_DEEPEST_LINE = re.compile(r"^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])){20}|^[ \t]{80}", re.MULTILINE)
_SIGNS = re.compile(r"[*_`\[<|&\\~]")
_STARTS = re.compile(r"^[ \t]*(?:[-+*>#|=]|\d{1,9}[.)])", re.MULTILINE)


def is_worth_html(text: str) -> bool:
    """Return whether Markdown says more than its words, and is made into HTML in no time."""
    if not text.strip() or len(text) > _LONGEST:
        return False
    signs, starts = len(_SIGNS.findall(text)), len(_STARTS.findall(text))
    if not signs and not starts and "\n" not in text:
        return False
    if _DEEPEST_LINE.search(text):
        return False
    blocks = text.split("\n\n")
    wait_us = (
        len(text) * _CHARACTER_US
        + text.count("\n") * _LINE_US
        + len(blocks) * _BLOCK_US
        + signs * _SIGN_US
        + starts * _START_US
        + sum(block.count("[") * len(block) for block in blocks) * _BRACKET_US
    )
    return wait_us <= _LONGEST_WAIT_US
