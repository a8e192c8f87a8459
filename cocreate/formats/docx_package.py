"""Put the parts of a DOCX file into its archive: same parts, same bytes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

from cocreate.formats.docx_xml import HEADER, quoted

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "application/vnd.openxmlformats-package"
_KINDS = {
    "word/document.xml": f"{_WORDML}.document.main+xml",
    "word/styles.xml": f"{_WORDML}.styles+xml",
    "word/settings.xml": f"{_WORDML}.settings+xml",
    "word/fontTable.xml": f"{_WORDML}.fontTable+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "word/numbering.xml": f"{_WORDML}.numbering+xml",
    "word/footnotes.xml": f"{_WORDML}.footnotes+xml",
    "word/comments.xml": f"{_WORDML}.comments+xml",
    "docProps/core.xml": f"{_PACKAGE}.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
_PICTURES = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif"}
# The time that an archive cannot go below; the file's own date stands in its properties.
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class Links:
    """What a part refers to: other parts, and addresses outside."""

    _numbers: dict[tuple[str, str, bool], int] = field(default_factory=dict)

    def to_part(self, kind: str, target: str) -> str:
        """Return the id of the link to another part."""
        return self._id((kind, target, False))

    def to_address(self, address: str) -> str:
        """Return the id of the link to an address."""
        return self._id(("hyperlink", address, True))

    def _id(self, link: tuple[str, str, bool]) -> str:
        return f"rId{self._numbers.setdefault(link, len(self._numbers) + 1)}"

    def written(self) -> str:
        """Return the part that lists them, or "" where there are none."""
        if not self._numbers:
            return ""
        made = [
            f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{quoted(target)}"'
            + (' TargetMode="External"/>' if is_outside else "/>")
            for (kind, target, is_outside), number in self._numbers.items()
        ]
        return f'{HEADER}<Relationships xmlns="{_LINKS}">{"".join(made)}</Relationships>'


@dataclass(slots=True)
class Package:
    """The parts of a file, by name, in the order in which they are written."""

    parts: dict[str, bytes] = field(default_factory=dict)

    def put(self, name: str, text: str) -> None:
        """Add a part of markup."""
        self.parts[name] = text.encode("utf-8")

    def put_links(self, name: str, links: Links) -> None:
        """Add what the part `name` refers to."""
        if text := links.written():
            folder, _, file = name.rpartition("/")
            self.put(f"{folder}/_rels/{file}.rels", text)

    def zipped(self) -> bytes:
        """Return the file."""
        whole = {"[Content_Types].xml": self._types(), "_rels/.rels": self._roots(), **self.parts}
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, data in whole.items():
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0  # the same bytes on every system
                archive.writestr(entry, data)
        return made.getvalue()

    def _types(self) -> bytes:
        endings = {name.rpartition(".")[2] for name in self.parts if "/media/" in name}
        defaults = {
            "rels": f"{_PACKAGE}.relationships+xml",
            "xml": "application/xml",
        } | {ending: _PICTURES[ending] for ending in sorted(endings)}
        made = [
            f'<Default Extension="{ending}" ContentType="{kind}"/>'
            for ending, kind in defaults.items()
        ]
        for name in self.parts:
            if kind := _kind_of(name):
                made.append(f'<Override PartName="/{name}" ContentType="{kind}"/>')
        return f'{HEADER}<Types xmlns="{_TYPES}">{"".join(made)}</Types>'.encode()

    def _roots(self) -> bytes:
        made = [("officeDocument", _OFFICE, "word/document.xml")]
        if "docProps/core.xml" in self.parts:
            made.append(("metadata/core-properties", _LINKS, "docProps/core.xml"))
        for kind in ("app", "custom"):
            if f"docProps/{kind}.xml" in self.parts:
                name = "extended" if kind == "app" else "custom"
                made.append((f"{name}-properties", _OFFICE, f"docProps/{kind}.xml"))
        links = "".join(
            f'<Relationship Id="rId{number}" Type="{space}/{kind}" Target="{target}"/>'
            for number, (kind, space, target) in enumerate(made, 1)
        )
        return f'{HEADER}<Relationships xmlns="{_LINKS}">{links}</Relationships>'.encode()


def _kind_of(name: str) -> str:
    if name.startswith("word/header"):
        return f"{_WORDML}.header+xml"
    if name.startswith("word/footer"):
        return f"{_WORDML}.footer+xml"
    return _KINDS.get(name, "")
