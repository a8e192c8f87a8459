"""One replacement in a text, with what went and what came."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextEdit:
    """At `start`, `removed` gave way to `inserted`."""

    start: int
    removed: str
    inserted: str

    @property
    def old_end(self) -> int:
        """End of the removed range, before the edit."""
        return self.start + len(self.removed)

    @property
    def new_end(self) -> int:
        """End of the inserted range, after the edit."""
        return self.start + len(self.inserted)

    @property
    def is_nothing(self) -> bool:
        """Whether the edit leaves the text as it was."""
        return self.removed == self.inserted


def apply(text: str, edit: TextEdit) -> str:
    """Return the text after the edit; the words it removes must stand where it says.

    Raises:
        ValueError: the edit was made for another text.
    """
    if text[edit.start : edit.old_end] != edit.removed or not 0 <= edit.start <= len(text):
        message = f"edit at {edit.start} does not fit the text"
        raise ValueError(message)
    return text[: edit.start] + edit.inserted + text[edit.old_end :]


def invert(edit: TextEdit) -> TextEdit:
    """Return the edit that takes this one back."""
    return TextEdit(edit.start, edit.inserted, edit.removed)


def compose(first: TextEdit, second: TextEdit) -> TextEdit | None:
    """Return one edit that does what `first` and then `second` do.

    None when the second does not touch what the first put in: then the two stay two.
    """
    if second.old_end < first.start or second.start > first.new_end:
        return None
    inside = second.start - first.start
    before = second.removed[: max(0, -inside)]
    reach = second.old_end - first.new_end
    after = second.removed[len(second.removed) - reach :] if reach > 0 else ""
    kept_head = first.inserted[: max(0, inside)]
    kept_tail = first.inserted[max(0, second.old_end - first.start) :]
    return TextEdit(
        min(first.start, second.start),
        before + first.removed + after,
        kept_head + second.inserted + kept_tail,
    )


def common_prefix(one: str, other: str) -> int:
    """Return how many characters two texts share from their beginnings."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    # Bisect on slices: comparing them runs at memory speed, a loop over characters does not.
    while high - low > 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low


def common_suffix(one: str, other: str) -> int:
    """Return how many characters two texts share up to their ends."""
    return common_prefix(one[::-1], other[::-1])


def trim(edit: TextEdit) -> TextEdit:
    """Return the edit without the words at its ends that it puts back as they were."""
    head = common_prefix(edit.removed, edit.inserted)
    removed, inserted = edit.removed[head:], edit.inserted[head:]
    tail = common_suffix(removed, inserted)
    return TextEdit(
        edit.start + head,
        removed[: len(removed) - tail],
        inserted[: len(inserted) - tail],
    )
