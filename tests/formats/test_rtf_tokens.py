from __future__ import annotations

from cocreate.formats.rtf_tokens import Group, Token, grouped, tokens


def _all(text):
    return list(tokens(text.encode("latin-1")))


def test_words_signs_and_bytes_are_told_apart():
    assert _all("\\b0 a\r\nb\\'e9\\~\\{\\emdash x\\*\\-\\\n") == [
        Token("word", "b", 0),
        Token("bytes", data=b"a"),
        Token("bytes", data=b"b"),
        Token("bytes", data=b"\xe9"),
        Token("text", "\u00a0"),
        Token("text", "{"),
        Token("text", "—"),
        Token("bytes", data=b"x"),
        Token("star"),
        Token("text", "\u00ad"),
        Token("word", "par"),
    ]


def test_binary_data_is_jumped_over():
    assert _all("\\bin3 }}}a\\bin-4 b\\bin999 ") == [
        Token("bytes", data=b"a"),
        Token("bytes", data=b"b"),
    ]


def test_what_is_no_token_is_passed_over():
    assert _all("\\") == []
    assert _all("\\'zz") == [Token("bytes", data=b"'zz")]
    assert _all("\\u99999999999999 x")[0] == Token("word", "u", 9999999999)


def test_groups_hold_what_stands_between_braces():
    top = grouped(b"{\\rtf1 a{\\*\\x b}}}c{")
    (rtf, last, _) = top.items
    assert isinstance(rtf, Group)
    assert (rtf.name, rtf.has_star) == ("rtf", False)
    (inner,) = rtf.groups
    assert (inner.name, inner.has_star) == ("x", True)
    assert last == Token("bytes", data=b"c")
    assert Group([]).name == ""
    assert not Group([]).has_star
    assert Group([Token("bytes", data=b"a")]).name == ""
    assert Group([Token("star"), Token("star")]).name == ""


def test_groups_are_never_deeper_than_the_stack():
    top = grouped(b"{" * 100_000 + b"a" + b"}" * 100_000 + b"b")
    depth = 0
    while top.groups:
        top, depth = top.groups[0], depth + 1
    assert depth == 100
