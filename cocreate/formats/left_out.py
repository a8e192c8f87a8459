"""What a format could not take, told to the writer in one sentence for each kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_SENTENCES = {
    "picture": (
        (
            "1 picture could not be put in: the project has none of that name, or it is no PNG, "
            "JPEG or GIF. What it shows stands in words in its place."
        ),
        (
            "{n} pictures could not be put in: the project has none of these names, or they are no "
            "PNG, JPEG or GIF. What they show stands in words in their places."
        ),
    ),
    "note": (
        "1 footnote of a footnote stands in brackets, for Word knows none.",
        "{n} footnotes of footnotes stand in brackets, for Word knows none.",
    ),
    "note_change": (
        "Suggestions in 1 paragraph of a footnote are not shown.",
        "Suggestions in {n} paragraphs of footnotes are not shown.",
    ),
    "row_change": (
        "1 table row that was put in or struck is shown as changes of its cells.",
        "{n} table rows that were put in or struck are shown as changes of their cells.",
    ),
    "unused": (
        "1 footnote that nothing refers to was left out.",
        "{n} footnotes that nothing refers to were left out.",
    ),
}


def losses_of(lost: Mapping[str, int]) -> Iterator[str]:
    """Yield a sentence for each kind of thing that could not be taken, with how many there were.

    Args:
        lost: numbers by kind: "picture", "note", "note_change", "row_change" or "unused".
    """
    for kind, (one, many) in _SENTENCES.items():
        if count := lost.get(kind, 0):
            yield one if count == 1 else many.format(n=count)
