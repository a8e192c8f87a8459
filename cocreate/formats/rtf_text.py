"""What an RTF file gives besides its blocks, and what holds while its groups are walked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cocreate.formats.document import Blocks, Style
from cocreate.formats.marked_text import Told


@dataclass(frozen=True, slots=True)
class State:
    """What holds until the group ends.

    Args:
        skip: how many signs stand for one that is given as a number.
        author: of a tracked change: which of the file's authors.
    """

    style: Style = Style.PLAIN
    codec: str = "cp1252"
    skip: int = 1
    is_hidden: bool = False
    href: str = ""
    is_deleted: bool = False
    is_revised: bool = False
    author: int = 0


@dataclass(slots=True)
class RtfText:
    """What an RTF file holds.

    Args:
        told: who made the changes and remarks, by the number in their marks.
        left: how many things of each kind could not be kept.
    """

    blocks: Blocks = ()
    notes: dict[str, Blocks] = field(default_factory=dict)
    told: dict[int, Told] = field(default_factory=dict)
    left: Counter[str] = field(default_factory=Counter)
    title: str = ""
    writer: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """What the links of a Scrivener file lead to, by the id in them.

    Args:
        remarks: comments on the linked words.
        notes: footnotes that stand behind them.
    """

    remarks: Mapping[str, Told] = field(default_factory=dict)
    notes: Mapping[str, Blocks] = field(default_factory=dict)


def changed(name: str, number: int, state: State) -> State:
    """Return what holds behind a word that changes nothing else."""
    match name:
        case "plain":
            new = replace(state, style=Style.PLAIN, is_hidden=False)
        case "v":
            new = replace(state, is_hidden=bool(number))
        case "uc":
            new = replace(state, skip=max(0, min(number, 8)))
        case "revised":
            new = replace(state, is_revised=bool(number))
        case "deleted":
            new = replace(state, is_deleted=bool(number))
        case "revauth" | "revauthdel":
            new = replace(state, author=number)
        case _:
            new = state
    return new


def codec_of(number: int, other: str) -> str:
    """Return the codec of a code page; the other one where there is none."""
    name = {10000: "mac_roman", 65001: "utf-8"}.get(number, f"cp{number}")
    try:
        b"a".decode(name)  # of no bytes no codec is asked
    except (LookupError, ValueError):
        return other
    return name
