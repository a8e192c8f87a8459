"""A project as a folder of Markdown files: one file a scene, with front matter, and an index.

The front matter names the scene and what the file's text was when it was written; all behind it is
the scene's text, sign for sign. The index says which file belongs to which scene, so that a file
that lost its front matter is still known by its name.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from cocreate.base.errors import InputError
from cocreate.formats.atomic_file import write_files
from cocreate.formats.plain_files import read_text_file

INDEX_NAME = ".cocreate-mirror.json"
ENDING = ".md"
_FENCE = "---\n"
_VERSION = 1
_NOT_IN_NAMES = re.compile(r"[^\w\- ]+")


@dataclass(frozen=True, slots=True)
class Base:
    """What a file held when it was written.

    Args:
        file: its name in the folder.
        sha256: hash of the scene's text.
        event: number of the ledger's last event then.
    """

    file: str
    sha256: str
    event: int


@dataclass(frozen=True, slots=True)
class Index:
    """Which file belongs to which scene of which project."""

    project: str
    scenes: Mapping[str, Base]


@dataclass(frozen=True, slots=True)
class MirrorFile:
    """A file of the folder as it stands: scene and base as its front matter has them, or ""."""

    scene: str
    base: str
    text: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells without reading that a file was not changed."""

    modified_ns: int
    size: int


def sha256_of(text: str) -> str:
    """Return the hash of a scene's text, as UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def render(scene: str, title: str, chapter: str, text: str) -> bytes:
    """Return the bytes of a scene's file."""
    lines = [f"scene: {scene}", f"title: {_one_line(title)}"]
    if chapter:
        lines.append(f"chapter: {_one_line(chapter)}")
    lines.append(f"base: sha256:{sha256_of(text)}")
    head = "".join(f"{line}\n" for line in lines)
    return f"{_FENCE}{head}{_FENCE}{text}".encode("utf-8", "replace")


def parse(content: str) -> MirrorFile:
    """Return what a file's content says; without front matter it is text alone."""
    if not content.startswith(_FENCE):
        return MirrorFile("", "", content)
    head, fence, text = content[len(_FENCE) :].partition(f"\n{_FENCE}")
    values = dict(line.partition(":")[::2] for line in head.split("\n"))
    scene = values.get("scene", "").strip()
    if not fence or not scene:
        return MirrorFile("", "", content)
    return MirrorFile(scene, values.get("base", "").strip().removeprefix("sha256:"), text)


def read_mirror_file(path: Path) -> MirrorFile:
    """Read a file of the folder.

    Raises:
        InputError: it cannot be read; the sentence says why.
    """
    return parse(read_text_file(path).text)


def stamp_of(path: Path) -> Stamp | None:
    """Return what tells whether a file was changed; None where there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return Stamp(status.st_mtime_ns, status.st_size)


def file_name(position: int, title: str, taken: Collection[str]) -> str:
    """Return a name for a scene's file that every system allows and nobody has."""
    plain = unicodedata.normalize("NFC", _NOT_IN_NAMES.sub(" ", title))
    words = " ".join(plain.split())[:60].strip() or "scene"
    known = {name.casefold() for name in taken}
    name = f"{position:03d} {words}{ENDING}"
    number = 2
    while name.casefold() in known:
        name = f"{position:03d} {words} ({number}){ENDING}"
        number += 1
    return name


def load_index(folder: Path) -> Index | None:
    """Return the index of a folder; None where there is none that can be read."""
    try:
        body = json.loads((folder / INDEX_NAME).read_text("utf-8"))
        scenes = {
            str(scene): Base(str(file), str(sha256), int(event))
            for scene, (file, sha256, event) in body["scenes"].items()
        }
        return Index(str(body["project"]), scenes)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_mirror(folder: Path, files: Mapping[str, bytes], index: Index) -> None:
    """Write files of the folder and its index, all or none.

    Raises:
        ExportError: the folder cannot be written; nothing was changed.
    """
    rows = {
        scene: [base.file, base.sha256, base.event] for scene, base in sorted(index.scenes.items())
    }
    body = {"v": _VERSION, "project": index.project, "scenes": rows}
    content = (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    written = {folder / name: data for name, data in files.items()}
    write_files({**written, folder / INDEX_NAME: content})


def make_folder(folder: Path) -> None:
    """Make the folder if it is not there.

    Raises:
        InputError: it cannot be made, or a file has its name.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"The folder {folder} cannot be made ({reason}).") from error


def _one_line(words: str) -> str:
    return " ".join(words.split())
