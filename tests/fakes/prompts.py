"""A stand-in for the writer: answers queued, questions recorded."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from cocreate.ui.prompts import Choice, FileQuestion, Question, TextQuestion

Answer = bool | str | int | None | Path | tuple[Path, ...]


class FakePrompts:
    """Answer with what was queued, in order; fail when nothing is."""

    def __init__(self, *answers: Answer) -> None:
        self._answers: deque[Answer] = deque(answers)
        self.asked: list[Question | TextQuestion | Choice | FileQuestion] = []
        self.told: list[tuple[str, str, str]] = []

    def will_answer(self, *answers: Answer) -> None:
        """Queue further answers."""
        self._answers.extend(answers)

    def ask(self, question: Question) -> bool:
        answer = self._next(question)
        assert isinstance(answer, bool)
        return answer

    def ask_text(self, question: TextQuestion) -> str | None:
        answer = self._next(question)
        assert answer is None or isinstance(answer, str)
        return answer

    def choose(self, choice: Choice) -> int | None:
        answer = self._next(choice)
        assert answer is None or isinstance(answer, int)
        return answer

    def choose_files(self, question: FileQuestion) -> tuple[Path, ...]:
        answer = self._next(question)
        assert isinstance(answer, tuple)
        return answer

    def choose_folder(self, question: FileQuestion) -> Path | None:
        answer = self._next(question)
        assert answer is None or isinstance(answer, Path)
        return answer

    def choose_target(self, question: FileQuestion) -> Path | None:
        answer = self._next(question)
        assert answer is None or isinstance(answer, Path)
        return answer

    def tell(self, title: str, sentence: str, detail: str = "") -> None:
        self.told.append((title, sentence, detail))

    def _next(self, question: Question | TextQuestion | Choice | FileQuestion) -> Answer:
        self.asked.append(question)
        assert self._answers, f"Nobody queued an answer to {question}"
        return self._answers.popleft()
