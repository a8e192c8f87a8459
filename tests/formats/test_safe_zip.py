from __future__ import annotations

import stat
import struct
import tracemalloc
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.base.errors import InputError
from cocreate.formats.safe_zip import MAX_ARCHIVE_BYTES, open_zip


def _write(path, entries, compression=ZIP_DEFLATED):
    with ZipFile(path, "w", compression) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def _read_all(path):
    with open_zip(path) as archive:
        return {name: archive.read(name) for name in archive.names}


@pytest.fixture
def book(tmp_path):
    return _write(tmp_path / "book.zip", {"a.xml": b"<a/>", "b/c.txt": b"words " * 1000})


@pytest.mark.parametrize("compression", [ZIP_STORED, ZIP_DEFLATED])
def test_the_files_of_an_archive_are_read(tmp_path, compression):
    entries = {"mimetype": b"x", "word/document.xml": b"<a/>" * 3000, "empty": b""}
    path = _write(tmp_path / "a.docx", entries, compression)
    assert _read_all(path) == entries


def test_folders_are_no_files(tmp_path):
    path = _write(tmp_path / "a.zip", {"word/": b"", "word/a.xml": b"<a/>"})
    with open_zip(path) as archive:
        assert archive.names == ("word/a.xml",)
        assert "word/" not in archive
        assert archive.size("word/a.xml") == 4


def test_an_entry_is_read_piece_by_piece(book):
    with open_zip(book) as archive, archive.open("b/c.txt") as stream:
        assert stream.read(6) == b"words "
        assert len(stream.read()) == 5994


def test_names_with_backward_slashes_are_names(tmp_path):
    path = _write(tmp_path / "a.zip", {"word\\document.xml": b"<a/>"})
    with open_zip(path) as archive:
        assert archive.names == ("word/document.xml",)


def test_a_part_that_is_missing_says_that_the_file_is_damaged(book):
    with open_zip(book) as archive, pytest.raises(InputError, match=r"book\.zip is damaged"):
        archive.read("nowhere.xml")


def test_a_part_larger_than_its_reader_wants_is_not_read(book):
    with open_zip(book) as archive, pytest.raises(InputError, match="too large"):
        archive.read("b/c.txt", limit=100)


@pytest.mark.parametrize("name", ["none.zip", "folder", "a\0b"])
def test_what_is_no_file_gives_a_sentence(tmp_path, name):
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError), open_zip(tmp_path / name):
        pass


@pytest.mark.parametrize("data", [b"", b"PK", b"words", b"PK\x05\x06" + bytes(18), bytes(70_000)])
def test_what_is_no_archive_is_damaged(tmp_path, data):
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"a\.docx is damaged"), open_zip(path):
        pass


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.docx"
    with path.open("wb") as file:
        file.truncate(MAX_ARCHIVE_BYTES + 1)
    with pytest.raises(InputError, match="larger than 200 MB"), open_zip(path):
        pass


@pytest.mark.parametrize(
    "name", ["../evil.txt", "a/../../b", "/etc/passwd", "C:\\evil", "c:/evil", "\\\\host\\x", ".."]
)
def test_names_that_point_outside_are_refused(tmp_path, name):
    path = _write(tmp_path / "a.zip", {"a.xml": b"", name: b"evil"})
    with pytest.raises(InputError, match="points outside"), open_zip(path):
        pass


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(tmp_path, kind):
    info = ZipInfo("a.xml")
    info.create_system = 3
    info.external_attr = (kind | 0o777) << 16
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(InputError, match="a link instead of a file"), open_zip(tmp_path / "a.zip"):
        pass


@pytest.mark.parametrize("names", [("a.xml", "a.xml"), ("w/a.xml", "w\\a.xml")])
def test_two_parts_of_one_name_are_refused(tmp_path, names):
    path = tmp_path / "a.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr(names[0], "one")
        archive.writestr("b.xml", "two")
    data = path.read_bytes().replace(b"b.xml", names[1].encode())
    if len(names[1]) != len("b.xml"):
        with ZipFile(path, "w") as archive:
            archive.writestr(names[0], "one")
            archive.writestr("w?a.xml", "two")
        data = path.read_bytes().replace(b"w?a.xml", names[1].encode())
    path.write_bytes(data)
    with pytest.raises(InputError, match="two parts of one name"), open_zip(path):
        pass


def _with_flags(path, flags):
    data = bytearray(path.read_bytes())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(sign)
        data[place + offset : place + offset + 2] = struct.pack("<H", flags)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("flags", [0x1, 0x41])
def test_a_password_is_named(book, flags):
    with (
        pytest.raises(InputError, match="protected by a password"),
        open_zip(_with_flags(book, flags)),
    ):
        pass


def test_patched_data_is_damaged(book):
    with open_zip(_with_flags(book, 0x20)) as archive, pytest.raises(InputError, match="damaged"):
        archive.read("a.xml")


