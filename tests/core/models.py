"""Strategies and the plain model that the laws of core are checked against."""

from __future__ import annotations

from hypothesis import strategies as st

from cocreate.core.fragments import merged
from cocreate.core.origin import (
    TYPED,
    UNKNOWN_IMPORTED,
    UNKNOWN_PASTED,
    Contributor,
    Fragment,
    Method,
    Origin,
    Span,
    origin,
)

AI = origin(Contributor.AI, Method.ACCEPTED, "hunk-1")
AI_2 = origin(Contributor.AI, Method.ACCEPTED, "hunk-2")
TOOL = origin(Contributor.TOOL, Method.ACCEPTED, "hunk-3")
ORIGINS = (TYPED, AI, AI_2, TOOL, UNKNOWN_PASTED, UNKNOWN_IMPORTED)

Model = list[tuple[str, Origin]]

origins = st.sampled_from(ORIGINS)
characters = st.sampled_from("ab cé\n\n.😀")
labelled = st.lists(st.tuples(characters, origins), max_size=30)


def fragment_of(model: Model) -> Fragment:
    """Return the fragment that a list of characters with origins stands for."""
    text = "".join(sign for sign, _ in model)
    return Fragment(text, tuple(merged(Span(1, by) for _, by in model)))


def model_of(fragment: Fragment) -> Model:
    """Return one origin for each character."""
    by = [span.origin for span in fragment.spans for _ in range(span.length)]
    return list(zip(fragment.text, by, strict=True))


fragments = labelled.map(fragment_of)
