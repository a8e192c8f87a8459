"""The one door to Typst: a fixed template sets data, and a PDF comes out.

No word of a writer is ever part of a program: the templates in `resources/typst` read everything
from one JSON file that exists in memory only. Typst is handed the fonts that come with the program
and its own, so that the same input gives the same bytes on every computer; fonts of the computer
are added only where the text holds signs that none of those has. A sign that no font has is set as
U+FFFD and told about, because the standards for accessible files refuse it otherwise.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from cocreate.base.errors import ExportError
from cocreate.base.resources import resource_path

NO_ENGINE = (
    "There is no PDF engine in this installation. Write HTML instead and print it from a browser."
)
STANDARDS = ("ua-1", "a-3a")
"""PDF/UA-1 (tagged for screen readers) and PDF/A-3a (made to last), both at once."""

Tree = str | int | float | bool | None | Sequence["Tree"] | Mapping[str, "Tree"]
"""What JSON can say."""


_STAND_IN = "\ufffd"
# Signs that fonts seldom have, and others that look the same.
_ALIKE = {"⸺": "——", "⸻": "———", "\u2011": "-", "\u202f": "\u00a0", "\u2009": " ", "\u200a": " "}
# No font draws these, and PDF forbids some of them; tabs and line ends are spaces between words.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
# Every font here has these; what stands outside is asked for.
_SURE = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) | set("–—‘’“”…\n\t\u00ad")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_REFUSED = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))", re.DOTALL)
_PLAIN_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_MOST_ROUNDS = 4
_MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be set.

    Args:
        template: name of a template in `resources/typst`, without its ending.
        data: what the template reads.
        pictures: bytes by the names that the data uses.
    """

    template: str
    data: Tree
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetPdf:
    """A finished PDF, and a sentence for each kind of thing that it could not take."""

    data: bytes
    losses: tuple[str, ...] = ()


def has_engine() -> bool:
    """Return whether PDFs can be made in this installation."""
    try:
        _engine()
    except ExportError:
        return False
    return True


def set_pdf(sheet: Sheet, made_ms: int) -> SetPdf:
    """Return `sheet` as a PDF that is stamped with `made_ms`.

    Raises:
        ExportError: there is no engine, or it refused the sheet.
    """
    work = _Setting(sheet, made_ms)
    work.look_for_signs()
    for _ in range(_MOST_ROUNDS):
        refused = work.compile()
        if not refused:
            break
        work.take_out(refused)
    return SetPdf(work.made, work.losses())


def is_drawable(picture: bytes, name: str) -> bool:
    """Return whether the engine can draw these bytes as the picture file `name`."""
    typst = _engine()
    source = b'#image(sys.inputs.name, alt: "x", width: 1cm)'
    try:
        with _root({name: picture}) as root:
            typst.compile(
                source,
                font_paths=_fonts(with_system=False),
                root=root,
                format="pdf",
                sys_inputs={"name": name},
                timestamp=0,
            )
    except typst.TypstError:
        return False
    return True


