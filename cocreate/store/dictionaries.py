"""Which dictionaries there are: the writer's own, those that come along, those of the system."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

# Language, then a country or a script: en_GB, pt-BR, sr_Latn; no patterns for hyphens (hyph_de_DE).
_CODE = re.compile(r"([a-z]{2,3})(?:[_-]([A-Za-z]{2,4}))?(?:[_-].*)?")
_OFFICE = "extensions/dict-*"


def system_folders(platform: str, home: Path, environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Return where a system and the office programs on it keep Hunspell's dictionaries.

    Args:
        platform: as `sys.platform` has it.
        home: the writer's home folder.
    """
    if platform == "darwin":
        office = Path("/Applications/LibreOffice.app/Contents/Resources")
        own = (home / "Library/Spelling", Path("/Library/Spelling"))
        return (*own, *sorted(office.glob(_OFFICE)))
    if platform == "win32":
        bases = [environ.get(name, "") for name in ("PROGRAMFILES", "PROGRAMFILES(X86)")]
        offices = [Path(base) / "LibreOffice" / "share" for base in bases if base]
        return tuple(folder for office in offices for folder in sorted(office.glob(_OFFICE)))
    shared = [
        Path("/usr/share/hunspell"),
        Path("/usr/share/myspell"),
        Path("/usr/share/myspell/dicts"),
    ]
    shared.append(home / ".local/share/hunspell")
    office = Path("/usr/lib/libreoffice/share")
    return (*shared, *sorted(office.glob(_OFFICE)))


def find_dictionaries(folders: Iterable[Path]) -> dict[str, Path]:
    """Return the word lists by language, such as en_GB; an earlier folder goes before a later one.

    A folder that is missing or may not be looked into has none.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        for path in _lists(folder):
            match = _CODE.fullmatch(path.stem)
            if match is not None and path.with_suffix(".aff").is_file():
                found.setdefault(path.stem.replace("-", "_"), path)
    return found


def best_for(locale: str, codes: Iterable[str]) -> str:
    """Return the dictionary for a locale such as en_GB: its own, or else one of its language.

    "" where there is none.
    """
    wanted = locale.partition(".")[0].partition("@")[0].replace("-", "_")
    there = sorted(codes)
    if wanted in there:
        return wanted
    language = wanted.partition("_")[0]
    alike = [code for code in there if code.partition("_")[0] == language]
    # Of one language, that of the country it is named after goes first: de_DE before de_AT.
    homes = {"en": "en_US", "pt": "pt_PT", "zh": "zh_CN"}
    home = homes.get(language, f"{language}_{language.upper()}")
    return home if home in alike else next(iter(alike), "")


def _lists(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(folder.glob("*.dic"))
    except OSError:
        return
