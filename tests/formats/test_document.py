from __future__ import annotations

from cocreate.formats.document import Document, Paragraph, Run, Style


def test_styles_combine_and_a_run_stands_nowhere_by_default():
    run = Run("word", style=Style.STRONG | Style.EMPHASIS)
    assert Style.STRONG in run.style
    assert Style.CODE not in run.style
    assert (run.start, run.end) == (-1, -1)
    assert Document((Paragraph((run,)),)).notes == {}
