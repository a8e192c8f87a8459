"""Names of system packages on Linux: which holds what, and the command that installs it."""

from __future__ import annotations

import re

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
_POPPLER = {
    "apt-get": "poppler-utils",
    "dnf": "poppler-utils",
    "pacman": "poppler",
    "zypper": "poppler-tools",
}
# Programs that the tests need, for a real window or a second opinion, and their packages.
TOOLS = {
    "Xvfb": {
        "apt-get": "xvfb",
        "dnf": "xorg-x11-server-Xvfb",
        "pacman": "xorg-server-xvfb",
        "zypper": "xorg-x11-server-Xvfb",
    },
    "xdotool": dict.fromkeys(MANAGERS, "xdotool"),
    "openbox": dict.fromkeys(MANAGERS, "openbox"),
    "chromium": dict.fromkeys(MANAGERS, "chromium"),
    "openssl": dict.fromkeys(MANAGERS, "openssl"),
    "qpdf": dict.fromkeys(MANAGERS, "qpdf"),
    "pdfinfo": _POPPLER,
    "pdftotext": _POPPLER,
}


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
