from __future__ import annotations

import hashlib
import os
import time

import pytest

from cocreate.base.errors import InputError
from cocreate.formats.plain_files import (
    MAX_BYTES,
    decode,
    normalise,
    read_text_file,
    why_unreadable,
)

PROSE = "The sea – “calm” – was grey. Ñandú, 海, 𝄞.\nSecond line.\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_unicode_encodings_give_the_same_text(tmp_path, encoding):
    prose = "Plain words before. " * 20 + PROSE
    path = tmp_path / "a.md"
    path.write_bytes(prose.encode(encoding))
    assert read_text_file(path).text == prose


def test_big_endian_with_a_mark_is_read():
    assert decode(b"\xfe\xff" + PROSE.encode("utf-16-be")) == PROSE


def test_western_european_bytes_are_read_as_letters():
    assert decode("Café, naïve, Ænigma".encode("latin-1")) == "Café, naïve, Ænigma"


def test_windows_quotes_are_read_as_quotes():
    assert decode("“No” – she said…".encode("cp1252")) == "“No” – she said…"


def test_bytes_without_a_meaning_in_windows_keep_their_number():
    assert decode(b"caf\xe9 \x81\x9d") == "café \x81\x9d"


def test_long_utf_8_with_one_broken_byte_stays_utf_8():
    data = ("Ñandú é " * 50).encode() + b"\xff end"
    assert decode(data) == "Ñandú é " * 50 + "\ufffd end"


def test_an_odd_last_byte_of_utf_16_becomes_a_replacement_sign():
    assert decode(b"\xff\xfea\x00b") == "a\ufffd"


def test_line_ends_become_line_feeds():
    assert normalise("a\r\nb\rc\n\r\nd") == "a\nb\nc\n\nd"


def test_the_byte_order_mark_goes_and_nothing_else_does():
    assert normalise("\ufeff\ufeffa\u200b\u0301 \x0c") == "\ufeffa\u200b\u0301 \x0c"


def test_nul_and_lone_surrogates_are_replaced_one_for_one():
    assert normalise("a\0\0b\ud800c\udc00\ud800") == "a\ufffd\ufffdb\ufffdc\ufffd\ufffd"


def test_a_pair_of_surrogates_is_one_character():
    assert normalise("a\ud834\udd1eb\udd1e") == "a\U0001d11eb\ufffd"


def test_lone_surrogates_in_bytes_are_replaced_one_for_one(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"a\xed\xa0\x80b\0c")
    assert read_text_file(path).text == "a\ufffdb\ufffdc"


def test_the_hash_is_that_of_the_bytes(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfa\r\n")
    file = read_text_file(path)
    assert (file.name, file.text) == ("a.txt", "a\n")
    assert file.sha256 == hashlib.sha256(b"\xef\xbb\xbfa\r\n").hexdigest()


def test_an_empty_file_is_an_empty_text(tmp_path):
    path = tmp_path / "a.txt"
    path.touch()
    assert read_text_file(path).text == ""


def test_ten_megabytes_are_read_in_a_moment(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"Caf\xe9 words and words.\r\n" * 450_000)
    began = time.process_time()
    assert len(read_text_file(path).text) == 450_000 * 22
    assert time.process_time() - began < 2


def test_a_folder_is_told(tmp_path):
    with pytest.raises(InputError, match="is a folder; name a file in it"):
        read_text_file(tmp_path)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(InputError, match="There is no file"):
        read_text_file(tmp_path / "none.md")


def test_a_path_through_a_file_is_told(tmp_path):
    (tmp_path / "a").touch()
    with pytest.raises(InputError, match="There is no file"):
        read_text_file(tmp_path / "a" / "b.md")


def test_an_impossible_name_is_told(tmp_path):
    with pytest.raises(InputError, match="cannot be the name of a file"):
        read_text_file(tmp_path / "a\0b.md")


def test_a_pipe_is_told(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(InputError, match="not an ordinary file"):
        read_text_file(tmp_path / "pipe.md")


def test_a_file_too_large_is_told_without_reading_it(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(InputError, match="larger than 100 MB"):
        read_text_file(path)


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"%PDF-1.7", b"SQLite format 3\0", b"\x7fELF"])
def test_what_is_no_text_is_told(tmp_path, data):
    path = tmp_path / "a.md"
    path.write_bytes(data)
    with pytest.raises(InputError, match="not a text file; save it as text first"):
        read_text_file(path)


def test_missing_permission_has_its_sentence(tmp_path):
    sentence = why_unreadable(tmp_path / "a", PermissionError(13, "Permission denied"))
    assert sentence.startswith("You are not permitted to read ")


def test_other_trouble_is_told_in_the_words_of_the_system(tmp_path):
    sentence = why_unreadable(tmp_path / "a", OSError(5, "Input/output error"))
    assert sentence.endswith("cannot be read (input/output error).")


def test_english_with_two_typographic_signs_and_a_cut_off_end_stays_utf_8():
    assert decode("“It is”".encode()[:-1]) == "“It is\ufffd"
