"""The events by which a ledger speaks of itself: checkpoints, and words taken out on demand."""

from __future__ import annotations

from dataclasses import dataclass

Counts = tuple[tuple[str, int], ...]
Words = str | int | float | bool | tuple["Words", ...] | None


@dataclass(frozen=True, slots=True)
class Tallies:
    """Sums over a project at one moment, so that a signature covers them.

    Args:
        characters: code points of the manuscript by contributor, in alphabetical order.
        active_s: active seconds of the sittings that ended, rounded down.
        costs: money by currency, in micro-units, in alphabetical order.
        events: how many events there were by kind, in alphabetical order.
        digests: scene id and SHA-256 (hex) of its text as UTF-8, removed scenes too, by id; "" in
            the place of a hash that was forgotten together with words it would give away.
    """

    characters: Counts = ()
    active_s: int = 0
    costs: Counts = ()
    events: Counts = ()
    digests: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CheckpointMade:
    """The ledger up to and with this event is summed up, and signed where there is a key.

    Args:
        key: the public key as a line of the signed-note form (name+id+base64), or "" when unsigned.
        tallies: the sums just before this event.
    """

    key: str
    tallies: Tallies


@dataclass(frozen=True, slots=True)
class PassageForgotten:
    """Words that are not in the manuscript any more were taken out of the ledger on demand.

    The payloads in `erased` and their salts are gone. What they held besides those words is
    kept here: one list of values for each of them, with U+FFFD for every sign that was forgotten.

    Args:
        scene: where the passage stood.
        length: how many signs were forgotten, all copies counted.
        erased: (number of the event, name of the payload).
        kept: what is left of each, in the same order.
    """

    scene: str
    length: int
    why: str
    erased: tuple[tuple[int, str], ...]
    kept: tuple[tuple[Words, ...], ...]
