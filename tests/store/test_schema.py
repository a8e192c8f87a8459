from __future__ import annotations

from cocreate.store import schema


def test_the_mark_of_a_project_file_reads_as_its_name():
    assert schema.APPLICATION_ID.to_bytes(4, "big") == b"CoCr"


def test_the_version_begins_at_one():
    assert schema.SCHEMA_VERSION >= 1
    assert "events" in schema.tables(1)


def test_each_version_has_the_tables_it_was_made_with():
    first, second, third = (schema.tables(version).keys() for version in (1, 2, 3))
    assert second - first == {"checkpoints"}
    assert third - second == {"pictures"}
    assert schema.SCHEMA_VERSION == 3
