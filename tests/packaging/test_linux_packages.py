from __future__ import annotations

from types import ModuleType

import pytest

from tests.packaging.scripts import load_script

LDD = """\
\tlinux-vdso.so.1 (0x00007ffd)
\tlibQt6XcbQpa.so.6 => /x/PySide6/Qt/lib/libQt6XcbQpa.so.6 (0x00007f)
\tlibxcb-cursor.so.0 => not found
\tlibEGL.so.1 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
\tlibEGL.so.1 => not found
"""


@pytest.fixture(scope="module")
def packages() -> ModuleType:
    return load_script("linux_packages")


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
def test_the_package_manager_is_chosen(packages, available, chosen):
    assert packages.choose_manager(available) == chosen


def test_missing_libraries_are_read_out_of_ldd(packages):
    assert packages.missing_libraries(LDD) == {"libxcb-cursor.so.0", "libEGL.so.1"}
    assert packages.missing_libraries("\tnot a dynamic executable\n") == set()


def test_a_missing_library_is_read_out_of_the_linkers_message(packages):
    message = "OSError: libgomp.so.1: cannot open shared object file: No such file or directory"
    assert packages.missing_from_error(message) == {"libgomp.so.1"}
    assert packages.missing_from_error("") == set()


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
def test_debian_packages_are_named_after_the_library(packages, library, package):
    assert packages.package_of(library, "apt-get") == package


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
def test_arch_packages_come_from_a_table(packages, library, package):
    assert packages.package_of(library, "pacman") == package


def test_rpm_systems_are_asked_for_the_library_itself(packages):
    assert packages.package_of("libEGL.so.1", "dnf") == "libEGL.so.1()(64bit)"
    assert packages.package_of("libEGL.so.1", "zypper") == "libEGL.so.1()(64bit)"


def test_each_package_is_named_once(packages):
    libraries = {"libglib-2.0.so.0", "libgthread-2.0.so.0", "libEGL.so.1"}
    assert packages.packages_for(libraries, "apt-get") == ["libegl1", "libglib2.0-0"]


@pytest.mark.parametrize(
    ("manager", "typed"),
    [
        ("apt-get", "sudo -n apt-get install -y --no-install-recommends libegl1"),
        ("dnf", "sudo -n dnf install -y libegl1"),
        ("pacman", "sudo -n pacman -S --needed --noconfirm libegl1"),
        ("zypper", "sudo -n zypper --non-interactive install --no-recommends libegl1"),
    ],
)
def test_the_install_command_fits_the_manager(packages, manager, typed):
    command = packages.install_command(manager, ["libegl1"], ["sudo", "-n"])
    assert packages.shown(command) == typed


def test_a_command_is_shown_as_one_would_type_it(packages):
    assert packages.shown(["dnf", "libEGL.so.1()(64bit)"]) == "dnf 'libEGL.so.1()(64bit)'"


def test_without_rights_there_is_one_command_to_run(packages):
    text = packages.advice("apt-get", ["libegl1"], {"libEGL.so.1"})
    assert "libEGL.so.1" in text
    assert text.count("sudo apt-get install -y --no-install-recommends libegl1") == 1


def test_without_a_known_manager_the_missing_things_are_named(packages):
    assert "libEGL.so.1, xdotool" in packages.advice(None, [], {"xdotool", "libEGL.so.1"})
