from __future__ import annotations

from cocreate.formats.docx_losses import losses_of


def test_what_matters_most_is_told_first_and_counted():
    assert losses_of({"font": 2, "void": 0, "macro": 1, "box": 1}) == (
        "The file's macros were not read.",
        "1 text box was put behind the paragraph it stood beside.",
        "Fonts and sizes of 2 passages were not kept.",
    )
