"""Documents made up by hypothesis: of awkward words, styles inside words, blocks inside blocks."""

from __future__ import annotations

from hypothesis import strategies as st

from cocreate.formats.document import (
    CodeBlock,
    Document,
    Heading,
    LineBreak,
    ListBlock,
    NoteRef,
    Paragraph,
    Picture,
    Quote,
    Run,
    SceneBreak,
    Style,
    Table,
)

WORDS = (
    *("a", "b", "word", " ", "  ", "\n", "\t", "\u00a0", "\u3000", "é", "🚀", "“", "”", ",", "."),
    *("*", "**", "_", "__", "a_b", "`", "``", "~", "~~", "[", "]", "[a]", "(u)", "[^n]", "!", ":"),
    *("#", "# ", "1.", "1. ", "-", "- ", "+ ", "> ", "---", "===", "|", "|-|", "```", "~~~", "\\"),
    *(
        "<",
        "<b>",
        "<div>",
        "<!--",
        "http://u",
        "<http://u>",
        "&",
        "&amp;",
        "&#65;",
        "[r]: u",
        "\u2028",
    ),
)
words = st.lists(st.sampled_from(WORDS), max_size=4).map("".join)
styles = st.sampled_from([*range(16), 0, 0, 1, 2, 3]).map(Style)
addresses = st.sampled_from(["u", "http://u/a?b=1&c=2", "a b", "(", "<x>", "\\", "&amp;", "é"])
runs = st.builds(Run, words, style=styles, href=st.one_of(st.just(""), st.just(""), addresses))
pictures = st.builds(Picture, addresses, words, st.one_of(st.just(""), words))
refs = st.sampled_from(["n", "m"]).map(NoteRef)
inlines = st.lists(
    st.one_of(runs, runs, runs, refs, pictures, st.just(LineBreak())), max_size=6
).map(tuple)
codes = st.builds(
    CodeBlock,
    st.lists(st.sampled_from(["a", " ", "\n", "```", "~~~", "\t", "> "]), max_size=5).map("".join),
    st.sampled_from(["", "py", "a`b", "x y"]),
)
tables = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Table,
        st.tuples(*[inlines] * width),
        st.lists(st.tuples(*[inlines] * width), max_size=2).map(tuple),
        st.tuples(*[st.sampled_from(["", "left", "center", "right"])] * width),
    )
)
leaves = st.one_of(
    st.builds(Paragraph, inlines),
    st.builds(Paragraph, inlines),
    st.builds(Heading, st.integers(1, 6), inlines),
    st.just(SceneBreak()),
    codes,
    tables,
)


def _nested(children):
    some = st.lists(children, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Quote, some),
        st.builds(
            ListBlock,
            st.sampled_from([None, None, 0, 1, 7]),
            st.lists(some, min_size=1, max_size=3).map(tuple),
            st.booleans(),
        ),
    )


blocks = st.recursive(leaves, _nested, max_leaves=6)
some_blocks = st.lists(blocks, max_size=4).map(tuple)
documents = st.builds(
    Document, some_blocks, st.dictionaries(st.sampled_from(["n", "m", "x"]), some_blocks)
)
