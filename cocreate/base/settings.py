"""The writer's preferences as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Appearance(StrEnum):
    """Light, dark, or what the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Face(StrEnum):
    """The kind of letters on the page."""

    SERIF = "serif"
    SANS = "sans"
    MONO = "mono"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the writer chose; every field has the default of a first start.

    Args:
        writer: the name that reports carry.
        font_points: size of the text in points.
        measure_characters: width of a line, in average characters.
        line_spacing: distance of lines in multiples of the font's own.
        shows_gutter: whether the attribution bar stands beside the lines.
        shows_tint: whether the text itself is tinted by origin.
        default_model: `provider/model` that agents with model "default" use.
        spelling: the dictionary's language, such as "en_GB"; "auto": the system's; "off": none.
        spelling_capitals: whether words in nothing but capital letters are checked, too.
        contact: lines of the contact block of a manuscript.
        paper: "a4", "letter", or "" for what goes with the preset.
        language: of the texts that go out, as in BCP 47.
        export_format: ending of the last export; likewise its preset, and where its report went.
        time_authority: address of the authority that stamps proof bundles; "" for none.
        idle_limit_s: seconds of pause after which time no longer counts as active.
        budget_session_micros: micro-units of `budget_currency` per sitting; None: no limit.
        budget_project_micros: money allowed per project, likewise.
    """

    writer: str = ""
    appearance: Appearance = Appearance.SYSTEM
    face: Face = Face.SERIF
    font_points: int = 14
    measure_characters: int = 70
    line_spacing: float = 1.35
    shows_gutter: bool = True
    shows_tint: bool = False
    default_model: str = "built-in/smollm2-135m-instruct"
    gguf_path: str = ""
    dialect: str = "american"
    spelling: str = "auto"
    spelling_capitals: bool = False
    contact: tuple[str, ...] = ()
    paper: str = ""
    language: str = "en"
    export_format: str = ".md"
    export_preset: str = ""
    export_report: str = "beside"
    time_authority: str = ""
    idle_limit_s: int = 120
    budget_session_micros: int | None = None
    budget_project_micros: int | None = None
    budget_currency: str = "USD"
    recent_projects: tuple[str, ...] = ()
