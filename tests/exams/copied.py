"""Copies of the small exams, which a test may change and build."""

import shutil
from pathlib import Path

_EXAMS = Path(__file__).parent
CODES = ("kumo-101", "sahab-101")


def copied_exam(decks: Path, code: str) -> Path:
    """The folder of a copy of the exam in `decks`."""
    shutil.copytree(_EXAMS / code, decks / code)
    return decks / code
