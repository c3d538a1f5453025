"""Finds the folder with the decks, and the folder of an exam in it."""

from pathlib import Path

from clfcards.errors import UsageError
from clfcards.next_step import NextStep


def decks_folder(given: Path | None) -> Path:
    """The folder with the exams: the given one, else `./decks`, else the one that came with the program."""
    if given is not None:
        if not given.is_dir():
            raise UsageError(f"'{given}' is not a folder", NextStep.again_with(decks=None))
        return given
    here = Path("decks")
    if any(here.glob("*/guide.yaml")):
        return here
    package = Path(__file__).resolve().parent.parent
    for shipped in (package / "packaged_decks", package.parent.parent / "decks"):
        if shipped.is_dir():
            return shipped
    raise UsageError("there is no 'decks' folder here", NextStep.again_with(decks=None))


def exam_folder(decks: Path, code: str | None) -> Path:
    """The folder of the exam with this code, or of the only exam if no code is given."""
    exams = sorted(path.parent for path in decks.glob("*/guide.yaml"))
    names = ", ".join(path.name for path in exams)
    if not exams:
        raise UsageError(
            f"there is no exam in '{decks}': an exam is a folder with a guide.yaml", NextStep.again_with(decks=None)
        )
    if code is not None:
        for path in exams:
            if path.name.lower() == code.lower():
                return path
        raise UsageError(f"there is no exam '{code}' in '{decks}': choose one of {names}")
    if len(exams) > 1:
        raise UsageError(f"there are several exams in '{decks}': {names}", NextStep.again_with(exam=None))
    return exams[0]
