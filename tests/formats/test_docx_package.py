from __future__ import annotations

import io
import zipfile

from cocreate.formats.docx_package import Links, Package


def test_a_link_is_named_once():
    links = Links()
    assert links.written() == ""
    assert links.to_part("styles", "styles.xml") == "rId1"
    assert links.to_address("https://a/?b=1&c") == "rId2"
    assert links.to_part("styles", "styles.xml") == "rId1"
    assert links.written().count("<Relationship ") == 2
    assert 'Target="https://a/?b=1&amp;c" TargetMode="External"' in links.written()


def test_the_archive_says_what_each_part_is():
    package = Package()
    package.put("word/document.xml", "<a/>")
    package.put("word/header-default.xml", "<a/>")
    package.put("word/footer-even.xml", "<a/>")
    package.put("docProps/custom.xml", "<a/>")
    package.put_links("word/document.xml", Links())
    package.parts["word/media/picture1.png"] = b"x"
    with zipfile.ZipFile(io.BytesIO(package.zipped())) as archive:
        assert archive.namelist()[:2] == ["[Content_Types].xml", "_rels/.rels"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        types = archive.read("[Content_Types].xml").decode()
        roots = archive.read("_rels/.rels").decode()
    assert 'Extension="png" ContentType="image/png"' in types
    assert "header+xml" in types
    assert "footer+xml" in types
    assert "custom-properties" in roots
    assert "core-properties" not in roots
