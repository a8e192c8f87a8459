"""`python -m tests.accuracy --seeds N [--steps M]`: mean and worst error by class; 1 if any."""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path


def main() -> int:
    """Run the seeds and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description=__doc__)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--seconds", type=float, help="begin no further seed after so long")
    parser.add_argument("--show", action="store_true", help="show what each failed seed did")
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["COCREATE_HOME"] = home
        os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
        return _measure(given)


def _measure(given: argparse.Namespace) -> int:
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - after the platform is chosen
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

    from tests.accuracy.measure import Outcome, run  # noqa: PLC0415 - as above
    from tests.accuracy.model import CLASSES  # noqa: PLC0415 - as above

    app = QApplication.instance() or QApplication([])
    began = time.monotonic()
    outcomes: list[Outcome] = []
    for seed in range(given.first, given.first + given.seeds):
        if given.seconds and outcomes and time.monotonic() - began > given.seconds:
            break
        with tempfile.TemporaryDirectory() as folder:
            outcome = run(seed, given.steps, Path(folder))
        outcomes.append(outcome)
        app.processEvents()
        if given.show:
            _tell(f"seed {seed}: {outcome.steps} steps, {len(outcome.errors.sentences)} errors")
        if outcome.errors:
            _tell(f"seed {seed}, step {outcome.steps}:")
            for sentence in outcome.errors.sentences[:5]:
                _tell(f"  {sentence}")
            for line in outcome.log[-12:] if given.show else []:
                _tell(f"    {line}")
    QGuiApplication.clipboard().clear()  # what Python put there must not outlive it
    for name in CLASSES:
        found = [outcome.errors.by_class[name] for outcome in outcomes]
        _tell(f"{name:12} mean error {statistics.fmean(found):g}, worst {max(found)}")
    steps = sum(outcome.steps for outcome in outcomes)
    wrong = sum(bool(outcome.errors) for outcome in outcomes)
    _tell(
        f"{len(outcomes)} seeds, {steps} steps, {wrong} seeds with errors, "
        f"{time.process_time():.0f} s of processor time"
    )
    return 1 if wrong else 0


def _tell(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
