from __future__ import annotations

import re

from cocreate.formats.page_style import PAGE_STYLE


def test_the_style_asks_for_nothing_from_elsewhere():
    assert not re.search(r"url\(|@import|@font-face|</", PAGE_STYLE)


def test_the_style_knows_the_dark_and_paper():
    assert "prefers-color-scheme: dark" in PAGE_STYLE
    assert "@page" in PAGE_STYLE
    assert PAGE_STYLE.count("{") == PAGE_STYLE.count("}")
