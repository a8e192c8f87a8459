from __future__ import annotations

from cocreate.formats.docx_losses import is_about_looks, losses_of


def test_what_matters_most_is_told_first_and_counted():
    assert losses_of({"font": 2, "void": 0, "macro": 1, "box": 1}) == (
        "The file's macros were not read.",
        "1 text box was put behind the paragraph it stood beside.",
        "Fonts and sizes of 2 passages were not kept.",
    )


def test_what_tells_of_looks_alone_is_known():
    told = losses_of({"font": 1, "colour": 27, "box": 1})
    assert [is_about_looks(sentence) for sentence in told] == [False, True, True]
    assert is_about_looks(losses_of({"font": 27})[0])
