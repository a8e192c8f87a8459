"""Screenplays in Fountain 1.1 (fountain.io/syntax): in and out.

How its elements stand in a manuscript's Markdown:

    scene heading         heading of level 2, so that a scene of the screenplay is a scene
    section # ## ###      heading of level 1, 3, 4 ...: an act is a chapter
    title page            front matter, its keys in small letters with hyphens
    action, dialogue      a paragraph; each line end is kept
    page break ===        a pause
    *x*  **x**  _x_       emphasis, strong, emphasis (Markdown has no underline)

All other signs stay in the words as they are, for they say nothing else there: character names and
parentheticals are known by their place, and so are `!action`, `@name`, `>transition`, the centred
`> words <`, `~lyrics`, `= synopsis`, `[[note]]`, the boneyard and the `^` of two who speak at once.
A line of two spaces within a dialogue is an empty line in its paragraph.

Of a novel, footnotes and pictures go out as notes; links, code and struck words as their words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import assert_never

from cocreate.formats.book import Book, ImportedFile, Progress, Rendered
from cocreate.formats.document import (
    Block,
    Blocks,
    CodeBlock,
    Document,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    ListBlock,
    NoteRef,
    Paragraph,
    Picture,
    Quote,
    Run,
    SceneBreak,
    Style,
    Table,
)
from cocreate.formats.front_matter import front_matter
from cocreate.formats.inlines import note_refs
from cocreate.formats.markdown_files import split_scenes
from cocreate.formats.markdown_reader import read_together
from cocreate.formats.markdown_writer import write_markdown
from cocreate.formats.plain_files import read_text_file
from cocreate.formats.presets import ExportOptions

_PLACE = re.compile(r"(?:INT\.?/EXT|I/E|INT|EXT|EST)[. ]", re.IGNORECASE)
_FORCED_PLACE = re.compile(r"\.(?=\w)")
_SECTION = re.compile(r"(#{1,6})[ \t]*(?=[^#\s])")
_PAGE_BREAK = re.compile(r"={3,}$")
_KEY = re.compile(r"([A-Za-z][A-Za-z \t-]*):[ \t]*(.*)$")
_EMPHASIS = re.compile(
    r"\\(?P<literal>[*_\\])"
    r"|(?P<mark>\*{1,3}|(?<!\w)_)(?=\S)(?P<inner>(?:\\.|(?!(?P=mark))[^\\\n])+?)(?<=\S)(?P=mark)"
)
_SIGNS = re.compile(r"[*_\\]")
_STYLES = {
    "*": Style.EMPHASIS,
    "_": Style.EMPHASIS,
    "**": Style.STRONG,
    "***": Style.EMPHASIS | Style.STRONG,
}
_MARKS = {
    Style.EMPHASIS: "*",
    Style.STRONG: "**",
    Style.EMPHASIS | Style.STRONG: "***",
}
_SHOWN = Style.EMPHASIS | Style.STRONG
_EMPTY_LINE = "  "
_SCENE = 2


def read_file(path: Path) -> ImportedFile:
    """Read a screenplay into scenes.

    Raises:
        InputError: it cannot be read.
    """
    file = read_text_file(path)
    text = to_manuscript(file.text)
    head = front_matter(text)
    return ImportedFile(
        file.name,
        file.sha256,
        split_scenes(text, path.stem),
        title=head.title.strip("*_ "),
        writer=head.writer,
    )


def to_manuscript(text: str) -> str:
    """Return a screenplay as the Markdown of a manuscript."""
    page, rest = _title_page(text)
    return page + write_markdown(Document(tuple(_blocks(rest))))


def render_file(book: Book, options: ExportOptions, progress: Progress) -> Rendered:
    """Return the manuscript as a screenplay."""
    documents = read_together([scene.text for scene in book.scenes])
    parts: list[str] = []
    for done, (document, notes) in enumerate(_with_notes(documents), 1):
        parts += _paragraphs(document.blocks, notes)
        progress(done, len(documents))
    parts += _notes_apart(documents)
    if book.appendix is not None:
        parts += ["===", f"/*\n{book.appendix.markdown.replace('*/', '* /').strip()}\n*/"]
    page = "" if options.has_title_page is False else _written_page(book)
    text = (page + "".join(f"{part}\n\n" for part in parts)).rstrip("\n")
    return Rendered(f"{text}\n".encode("utf-8", "replace"))


def _home(documents: Sequence[Document], place: int, label: str) -> int:
    """Return in which text a footnote is written that another one refers to."""
    if label in documents[place].notes:
        return place
    return next(at for at, document in enumerate(documents) if label in document.notes)


def _refs(documents: Sequence[Document]) -> Counter[tuple[int, str]]:
    """Return how often each footnote is referred to."""
    return Counter(
        (_home(documents, place, ref.label), ref.label)
        for place, document in enumerate(documents)
        for ref in note_refs(document.blocks)
    )


def _with_notes(documents: Sequence[Document]) -> Iterator[tuple[Document, dict[str, str]]]:
    """Yield texts with what stands for their footnotes' signs: the note, if it has but one."""
    refs = _refs(documents)
    for place, document in enumerate(documents):
        notes: dict[str, str] = {}
        for label in {ref.label for ref in note_refs(document.blocks)}:
            home = _home(documents, place, label)
            if refs[home, label] == 1:
                notes[label] = _note(documents[home].notes[label])
        yield document, notes


