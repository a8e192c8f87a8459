from __future__ import annotations

from cocreate.formats.document import Run
from cocreate.formats.layout import LaidChapter, LaidScene


def test_a_chapter_holds_scenes():
    chapter = LaidChapter((Run("One"),), "One", (LaidScene(0, ()),))
    assert chapter.scenes[0].notes == {}
    assert not chapter.is_part