@pytest.mark.parametrize("compression", [ZIP_BZIP2, ZIP_LZMA])
def test_other_packings_are_refused(tmp_path, compression):
    path = _write(tmp_path / "a.zip", {"a.xml": b"<a/>"}, compression)
    with pytest.raises(InputError, match="packed in a way"), open_zip(path):
        pass


def test_a_bomb_is_not_unpacked(tmp_path):
    path = tmp_path / "bomb.docx"
    zeros = bytes(1_000_000)
    with (
        ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("word/document.xml", "w") as entry,
    ):
        for _ in range(30):
            entry.write(zeros)
    with pytest.raises(InputError, match="would take 30 MB"), open_zip(path):
        pass


def test_a_bomb_inside_a_bomb_is_only_a_part(tmp_path):
    inner = BytesIO()
    with ZipFile(inner, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(9_000_000))
    path = _write(tmp_path / "nested.zip", {f"{n}.zip": inner.getvalue() for n in range(9)})
    with open_zip(path) as archive:
        assert archive.read("0.zip") == inner.getvalue()


def _claiming(path, size):
    """Let the first entry of an archive say that it holds `size` bytes."""
    data = bytearray(path.read_bytes())
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(sign)
        data[place + offset : place + offset + 4] = struct.pack("<L", size)
    path.write_bytes(data)
    return path


def test_a_claim_of_gigabytes_is_refused(book):
    with (
        pytest.raises(InputError, match="would take 4294 MB"),
        open_zip(_claiming(book, 0xFFFF_FFFE)),
    ):
        pass


def test_a_claim_too_small_gives_no_byte_more(book):
    with open_zip(_claiming(book, 2)) as archive, pytest.raises(InputError, match="damaged"):
        archive.read("a.xml")


def test_wide_records_are_read(tmp_path):
    path = tmp_path / "a.zip"
    with ZipFile(path, "w") as archive, archive.open("a.xml", "w", force_zip64=True) as entry:
        entry.write(b"<a/>")
    assert _read_all(path) == {"a.xml": b"<a/>"}


@pytest.mark.parametrize("size", [10_000_000_000, 2**63])
def test_a_wide_claim_of_gigabytes_is_refused(tmp_path, size):
    info = ZipInfo("a.xml")
    info.extra = struct.pack("<HHQ", 1, 8, size)
    path = tmp_path / "a.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr(info, b"<a/>")
    with pytest.raises(InputError, match="would take"), open_zip(_claiming(path, 0xFFFF_FFFF)):
        pass


def _with_wide_end(path, directory_bytes):
    data = path.read_bytes()
    place = data.rindex(b"PK\x05\x06")
    wide = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2, 2, directory_bytes, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, place, 1)
    path.write_bytes(data[:place] + wide + locator + data[place:])
    return path


@pytest.mark.parametrize("directory_bytes", [0, 3, 10_000_000_000, 2**64 - 1])
def test_lies_about_the_directory_are_found(book, directory_bytes):
    path = _with_wide_end(book, directory_bytes)
    with pytest.raises(InputError, match="damaged"), open_zip(path):
        pass


def test_entries_that_share_their_bytes_are_refused(tmp_path):
    path = tmp_path / "a.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("a.xml", b"x" * 100)
        archive.writestr("b.xml", b"x" * 100)
    data = bytearray(path.read_bytes())
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<L", 20)
    path.write_bytes(data)
    with pytest.raises(InputError, match="damaged"), open_zip(path):
        pass


def test_an_entry_that_reaches_into_the_directory_is_refused(tmp_path):
    path = _write(tmp_path / "a.zip", {"a.xml": b"x" * 100}, ZIP_STORED)
    data = bytearray(path.read_bytes())
    place = data.index(b"PK\x01\x02")
    data[place + 20 : place + 24] = struct.pack("<L", 150)
    path.write_bytes(data)
    with pytest.raises(InputError, match="damaged"), open_zip(path):
        pass


def test_too_many_entries_are_refused_in_bounded_memory(tmp_path):
    path = tmp_path / "many.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("a", b"")
    data = path.read_bytes()
    entry = data[data.index(b"PK\x01\x02") : data.index(b"PK\x05\x06")]
    for count in (20_001, 400_000):
        directory = entry * count
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), 31, 0)
        path.write_bytes(data[:31] + directory + end)
        tracemalloc.start()
        with pytest.raises(InputError), open_zip(path):
            pass
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
        tracemalloc.stop()


def test_an_end_before_a_remark_is_found(tmp_path):
    path = _write(tmp_path / "a.zip", {"a.xml": b"<a/>"})
    with ZipFile(path, "a") as archive:
        archive.comment = b"a remark"
    assert _read_all(path) == {"a.xml": b"<a/>"}


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_damage_raises_anything_but_a_sentence(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("damage")
    path = _write(folder / "a.zip", {"a.xml": b"<a/>" * 40, "b/c.txt": b"words " * 40})
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    with suppress(InputError):
        assert len(_read_all(path)) <= 2
