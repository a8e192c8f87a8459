"""The one form in which a bundle is packed: a ZIP archive with nothing left to choose.

Nothing is compressed, because no two versions of a compressor promise the same bytes, and a
verifier has to be able to pack the parts again and compare. Layout: APPNOTE.TXT of PKWARE, 4.3.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

_NEEDS = 20  # version 2.0 of the format
_FIRST_DAY = 33  # 1 January 1980
_MADE_ON = 0x0314  # Unix, version 2.0
_FILE_MODE = 0o100644 << 16
# An archive with larger numbers would need another form.
MAX_BYTES = 0xFFFF_FFFF


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the archive of these parts, in this order.

    Raises:
        ValueError: they are too large for one archive.
    """
    made, directory = bytearray(), bytearray()
    count = 0
    for name, data in parts:
        label = name.encode("ascii")
        sizes = (zlib.crc32(data), len(data), len(data), len(label), 0)
        common = struct.pack("<HHHHHIIIHH", _NEEDS, 0, 0, 0, _FIRST_DAY, *sizes)
        place = len(made)
        made += b"PK\x03\x04" + common + label + data
        if len(made) > MAX_BYTES:
            raise ValueError("too large for one archive")
        directory += b"PK\x01\x02" + struct.pack("<H", _MADE_ON) + common
        directory += struct.pack("<HHHII", 0, 0, 0, _FILE_MODE, place) + label
        count += 1
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(made), 0)
    return bytes(made + directory + b"PK\x05\x06" + end)
