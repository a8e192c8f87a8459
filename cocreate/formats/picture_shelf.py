"""The pictures of a file that comes in: what they are, how the text names them, which stay out."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from cocreate.core.pictures import FOLDER

MAX_BYTES = 20_000_000
"""What one picture may have."""
_MAX_TOTAL_BYTES = 100_000_000
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_-]+")
_MEDIA = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}


def media_type(data: bytes) -> str:
    """Return the media type of a picture by its first bytes; "" for any other kind of file."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "image/gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return ""


def picture_name(name: str, media: str) -> str:
    """Return the name that a picture gets in the text, made of the name of its file."""
    stem = _NOT_IN_NAMES.sub("-", PurePosixPath(name.replace("\\", "/")).stem).strip("-")
    return f"{FOLDER}{stem[:60] or 'picture'}.{_MEDIA[media]}"


class PictureShelf:
    """Takes the pictures of one file, and counts those that cannot be kept."""

    def __init__(self) -> None:
        self.pictures: dict[str, bytes] = {}
        self._names: dict[str, str] = {}
        self._foreign = 0
        self._large = 0
        self._missing = 0

    def put(self, name: str, data: bytes | None) -> str:
        """Take a picture; return how the text names it, or "" where it is left out.

        Args:
            name: where the file has it; the same name is the same picture.
            data: None where the file names a picture that it does not hold.
        """
        if name in self._names:
            return self._names[name]
        self._names[name] = found = self._put(name, data)
        return found

    @property
    def losses(self) -> tuple[str, ...]:
        """A sentence for each kind of picture that was left out."""
        kinds = (
            (self._foreign, "in formats that are not PNG, JPEG, GIF or WebP"),
            (self._large, "too large to be kept"),
            (self._missing, "not in the file, or somewhere else on the network"),
        )
        return tuple(f"{_pictures(count)} left out: {why}." for count, why in kinds if count)

    def _put(self, name: str, data: bytes | None) -> str:
        if data is None:
            self._missing += 1
            return ""
        media = media_type(data)
        if not media:
            self._foreign += 1
            return ""
        if len(data) > MAX_BYTES or self._total() + len(data) > _MAX_TOTAL_BYTES:
            self._large += 1
            return ""
        free = wanted = picture_name(name, media)
        number = 2
        while free in self.pictures:
            if self.pictures[free] == data:
                return free
            free = f"{wanted.rpartition('.')[0]}-{number}.{_MEDIA[media]}"
            number += 1
        self.pictures[free] = data
        return free

    def _total(self) -> int:
        return sum(map(len, self.pictures.values()))


def _pictures(count: int) -> str:
    return "1 picture was" if count == 1 else f"{count} pictures were"
