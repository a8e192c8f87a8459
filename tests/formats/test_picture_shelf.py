from __future__ import annotations

import pytest

from cocreate.formats.picture_shelf import MAX_BYTES, PictureShelf, media_type, picture_name

PNG = b"\x89PNG\r\n\x1a\nrest"


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"<svg/>", ""),
        (b"RIFF\0\0\0\0WAVE", ""),
        (b"", ""),
    ],
)
def test_a_picture_is_known_by_its_first_bytes(data, media):
    assert media_type(data) == media


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("word/media/image1.emf", "images/image1.png"),
        ("..\\..\\C:\\My map (2).PNG", "images/My-map-2.png"),
        ("日本.png", "images/picture.png"),
        ("x" * 99, f"images/{'x' * 60}.png"),
    ],
)
def test_a_picture_gets_a_plain_name(name, named):
    assert picture_name(name, "image/png") == named


def test_the_same_picture_has_one_name_and_others_get_their_own():
    shelf = PictureShelf()
    assert shelf.put("a/map.png", PNG) == "images/map.png"
    assert shelf.put("a/map.png", PNG) == "images/map.png"
    assert shelf.put("b/map.png", PNG) == "images/map.png"
    assert shelf.put("c/map.png", PNG + b"x") == "images/map-2.png"
    assert shelf.put("d/map.png", PNG + b"y") == "images/map-3.png"
    assert len(shelf.pictures) == 3
    assert shelf.losses == ()


def test_what_is_left_out_is_counted():
    shelf = PictureShelf()
    assert shelf.put("a.svg", b"<svg/>") == ""
    assert shelf.put("b.emf", b"\x01\0\0\0") == ""
    assert shelf.put("c.png", PNG + bytes(MAX_BYTES)) == ""
    assert shelf.put("http://x/y.png", None) == ""
    assert shelf.losses == (
        "2 pictures were left out: in formats that are not PNG, JPEG, GIF or WebP.",
        "1 picture was left out: too large to be kept.",
        "1 picture was left out: not in the file, or somewhere else on the network.",
    )
