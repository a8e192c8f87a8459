from __future__ import annotations

import base64
import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from cocreate.core.attributed import AttributedText
from cocreate.core.origin import TYPED, UNKNOWN_PASTED, Contributor, Fragment, Span
from cocreate.core.state import ProjectState, SceneState
from cocreate.metrics.share import count_scene, counted_by_span
from cocreate.reports.sealed import SealedFile, exact_counts, sealed_report, span_table
from tests.reports.samples import novel

WORDS = st.text(alphabet="ab é🌊\u0301\n*_`#-[]()<>&; \t\u2060\u200d👩", max_size=40)


@given(st.lists(WORDS, max_size=6))
def test_the_table_counts_in_all_what_the_report_counts(words: list[str]):
    pieces = [piece for piece in words if piece]
    text = "".join(pieces)
    by = (TYPED, UNKNOWN_PASTED)
    spans = [Span(len(piece), by[at % 2]) for at, piece in enumerate(pieces)]
    counted = counted_by_span(text, spans)
    sums = dict.fromkeys(by, 0)
    for span, count in zip(spans, counted, strict=True):
        assert 0 <= count <= span.length
        sums[span.origin] += count
    found = {(o.contributor, o.method): n for o, n in sums.items() if n}
    assert found == dict(count_scene(text, spans).graphemes)


def state() -> ProjectState:
    text = Fragment("Calm **sea**.", (Span(5, TYPED), Span(8, UNKNOWN_PASTED)))
    return ProjectState(order=["s"], scenes={"s": SceneState("s", "", "One", AttributedText(text))})


def test_passages_and_exact_counts_are_those_of_the_text():
    scenes = state().manuscript()
    assert exact_counts(scenes) == [
        {"contributor": Contributor.HUMAN, "method": "typed", "code_points": 5},
        {"contributor": Contributor.UNKNOWN, "method": "pasted", "code_points": 8},
    ]
    (scene,) = json.loads(span_table(scenes))["scenes"]
    assert scene["spans"] == [[5, "human", "typed", None, 4], [8, "unknown", "pasted", None, 4]]


def test_the_second_line_names_the_checkpoint_and_all_others_are_sealed():
    files = (SealedFile("sea.docx", "ab", 7, 3),)
    made = sealed_report(novel(), state(), files, b"rows\n")
    raw = made.file(9, b"\1" * 32, "a+b+c")
    lines = raw.split(b"\n")
    assert b"\n".join((lines[0], *lines[2:])) == made.body
    assert made.sha256 == f"sha256:{hashlib.sha256(made.body).hexdigest()}"
    told = json.loads(raw)
    root = base64.b64encode(b"\1" * 32).decode()
    assert told["checkpoint"] == {"size": 9, "root": root, "key": "a+b+c"}
    assert told["file"] == told["files"][0]
    assert told["seals"]["page"] == f"sha256:{hashlib.sha256(made.article.encode()).hexdigest()}"
    assert (
        told["seals"]["positions"] == f"sha256:{hashlib.sha256(b'rows' + bytes([10])).hexdigest()}"
    )
    plain = json.loads(sealed_report(novel(), state(), ()).body)
    assert (plain["file"], plain["files"], plain["seals"]["positions"]) == (None, [], None)
