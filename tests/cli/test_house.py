from __future__ import annotations

import io
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from cocreate.base.errors import ProjectError
from cocreate.cli.house import House, say, this_house, write_out
from cocreate.core.origin import TYPED, plain
from cocreate.workspace.scenes import NewScene, Scenes
from tests.fakes.clock import FakeClock
from tests.fakes.full_disk import little_room
from tests.fakes.ids import CountingIds


@pytest.fixture
def house(home: Path, clock: FakeClock, ids: CountingIds) -> House:
    return House({"COCREATE_HOME": str(home)}, clock, ids)


def fail_within(house: House, path: Path) -> None:
    with house.making(path, "", "") as workspace:
        Scenes(workspace).add("One")
        raise ValueError("boom")


def write_much(house: House, path: Path) -> None:
    words = "".join(chr(0x4E00 + number * 7 % 20_000) for number in range(60_000))
    with house.writing(path) as workspace, workspace.as_one():
        Scenes(workspace).add_all([NewScene("", "Big", plain(words, TYPED))])


def test_a_project_whose_making_fails_leaves_nothing(house: House, tmp_path: Path):
    path = tmp_path / "book.cocreate"
    with pytest.raises(ValueError, match="boom"):
        fail_within(house, path)
    assert list(tmp_path.iterdir()) == []


def test_the_writer_of_the_settings_is_the_writer(house: House, tmp_path: Path):
    house.preferences.set(type(house.preferences.settings)(writer="Ada"))
    with house.making(tmp_path / "a.cocreate", "", "") as workspace:
        assert workspace.state.writer == "Ada"
    with house.making(tmp_path / "b.cocreate", "", "Grace") as workspace:
        assert workspace.state.writer == "Grace"


def test_reading_writes_nothing(house: House, tmp_path: Path):
    path = tmp_path / "book.cocreate"
    with house.making(path, "Book", ""):
        pass
    before = path.read_bytes()
    with house.reading(path) as workspace:
        assert workspace.state.title == "Book"
    assert path.read_bytes() == before


def test_what_could_not_be_saved_is_an_error_and_not_there(house: House, tmp_path: Path):
    path = tmp_path / "book.cocreate"
    with house.making(path, "Book", ""):
        pass
    with little_room(path.stat().st_size + 10_000), pytest.raises(ProjectError) as trouble:
        write_much(house, path)
    assert "kept in memory" not in trouble.value.sentence
    with house.reading(path) as workspace:
        assert workspace.state.order == []


def test_a_desk_has_its_services(house: House, tmp_path: Path):
    with house.making(tmp_path / "book.cocreate", "", "") as workspace:
        desk = house.desk(workspace)
        assert desk.roster().agents
        desk.spawner.close()


def test_a_bug_in_a_run_comes_out(house: House, tmp_path: Path):
    async def broken() -> AsyncIterator[object]:
        yield "news"
        raise ValueError("boom")

    with house.making(tmp_path / "book.cocreate", "", "") as workspace:
        taken: list[object] = []
        spawner = house.desk(workspace).spawner
        spawner.start(broken, taken.append)
        assert spawner.wait(5)
        with pytest.raises(ValueError, match="boom"):
            spawner.wait(5)
        spawner.close()


def test_this_house_is_of_this_machine(home: Path):
    assert this_house({"COCREATE_HOME": str(home)}).preferences.user_files.home == home


def test_text_goes_out_in_utf_8_whatever_the_terminal_speaks(monkeypatch: pytest.MonkeyPatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    write_out("Caf\u00e9 \U0001f600")
    say("Caf\u00e9 \u201cx\u201d")
    sys.stdout.flush()
    assert raw.getvalue().startswith("Caf\u00e9 \U0001f600".encode())
