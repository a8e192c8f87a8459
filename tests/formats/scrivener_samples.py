"""Scrivener projects made by hand, in each layout."""

from __future__ import annotations

from pathlib import Path


def rtf(words: str) -> str:
    """Return an RTF file of words that may hold control words."""
    return "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Courier;}}\\f0 " + words + "}"


def item(id_: str, kind: str, title: str, inner: str = "", meta: str = "") -> str:
    """Return a document of the binder; the id is named as Scrivener 3 does."""
    return (
        f'<BinderItem UUID="{id_}" Type="{kind}"><Title>{title}</Title>'
        f"<MetaData>{meta}</MetaData><Children>{inner}</Children></BinderItem>"
    )


NO_COMPILE = "<IncludeInCompile>No</IncludeInCompile>"
DRAFT = item(
    "D",
    "DraftFolder",
    "Draft",
    item("F1", "Folder", "Sea", item("T1", "Text", "Calm") + item("T2", "Text", "Wild"))
    + item("F2", "Folder", "Land", item("T3", "Text", "Out", item("T4", "Text", "In")))
    + item("T5", "Text", "End")
    + item("T6", "Text", "Not this", meta=NO_COMPILE),
)


def write_project(folder: Path, files: dict[str, str], binder: str = DRAFT) -> Path:
    """Write a project with files by their place in it."""
    research = item("R", "ResearchFolder", "Research", item("T9", "Text", "Notes"))
    whole = (
        '<?xml version="1.0" encoding="UTF-8"?><ScrivenerProject Version="2.0"><Binder>'
        f"{binder}{research}</Binder></ScrivenerProject>"
    )
    folder.mkdir()
    (folder / f"{folder.stem}.scrivx").write_text(whole, encoding="utf-8")
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
