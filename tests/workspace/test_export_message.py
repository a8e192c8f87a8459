from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cocreate.formats.presets import ExportOptions, Preset
from cocreate.workspace.export_message import Made, leave_made, made_in, target_of, told_of
from cocreate.workspace.export_target import Attached, ReportFormat, ReportPlace, Target

OPTIONS = st.builds(
    ExportOptions,
    preset=st.sampled_from([None, *Preset]),
    made_ms=st.integers(0, 2**53),
    language=st.text(),
    for_review=st.booleans(),
    has_contents=st.sampled_from([None, True, False]),
    contact=st.lists(st.text()).map(tuple),
    mark=st.text(),
)


@given(
    st.builds(
        Target,
        st.just(Path("a/b.docx")),
        st.sampled_from(ReportPlace),
        OPTIONS,
        st.sampled_from([None, *ReportFormat]),
        st.none()
        | st.builds(
            Attached,
            st.just(Path("c/d.json")),
            st.lists(st.tuples(st.text(), st.text())).map(tuple),
        ),
    )
)
def test_a_target_is_read_back_as_it_was(target: Target):
    assert target_of(json.loads(json.dumps(told_of(target)))) == target


def test_what_was_made_is_read_back_as_it_was(tmp_path: Path):
    made = Made("HTML", {Path("a/b.html"): b"x", Path("a/c.json"): b""}, ("One.",), "sha256:0")
    leave_made(tmp_path, made)
    assert made_in(tmp_path) == made
    assert list(made_in(tmp_path).files) == list(made.files)
