"""Where an export goes, and what goes along with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cocreate.formats.presets import PLAIN_OPTIONS, ExportOptions


class ReportFormat(StrEnum):
    """How a report is written."""

    JSON = "json"
    MARKDOWN = "md"
    HTML = "html"
    PDF = "pdf"


class ReportPlace(StrEnum):
    """Where the report goes with an export."""

    NONE = "none"
    APPENDIX = "appendix"
    BESIDE = "beside"


SIGNER_UNKNOWN = (
    "Programs that read Content Credentials will say: intact, signer unknown. They are signed with "
    "this project's own key, which no list of theirs has."
)


class Credentials(StrEnum):
    """Where Content Credentials go with an export."""

    NONE = "none"
    BESIDE = "beside"
    INSIDE = "inside"


# A report beside a manuscript is written as it is where that can be, else as a page for browsers.
_ALIKE = {
    **dict.fromkeys((".md", ".markdown", ".txt", ".text"), ReportFormat.MARKDOWN),
    **dict.fromkeys((".html", ".htm"), ReportFormat.HTML),
    ".pdf": ReportFormat.PDF,
    ".json": ReportFormat.JSON,
}


@dataclass(frozen=True, slots=True)
class Attached:
    """A disclosure that goes along; its words are found where the export is made.

    Args:
        policy: the file of the policy.
        answers: the writer's own, question and option.
    """

    policy: Path
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Where an export goes and how; the format follows the ending of `path`.

    Args:
        report_format: how a report beside it is written; None for what goes with the manuscript.
        attached: a disclosure that goes along, as STEM.disclosure.txt.
        credentials: where Content Credentials go; inside only of a PDF.
        forbids_training: they say that machines should not learn from the text.
    """

    path: Path
    report: ReportPlace = ReportPlace.NONE
    options: ExportOptions = PLAIN_OPTIONS
    report_format: ReportFormat | None = None
    attached: Attached | None = None
    credentials: Credentials = Credentials.NONE
    forbids_training: bool = False

    @property
    def places(self) -> tuple[Path, ...]:
        """The files that it makes, but for pictures beside the manuscript; none for no name."""
        if not self.path.name:
            return ()
        return (
            self.path,
            *((self.report_path,) if self.report is ReportPlace.BESIDE else ()),
            *((self.attached_path,) if self.attached else ()),
            *((self.credentials_path,) if self.credentials is Credentials.BESIDE else ()),
        )

    @property
    def beside(self) -> ReportFormat:
        """How a report beside the manuscript is written."""
        return self.report_format or _ALIKE.get(self.path.suffix.lower(), ReportFormat.HTML)

    @property
    def report_path(self) -> Path:
        """Where a report beside the manuscript goes: STEM.report.EXT."""
        ending = self.path.suffix
        if _ALIKE.get(ending.lower()) is not self.beside:
            ending = f".{self.beside.value}"
        return self.path.with_name(f"{self.path.stem}.report{ending}")

    @property
    def attached_path(self) -> Path:
        """Where the disclosure that goes along is written."""
        return self.path.with_name(f"{self.path.stem}.disclosure.txt")

    @property
    def credentials_path(self) -> Path:
        """Where Content Credentials beside the manuscript go: NAME.EXT.c2pa."""
        return self.path.with_name(f"{self.path.name}.c2pa")
