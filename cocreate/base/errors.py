"""The tree of troubles that a writer can be told about in one sentence.

CocreateError
├── InputError        a file, an argument or an answer that cannot be used
│   └── NotFoundError     a name or an id that stands for nothing
├── ProjectError      the project file cannot be opened, read or written
│   ├── ProjectHeldError      another program writes to it
│   ├── ProjectTooNewError    made by a newer version of Cocreate
│   └── ProjectDamagedError   not a project, or broken
├── DecisionError     a suggestion that cannot be decided as asked
├── AgentFileError    an agent's file that cannot be read; names line and reason
├── ProviderError     a model service that refused, failed or fell silent
├── BudgetError       the money allowed is spent
├── ConsentError      a service outside this machine that the writer has not agreed to
└── ExportError       a target that cannot be written
"""

from __future__ import annotations

import zlib

# What may come of reading what was altered: whoever reads bytes of a project turns it into one of
# the errors below.
UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)


class CocreateError(Exception):
    """A trouble that one plain sentence can tell; `str(error)` is that sentence."""

    @property
    def sentence(self) -> str:
        """The sentence for the writer: what is wrong and what to do."""
        return str(self)


class InputError(CocreateError):
    """A file, an argument or an answer that cannot be used."""


class NotFoundError(InputError):
    """A name or an id that stands for nothing here."""


class ProjectError(CocreateError):
    """The project file cannot be opened, read or written."""


class ProjectHeldError(ProjectError):
    """Another program is writing to the project."""


class ProjectTooNewError(ProjectError):
    """The project was made by a newer version of Cocreate."""


class ProjectDamagedError(ProjectError):
    """The file is not a project, or is broken."""


class DecisionError(CocreateError):
    """A suggestion cannot be decided as asked."""


class AgentFileError(CocreateError):
    """An agent's file cannot be read."""


class ProviderError(CocreateError):
    """A model service refused, failed or fell silent.

    Args:
        sentence: what happened and what the writer can do.
        retry_after_s: seconds to wait before asking again, when the service said so.
    """

    def __init__(self, sentence: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(sentence)
        self.retry_after_s = retry_after_s


class BudgetError(CocreateError):
    """The money or the tokens allowed are spent."""


class ConsentError(CocreateError):
    """A service outside this machine that the writer has not agreed to."""


class ExportError(CocreateError):
    """A target file cannot be written."""
