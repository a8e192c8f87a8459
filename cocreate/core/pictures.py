"""The pictures that a manuscript shows: how they are named, and the event that brings one."""

from __future__ import annotations

from dataclasses import dataclass

FOLDER = "images/"
"""Where the text finds its pictures: `![words](images/NAME.EXT)`."""


@dataclass(frozen=True, slots=True)
class PictureAdded:
    """A picture came into the project; its bytes are kept beside the ledger, under their hash.

    Args:
        name: how the text names it, `images/NAME.EXT`.
        media: media type, for one `image/png`.
        sha256: hash of its bytes, in hexadecimal signs.
        size: bytes.
        source: file name it came from.
    """

    name: str
    media: str
    sha256: str
    size: int
    source: str