def _notes_apart(documents: Sequence[Document]) -> Iterator[str]:
    """Yield the footnotes with several signs, and those without any."""
    refs = _refs(documents)
    for place, document in enumerate(documents):
        for label, blocks in document.notes.items():
            if refs[place, label] != 1:
                yield f"[[{label}: {_note(blocks)}]]"


def _note(blocks: Blocks) -> str:
    return " ".join(" ".join(_paragraphs(blocks, {})).split())


def _title_page(text: str) -> tuple[str, str]:
    """Return the title page as front matter, and what stands behind it."""
    head, _, rest = text.partition("\n\n")
    lines = head.rstrip("\n").split("\n")
    if not _KEY.match(lines[0]) or _PLACE.match(lines[0]):
        return "", text
    made: list[str] = []
    for line in lines:
        if (found := _KEY.match(line)) and not line[0].isspace():
            key = "-".join(found[1].lower().split())
            made.append(f"{key}: {found[2]}".rstrip())
        elif line[:1].isspace() and line.strip():
            made.append(f"  {line.strip()}")
        else:
            return "", text
    page = "---\n" + "".join(f"{line}\n" for line in made) + "---\n\n"
    if not front_matter(page).end:
        return "", text
    return page, rest


def _written_page(book: Book) -> str:
    first = book.scenes[0].text if book.scenes else ""
    end = front_matter(first).end
    if not end:
        lines = [("Title", book.title), ("Author", book.writer)]
        page = "".join(f"{key}: {value}\n" for key, value in lines if value)
    else:
        kept = first[:end].rstrip("\n").split("\n")[1:-1]
        page = "".join(f"{_key_line(line)}\n" for line in kept if line.strip())
    return f"{page}\n" if page else ""


def _key_line(line: str) -> str:
    key, colon, value = line.partition(":")
    if not colon or line[0].isspace():
        return f"    {line.strip()}"
    return f"{key.replace('-', ' ').capitalize()}:{value}"


def _blocks(text: str) -> Iterator[Block]:
    """Yield the elements of a screenplay without its title page."""
    for lines in _paragraph_lines(text):
        opening = _opening(lines)
        if opening is not None:
            yield opening
        left = lines if opening is None else lines[1:]
        while left and not left[0]:  # behind a heading an empty line parts nothing
            left = left[1:]
        if left:
            yield Paragraph(tuple(_broken(left)))


def _opening(lines: list[str]) -> Block | None:
    """Return what the first line of a paragraph is, if not words."""
    first = lines[0]
    if section := _SECTION.match(first):
        level = len(section[1])
        return Heading(level + (level > 1), _styled(first[section.end() :]))
    if _PAGE_BREAK.match(first):
        return SceneBreak()
    if len(lines) == 1 and (_PLACE.match(first) or _FORCED_PLACE.match(first)):
        return Heading(_SCENE, _styled(_FORCED_PLACE.sub("", first, count=1)))
    return None


def _paragraph_lines(text: str) -> Iterator[list[str]]:
    """Yield the lines of each paragraph; a line of two spaces is empty but ends none."""
    lines: list[str] = []
    for line in (*text.split("\n"), ""):
        if line.strip():
            lines.append(line.strip())
        elif line.startswith(_EMPTY_LINE) and lines:
            lines.append("")
        else:
            while lines and not lines[-1]:
                lines.pop()
            if lines:
                yield lines
            lines = []


