from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.base.errors import InputError
from cocreate.formats.safe_xml import (
    MAX_TREE_BYTES,
    iterate_xml,
    local_name,
    number_in,
    parse_xml,
)

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]><l at="&c;">&c;</l>"""
OUTSIDE = (
    b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>"""
)
PARAMETER = b"""<!DOCTYPE l [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><l/>"""


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("8", 8), ("٣", 3), ("9", -1), ("08", -1), ("²", -1), ("-1", -1), ("", -1),
     ("9" * 5000, -1)],
)  # fmt: skip
def test_a_number_is_within_its_bounds_or_none(text, number):
    assert number_in(text, most=8, otherwise=-1) == number


def _root(data):
    return parse_xml(data, "a.docx")


def _items(data, tags=("p",)):
    return [element.text for element in iterate_xml(BytesIO(data), "a.docx", tags)]


def test_a_document_is_read():
    root = _root(b'<w:a xmlns:w="urn:w" x="1">words<w:b/><!-- remark --><?php echo 1 ?></w:a>')
    assert root.tag == "{urn:w}a"
    assert local_name(root) == "a"
    assert [local_name(child) for child in root] == ["b"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_in_each_form(encoding):
    name = "UTF-8" if encoding.startswith("utf-8") else "UTF-16"
    text = f'<?xml version="1.0" encoding="{name}"?><a>Ñandú, 海, 𝄞</a>'
    assert _root(text.encode(encoding)).text == "Ñandú, 海, 𝄞"


def test_western_bytes_are_read_where_they_are_declared():
    assert (
        _root('<?xml version="1.0" encoding="windows-1252"?><a>“é”</a>'.encode("cp1252")).text
        == "“é”"
    )


@pytest.mark.parametrize("encoding", ["UTF-7", "UTF-32", "IBM037", "GB18030", "nonsense"])
def test_encodings_that_could_hide_something_are_refused(encoding):
    with pytest.raises(InputError, match="encoding that is not read"):
        _root(f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode())


@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE, PARAMETER])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_entities_are_refused_and_nothing_is_fetched(data, encoding):
    data = data.decode().encode(encoding)
    for read in (_root, _items):
        with pytest.raises(InputError, match=r"a\.docx defines its own entities"):
            read(data)


def test_entities_in_another_alphabet_are_not_read():
    with pytest.raises(InputError, match="damaged"):
        _root(LAUGHS.decode().encode("cp037"))


def test_a_document_type_is_only_a_name():
    data = b'<!DOCTYPE a PUBLIC "-//W3C//DTD" "http://127.0.0.1:9/a.dtd"><a>words</a>'
    assert _root(data).text == "words"
    data = b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a><p>one</p></a>'
    assert _items(data) == ["one"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"words",
        b"<a>",
        b"<a></b>",
        b"<a>\xff\xfe\x80</a>",
        b"<a>\x00</a",
        b"<a>&undefined;</a>",
        b'<?xml version="1.0" encoding="utf-16"?><a/',
        b"<a " + b"x='1' " * 2 + b"/>",
        b"<a>" * 300 + b"</a>" * 300,
        b"<a>" + b"<p>" * 100_000,
        b"<a>" + b"x" * 11_000_000 + b"</a>",
        b"<a x='" + b"x" * 11_000_000 + b"'/>",
    ],
)
def test_what_is_broken_or_beyond_measure_gives_one_sentence(data):
    for read in (_root, _items):
        with pytest.raises(InputError, match=r"a\.docx is damaged"):
            read(data)


def test_a_tree_is_not_made_of_more_than_memory_can_hold():
    with pytest.raises(InputError, match="too large"):
        _root(b"<a>" + b"<b/>" * (MAX_TREE_BYTES // 4) + b"</a>")


def test_many_attributes_are_read():
    names = " ".join(f'a{n}="{n}"' for n in range(20_000))
    assert len(_root(f"<a {names}/>".encode()).attrib) == 20_000


def test_elements_come_one_by_one_and_are_emptied():
    data = b"<a><x/><p>one</p><x/><p>two</p></a>"
    kept = []
    texts = []
    for element in iterate_xml(BytesIO(data), "a.docx", ["p"]):
        kept.append(element)
        texts.append(element.text)
    assert texts == ["one", "two"]
    assert [element.text for element in kept] == [None, None]
    assert [local_name(child) for child in kept[-1].getroottree().getroot()] == ["p"]


def test_a_root_may_be_what_is_looked_for():
    assert _items(b"<p>all</p>") == ["all"]


def test_an_entity_across_two_reads_is_found():
    for gap in range(32_750, 32_790):
        head = b"<!DOCTYPE a [<!--"
        data = head + b"x" * (gap - len(head) - 3) + b'--><!ENTITY x "y">]><a>&x;</a>'
        with pytest.raises(InputError, match="entities"):
            _items(data)


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_no_damage_raises_anything_but_a_sentence(data):
    whole = bytearray(b'<?xml version="1.0" encoding="UTF-8"?><a b="c"><p>one &amp; two</p></a>')
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    piece = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    for read in (_root, _items):
        with suppress(InputError):
            read(piece)
