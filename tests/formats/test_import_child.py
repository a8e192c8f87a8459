from __future__ import annotations

import io
import os
import subprocess
import sys
from zipfile import ZipFile

import pytest

from cocreate.base.clock import SystemClock
from cocreate.base.errors import InputError
from cocreate.formats import import_child
from cocreate.formats.import_child import Reading, answer_for, main
from tests.fakes.clock import FakeClock

CLOCK = SystemClock()


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# One\n\nWords.\n", encoding="utf-8")
    return path


@pytest.fixture
def program(tmp_path):
    """Return what makes a program that stands where Python should."""

    def make(script):
        path = tmp_path / "python"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return str(path)

    return make


@pytest.mark.slow
def test_a_file_is_read_in_a_process_of_its_own(text):
    file = Reading(text, CLOCK).wait()
    assert [(scene.title, scene.text) for scene in file.scenes] == [("One", "# One\n\nWords.\n")]


def _watched(reading):
    while reading.poll() is None:
        os.sched_yield()


@pytest.mark.slow
def test_a_refusal_is_the_reader_s_own_sentence(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4")
    reading = Reading(path, CLOCK)
    with pytest.raises(InputError, match=r"a\.pdf is a PDF"):
        _watched(reading)


def test_the_child_answers_with_the_file(text, monkeypatch):
    out = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", out)
    assert main([str(text.parent), str(text)]) == 0
    answer = out.buffer.getvalue()
    assert answer == answer_for(text)
    assert answer.startswith(b"R")


def test_too_little_memory_is_said(text, program):
    reading = Reading(text, CLOCK, python=program("printf M"))
    with pytest.raises(InputError, match=r"a\.md needs more memory"):
        reading.wait()


def test_what_is_too_deep_is_said(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<blockquote>" * 250 + "x", encoding="utf-8")
    assert answer_for(path).decode().startswith("Ea.html holds parts in parts, deeper than")


def test_memory_that_is_not_there_is_an_answer(text, monkeypatch):
    def read(_path):
        raise MemoryError

    monkeypatch.setattr("cocreate.formats.format_catalog.importer_for", lambda _path: read)
    assert answer_for(text) == b"M"


@pytest.mark.parametrize(
    "script",
    ["exit 1", "kill -9 $$", "kill -11 $$", "printf Rnonsense", "true", "printf R; exit 3"],
)
def test_a_child_that_dies_is_one_sentence(text, program, script):
    reading = Reading(text, CLOCK, python=program(script))
    with pytest.raises(InputError, match=r"a\.md could not be read"):
        reading.wait()


def test_a_child_that_hangs_is_ended(text, program):
    reading = Reading(text, CLOCK, python=program("exec sleep 60"), limit_s=0.02)
    with pytest.raises(InputError, match="takes longer to read"):
        reading.wait()


def test_a_child_that_hangs_is_ended_while_it_is_watched(text, program):
    clock = FakeClock()
    reading = Reading(text, clock, python=program("exec sleep 60"))
    assert reading.poll() is None
    clock.advance(import_child.TIME_S + 1)
    with pytest.raises(InputError, match="longer to read than 180 seconds"):
        reading.poll()


def test_reading_can_be_given_up(text, program):
    Reading(text, CLOCK, python=program("exec sleep 60")).cancel()


def test_what_cannot_start_is_one_sentence(text, tmp_path):
    with pytest.raises(InputError, match="no program can be started"):
        Reading(text, CLOCK, python=str(tmp_path / "none"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("bytes(400_000_000)", "MemoryError"),
        ("import socket; socket.socket().connect(('127.0.0.1', 9))", "PermissionError"),
        ("import os; os.system('true')", "PermissionError"),
        ("import subprocess; subprocess.run(['true'])", "PermissionError"),
    ],
)
def test_the_child_can_do_nothing_but_read(deed, said):
    code = f"from cocreate.formats.import_child import confine; confine(); {deed}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 1
    assert said in done.stderr.decode()


@pytest.mark.slow
def test_a_bomb_is_one_sentence(tmp_path):
    with ZipFile(tmp_path / "a.docx", "w", 8) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("word/document.xml", b"<a>" * 8_000_000)
    with pytest.raises(InputError, match=r"a\.docx would take 24 MB"):
        Reading(tmp_path / "a.docx", CLOCK).wait()
