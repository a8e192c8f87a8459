from __future__ import annotations

from cocreate.formats.left_out import losses_of


def test_each_kind_is_told_once_as_one_or_as_many():
    told = list(losses_of({"unused": 3, "picture": 1, "note": 0}))
    assert told == [
        (
            "1 picture could not be put in: the project has none of that name, or it is no PNG, "
            "JPEG or GIF. What it shows stands in words in its place."
        ),
        "3 footnotes that nothing refers to were left out.",
    ]
    (many,) = losses_of({"picture": 2})
    assert many.startswith("2 pictures could not be put in")
    assert list(losses_of({})) == []
