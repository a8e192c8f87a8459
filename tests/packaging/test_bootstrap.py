from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "bootstrap.py"

LDD = """\
\tlinux-vdso.so.1 (0x00007ffd)
\tlibQt6XcbQpa.so.6 => /x/PySide6/Qt/lib/libQt6XcbQpa.so.6 (0x00007f)
\tlibxcb-cursor.so.0 => not found
\tlibEGL.so.1 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
\tlibEGL.so.1 => not found
"""


@pytest.fixture(scope="module")
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("cocreate_bootstrap", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
    ("available", "chosen"),
    [
        ({"dnf", "apt-get"}, "apt-get"),
        ({"dnf"}, "dnf"),
        ({"pacman"}, "pacman"),
        ({"zypper"}, "zypper"),
        (set(), None),
    ],
)
def test_the_package_manager_is_chosen(bootstrap, available, chosen):
    assert bootstrap.choose_manager(available) == chosen


def test_missing_libraries_are_read_out_of_ldd(bootstrap):
    assert bootstrap.missing_libraries(LDD) == {"libxcb-cursor.so.0", "libEGL.so.1"}
    assert bootstrap.missing_libraries("\tnot a dynamic executable\n") == set()


def test_a_missing_library_is_read_out_of_the_linkers_message(bootstrap):
    message = "OSError: libgomp.so.1: cannot open shared object file: No such file or directory"
    assert bootstrap.missing_from_error(message) == {"libgomp.so.1"}
    assert bootstrap.missing_from_error("") == set()


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libGL.so.1", "libgl1"),
        ("libX11.so.6", "libx11-6"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libfontconfig.so.1", "libfontconfig1"),
        ("libfreetype.so.6", "libfreetype6"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libgomp.so.1", "libgomp1"),
        ("libxcb.so.1", "libxcb1"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxcb-render-util.so.0", "libxcb-render-util0"),
        ("libxkbcommon.so.0", "libxkbcommon0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libz.so.1", "zlib1g"),
    ],
)
def test_debian_packages_are_named_after_the_library(bootstrap, library, package):
    assert bootstrap.package_of(library, "apt-get") == package


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libglvnd"),
        ("libxcb-cursor.so.0", "xcb-util-cursor"),
        ("libxcb-shape.so.0", "libxcb"),
        ("libgomp.so.1", "gcc-libs"),
        ("libunheard.so.3", "libunheard"),
    ],
)
def test_arch_packages_come_from_a_table(bootstrap, library, package):
    assert bootstrap.package_of(library, "pacman") == package


def test_rpm_systems_are_asked_for_the_library_itself(bootstrap):
    assert bootstrap.package_of("libEGL.so.1", "dnf") == "libEGL.so.1()(64bit)"
    assert bootstrap.package_of("libEGL.so.1", "zypper") == "libEGL.so.1()(64bit)"


def test_each_package_is_named_once(bootstrap):
    libraries = {"libglib-2.0.so.0", "libgthread-2.0.so.0", "libEGL.so.1"}
    assert bootstrap.packages_for(libraries, "apt-get") == ["libegl1", "libglib2.0-0"]


@pytest.mark.parametrize(
    ("manager", "typed"),
    [
        ("apt-get", "sudo -n apt-get install -y --no-install-recommends libegl1"),
        ("dnf", "sudo -n dnf install -y libegl1"),
        ("pacman", "sudo -n pacman -S --needed --noconfirm libegl1"),
        ("zypper", "sudo -n zypper --non-interactive install --no-recommends libegl1"),
    ],
)
def test_the_install_command_fits_the_manager(bootstrap, manager, typed):
    command = bootstrap.install_command(manager, ["libegl1"], ["sudo", "-n"])
    assert bootstrap.shown(command) == typed


def test_a_command_is_shown_as_one_would_type_it(bootstrap):
    assert bootstrap.shown(["dnf", "libEGL.so.1()(64bit)"]) == "dnf 'libEGL.so.1()(64bit)'"


def test_without_rights_there_is_one_command_to_run(bootstrap):
    text = bootstrap.advice("apt-get", ["libegl1"], {"libEGL.so.1"})
    assert "libEGL.so.1" in text
    assert text.count("sudo apt-get install -y --no-install-recommends libegl1") == 1


def test_without_a_known_manager_the_missing_things_are_named(bootstrap):
    assert "libEGL.so.1, xdotool" in bootstrap.advice(None, [], {"xdotool", "libEGL.so.1"})


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
        "pytest",
        "coverage",
    ]
    assert steps[4][1] == [str(Path("bin/coverage")), "run", "-m", "pytest"]
    assert bootstrap.gate(Path("bin"), "win32")[0][1][0].endswith("ruff.exe")


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
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_the_lock_files_hold_hashes_and_name_no_registry():
    for lock in (ROOT / "requirements.lock", ROOT / "packaging" / "weights.lock"):
        text = lock.read_text("utf-8")
        assert "://" not in text
        assert "index-url" not in text.replace("--no-emit-index-url", "")
        assert text.count("==") <= text.count("--hash=sha256:")


def test_ci_runs_what_a_person_runs():
    assert "python3 packaging/bootstrap.py test" in (ROOT / ".ci" / "run").read_text("utf-8")
