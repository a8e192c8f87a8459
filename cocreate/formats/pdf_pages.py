"""Pictures of a PDF's pages, for a preview that shows the very file that would be written."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from types import ModuleType, TracebackType

from cocreate.base.errors import ExportError

NO_PICTURES = "Pages cannot be shown in this installation; the file itself can still be written."
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGB = 2
_FAST = 1


class PdfPages:
    """The pages of a PDF, drawn one by one when they are asked for.

    Opening a book of 400 pages takes milliseconds, and so does each page. All calls have to come
    from one thread at a time: the drawing library keeps state of its own.

    Raises:
        ExportError: there is nothing here that draws pages, or the bytes are no PDF.
    """

    def __init__(self, pdf: bytes) -> None:
        library = _library()
        try:
            self._document = library.PdfDocument(pdf)
        except library.PdfiumError as error:
            raise ExportError("This is not a PDF whose pages can be shown.") from error

    def __len__(self) -> int:
        return len(self._document)

    def __enter__(self) -> PdfPages:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the document go; it cannot be drawn any more."""
        self._document.close()

    def size(self, page: int) -> tuple[float, float]:
        """Return width and height of a page in points; the first page is 0."""
        width, height = self._document.get_page_size(page)
        return float(width), float(height)

    def picture(self, page: int, scale: float = 1.0) -> bytes:
        """Return a page as PNG, `scale` pixels a point; the first page is 0."""
        if not 0 <= page < len(self):
            raise IndexError(page)
        drawn = self._document[page]
        try:
            bitmap = drawn.render(scale=scale, rev_byteorder=True, maybe_alpha=False)
            return _png(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            drawn.close()


def page_pictures(pdf: bytes, pages: Iterable[int], scale: float = 1.0) -> list[bytes]:
    """Return pages of a PDF as PNG, `scale` pixels a point; the first page is 0.

    Raises:
        ExportError: there is nothing here that draws pages, or the bytes are no PDF.
    """
    with PdfPages(pdf) as opened:
        return [opened.picture(page, scale) for page in pages]


def _png(width: int, height: int, stride: int, data: bytes) -> bytes:
    """Return rows of red, green and blue bytes as PNG (W3C Portable Network Graphics, part 5)."""
    rows = b"".join(b"\0" + data[row * stride : row * stride + 3 * width] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, _RGB, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, _FAST)), (b"IEND", b""))
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part))
        for name, part in parts
    )


def _library() -> ModuleType:
    try:
        import pypdfium2  # noqa: PLC0415 - 8 MB that nothing but a preview needs
    except ImportError as error:
        raise ExportError(NO_PICTURES) from error
    library: ModuleType = pypdfium2
    return library