class _Setting:
    """One sheet on its way to a PDF."""

    def __init__(self, sheet: Sheet, made_ms: int) -> None:
        self._sheet = sheet
        self._stamp = made_ms // 1000
        self._data = mapped(sheet.data, lambda text: _UNSEEN.sub("", text))
        self._uses_system = False
        self._lost: Counter[str] = Counter()
        self._standards: tuple[str, ...] = STANDARDS
        self._unsealed = ""
        self.made = b""

    def look_for_signs(self) -> None:
        """Choose the fonts, and replace what none of them has."""
        signs = frozenset(json.dumps(self._data, ensure_ascii=False))
        missing = _missing(signs - _SURE)
        alike = {sign: _ALIKE[sign] for sign in missing if sign in _ALIKE}
        self._replace(alike)
        others = frozenset(missing).difference(alike)
        lost = _missing(others, with_system=True)
        self._uses_system = bool(others.difference(lost))
        self._lose([*lost, *(sign for sign in signs if _PRIVATE.match(sign))])

    def compile(self) -> list[str]:
        """Make the PDF; return the stretches of text that the engine could not draw."""
        typst = _engine()
        data = json.dumps(self._data, ensure_ascii=False).encode()
        files = _templates() | {"data.json": data}
        files["main.typ"] = files[f"{self._sheet.template}.typ"]
        try:
            with _root(self._sheet.pictures) as root:
                self.made = typst.compile(
                    files,
                    font_paths=_fonts(with_system=self._uses_system),
                    root=root,
                    format="pdf",
                    pdf_standards=list(self._standards),
                    timestamp=self._stamp,
                )
        except typst.TypstError as error:
            refused = _refused(error)
            if refused or not self._standards:
                return refused or _give_up(error)
            # Better a file without its seals than none.
            self._standards = ()
            self._unsealed = str(error.message).rpartition("error: ")[2]
            return self.compile()
        return []

    def take_out(self, refused: Sequence[str]) -> None:
        """Set the stretches in other fonts of the computer; where these were there, lose them."""
        if self._uses_system:
            self._lose(refused)
        self._uses_system = True

    def losses(self) -> tuple[str, ...]:
        """Return a sentence for each kind of thing that was lost."""
        unsealed = f"The file does not keep to the rules for accessible PDFs: {self._unsealed}."
        return (*self._lost_signs(), *((unsealed,) if self._unsealed else ()))

    def _lost_signs(self) -> tuple[str, ...]:
        count = self._lost.total()
        if not count:
            return ()
        names = [_code_points(stretch) for stretch in sorted(self._lost)]
        shown = ", ".join(names[:_MOST_SHOWN]) + (" and others" if names[_MOST_SHOWN:] else "")
        were = "1 sign was" if count == 1 else f"{count:,} signs were"
        return (f"{were} replaced by {_STAND_IN}, as no font on this computer has them: {shown}.",)

    def _lose(self, stretches: Iterable[str]) -> None:
        self._lost += self._replace(dict.fromkeys(stretches, _STAND_IN))

    def _replace(self, swaps: Mapping[str, str]) -> Counter[str]:
        """Put others in place of some stretches; return how often each of them stood there."""
        counts: Counter[str] = Counter()
        if not swaps:
            return counts
        longest_first = sorted(swaps, key=len, reverse=True)
        pattern = re.compile("|".join(map(re.escape, longest_first)))

        def swapped(text: str) -> str:
            counts.update(pattern.findall(text))
            return pattern.sub(lambda found: swaps[found[0]], text)

        self._data = mapped(self._data, swapped)
        return counts


def _give_up(error: Exception) -> list[str]:
    message = getattr(error, "message", error)
    raise ExportError(f"The PDF engine refused this text: {message}.") from error


def mapped(tree: Tree, change: Callable[[str], str]) -> Tree:
    """Return data in which every text is what `change` makes of it; names stay."""
    if isinstance(tree, str):
        return change(tree)
    if isinstance(tree, Mapping):
        return {name: mapped(part, change) for name, part in tree.items()}
    if isinstance(tree, Sequence):
        return [mapped(part, change) for part in tree]
    return tree


@cache
def _missing(signs: frozenset[str], *, with_system: bool = False) -> tuple[str, ...]:
    """Return which of `signs` no font has, by setting each of them alone."""
    if not signs:
        return ()
    typst = _engine()
    source = (
        b'#set document(title: "x")\n#set text(size: 1pt)\n= x\n'
        b'#for sign in json("data.json") { par(sign) }'
    )
    asked = sorted(signs)
    try:
        typst.compile(
            {"main.typ": source, "data.json": json.dumps(asked).encode()},
            font_paths=_fonts(with_system=with_system),
            root=resource_path("typst"),
            format="pdf",
            pdf_standards="ua-1",
            timestamp=0,
        )
    except typst.TypstError as error:
        refused = "".join(_refused(error))
        return tuple(sign for sign in asked if sign in refused)
    return ()


def _refused(error: Exception) -> list[str]:
    diagnostic: str = getattr(error, "diagnostic", "")
    found = {_ESCAPE.sub(_unescaped, text) for text in _REFUSED.findall(diagnostic)}
    return sorted(found, key=lambda text: (-len(text), text))


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return _PLAIN_ESCAPES.get(found[2], found[2])


def _code_points(stretch: str) -> str:
    return "+".join(f"U+{ord(sign):04X}" for sign in stretch)


@contextmanager
def _root(pictures: Mapping[str, bytes]) -> Iterator[Path]:
    """Give the one folder that the engine may read from.

    What it is handed in memory has to be text, so that pictures lie in a folder for a moment.
    """
    with TemporaryDirectory(prefix="cocreate-pdf-") as folder:
        root = Path(folder)
        for name, data in pictures.items():
            root.joinpath(name).write_bytes(data)
        yield root


@cache
def _fonts(*, with_system: bool) -> object:
    return _engine().Fonts(
        include_system_fonts=with_system, font_paths=[str(resource_path("fonts"))]
    )


@cache
def _templates() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in resource_path("typst").glob("*.typ")}


def _engine() -> ModuleType:
    # As a bare module: it takes several files in memory, which the types it ships do not say.
    try:
        import typst  # noqa: PLC0415 - 80 MB that nothing but a PDF needs
    except ImportError as error:
        raise ExportError(NO_ENGINE) from error
    return typst
