from __future__ import annotations

import pytest

from cocreate.formats.document import LineBreak, NoteRef, Picture, Run, Style
from cocreate.formats.markdown_inlines import write_inlines

EM, STRONG, CODE, STRUCK = Style.EMPHASIS, Style.STRONG, Style.CODE, Style.STRUCK


@pytest.mark.parametrize(
    ("inlines", "written"),
    [
        ((Run("un"), Run("believ", style=EM), Run("able")), "un*believ*able"),
        ((Run("bold,", style=STRONG), Run("next")), "**bold,**&#110;ext"),
        ((Run("x"), Run("“y”", style=EM)), "&#120;*“y”*"),
        ((Run("a ", style=STRUCK), Run("b")), "~~a&#32;~~&#98;"),
        ((Run("a", style=EM | STRONG), Run("b", style=EM)), "_**a**b_"),
        ((Run("a", style=EM), Run("b", style=EM | STRONG)), "_a**b**_"),
        ((Run("a", style=STRONG), Run("b", style=EM)), "**a**_b_"),
        ((Run("a`b", style=CODE), Run(" c ", style=CODE | EM)), "``a`b``*`  c  `*"),
        ((Run("a", href="u"), NoteRef("1"), Run("b", href="u")), "[a](u)[^1][b](u)"),
        ((Run("l!"), Run("x", href="a b")), "l\\![x](<a b>)"),
        ((Picture("p (1).png", "a [map]", 'the "t"'),),
         '![a \\[map\\]](<p (1).png> "the \\"t\\"")'),
        ((NoteRef("1"), Run(": x")), "[^1]\\: x"),
        ((Run("a"), LineBreak(), Run("- b")), "a\\\n\\- b"),
        ((Run("a \n\n# b "),), "a&#32;\n&#10;# b&#32;"),
        ((Run("\u00a0"),), "&nbsp;"),
        ((Run("1. a_b _c_ &amp; & <b 5 < 6 ~~ ~ #"),),
         "1\\. a_b \\_c\\_ \\&amp; & \\<b 5 < 6 \\~\\~ ~ #"),
        ((Run("# a\n> b\n+ c\n===\n12) d\n-|-\n#e"),),
         "\\# a\n\\> b\n\\+ c\n\\===\n12\\) d\n\\-|-\n#e"),
    ],
)  # fmt: skip
def test_words_are_written_so_that_they_stay_words(inlines, written):
    assert write_inlines(inlines) == written


def test_in_a_heading_no_block_can_begin():
    assert write_inlines((Run("1. a"),), is_line=True) == "1. a"
