from __future__ import annotations

import pytest

from cocreate.formats.one_byte import NAMES, one_byte_encoding

RUSSIAN = "Было тихо, и море лежало перед ними, как старое серое стекло. Никто не говорил."
POLISH = "Zażółć gęślą jaźń; było cicho, a morze leżało przed nimi, wołając półgłosem."
GREEK = "Η θάλασσα ήταν ήρεμη και κανείς δεν μιλούσε, μόνο ο άνεμος."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (POLISH, "cp1250"),
        ("Größe, naïve, déjà vu – “quoted”, 5 m³ or 20 ¿qué?", "cp1252"),
        ("El niño ¿dónde? Año 1¹. x³y", "cp1252"),
    ],
)
def test_a_text_is_read_as_what_it_is(text, encoding):
    assert one_byte_encoding(text.encode(encoding)) == encoding
    assert encoding in NAMES


@pytest.mark.parametrize("data", [b"", b"\xff" * 100, GREEK.encode("cp1253"), bytes(range(256))])
def test_whatever_is_not_certain_is_western(data):
    assert one_byte_encoding(data) == "cp1252"