def _broken(lines: Iterable[str]) -> Iterator[Inline]:
    for number, line in enumerate(lines):
        if number:
            yield LineBreak()
        yield from _styled(line)


def _styled(line: str, style: Style = Style.PLAIN) -> Inlines:
    """Return the words of a line in their styles."""
    made: list[Inline] = []
    at = 0
    for found in _EMPHASIS.finditer(line):
        made.append(Run(line[at : found.start()], style=style))
        if literal := found["literal"]:
            made.append(Run(literal, style=style))
        else:
            made += _styled(found["inner"], style | _STYLES[found["mark"]])
        at = found.end()
    made.append(Run(line[at:], style=style))
    return tuple(run for run in made if not isinstance(run, Run) or run.text)


def _paragraphs(blocks: Blocks, notes: Mapping[str, str]) -> Iterator[str]:
    """Yield blocks as paragraphs of a screenplay."""
    for block in blocks:
        match block:
            case Heading():
                yield _heading(block, notes)
            case Paragraph():
                yield _lines(_words(block.inlines, notes))
            case Quote():
                yield from _paragraphs(block.blocks, notes)
            case ListBlock():
                for item in block.items:
                    yield from _paragraphs(item, notes)
            case CodeBlock():
                yield _lines(block.text)
            case Table():
                rows = (block.head, *block.rows)
                cells = ("\t".join(_words(cell, notes) for cell in row) for row in rows)
                yield _lines("\n".join(cells))
            case SceneBreak():
                yield "==="
            case _:
                assert_never(block)


def _heading(block: Heading, notes: Mapping[str, str]) -> str:
    words = " ".join(_words(block.inlines, notes).split())
    if not words:
        return "==="
    if block.level != _SCENE:
        level = max(block.level - 1, 1)
        return f"{'#' * level} {words}"
    return words if _PLACE.match(words) else f".{words}" if words[:1].isalnum() else f"!{words}"


def _lines(words: str) -> str:
    """Return the lines of a paragraph so that none of them ends it."""
    lines = [line if line.strip() else _EMPTY_LINE for line in words.split("\n")]
    is_forced = len(lines) == 1 and _FORCED_PLACE.match(lines[0])
    if is_forced or _SECTION.match(lines[0]) or _PAGE_BREAK.match(lines[0]):
        lines[0] = f"!{lines[0]}"
    return "\n".join(lines)


def _words(inlines: Inlines, notes: Mapping[str, str]) -> str:
    """Return words with marks; signs that look like marks get a backslash where they need one."""
    plain = "".join(_written(inline, notes, escapes=False) for inline in inlines)
    said = [found for line in plain.split("\n") for found in _styled(line)]
    if "\\" not in plain and _signs_of(said) == _signs_of(_as_said(inlines, notes)):
        return plain
    return "".join(_written(inline, notes, escapes=True) for inline in inlines)


def _as_said(inlines: Inlines, notes: Mapping[str, str]) -> Iterator[Inline]:
    for inline in inlines:
        is_run = isinstance(inline, Run)
        yield inline if is_run else Run(_written(inline, notes, escapes=False))


def _signs_of(inlines: Iterable[Inline]) -> list[tuple[str, Style]]:
    """Return all signs but spaces, with their styles."""
    return [
        (sign, inline.style & _SHOWN)
        for inline in inlines
        if isinstance(inline, Run)
        for sign in inline.text
        if not sign.isspace()
    ]


def _written(inline: Inline, notes: Mapping[str, str], *, escapes: bool) -> str:
    match inline:
        case Run():
            return _marked(inline, escapes=escapes)
        case LineBreak():
            return "\n"
        case Picture():
            return f"[[{inline.alt or inline.source}]]"
        case NoteRef():
            return f"[[{notes.get(inline.label, inline.label)}]]"
        case _:
            assert_never(inline)


def _marked(run: Run, *, escapes: bool) -> str:
    """Return words with the marks of their style; a line end within them closes and opens it."""
    mark = _MARKS.get(run.style & _SHOWN, "")
    lines = []
    for line in run.text.split("\n"):
        words = _SIGNS.sub(r"\\\g<0>", line) if escapes else line
        body = words.strip()
        if mark and body:
            before, _, after = words.partition(body)
            words = f"{before}{mark}{body}{mark}{after}"
        lines.append(words)
    return "\n".join(lines)
