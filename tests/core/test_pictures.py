from __future__ import annotations

from cocreate.core.events import Entry
from cocreate.core.pictures import FOLDER, PictureAdded
from cocreate.core.replay import replay


def test_the_last_picture_of_a_name_is_the_one_there_is():
    old, new = (
        PictureAdded(f"{FOLDER}map.png", "image/png", sha256, 3, "map.png")
        for sha256 in ("00", "01")
    )
    state = replay([Entry(1, 0, "s", old), Entry(2, 0, "s", new)])
    assert state.pictures == {"images/map.png": new}
