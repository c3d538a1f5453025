"""Which folder holds the decks, and which exam of it is meant."""

from pathlib import Path

from clfcards.errors import UsageError
from clfcards.next_step import NextStep


def decks_folder(asked: Path | None) -> Path:
    """The folder of exam folders: the one asked for, else `./decks`, else the one that came with the program."""
    if asked is not None:
        if not asked.is_dir():
            raise UsageError(f"'{asked}' is not a folder", NextStep.again_with(decks=None))
        return asked
    here = Path("decks")
    if any(here.glob("*/guide.yaml")):
        return here
    package = Path(__file__).resolve().parent.parent
    for shipped in (package / "packaged_decks", package.parent.parent / "decks"):
        if shipped.is_dir():
            return shipped
    raise UsageError("there is no 'decks' folder here", NextStep.again_with(decks=None))


def exam_folder(decks: Path, code: str | None) -> Path:
    """The folder of the exam with this code, or of the only exam there is."""
    exams = sorted(path.parent for path in decks.glob("*/guide.yaml"))
    names = ", ".join(path.name for path in exams)
    if not exams:
        raise UsageError(
            f"'{decks}' holds no exam: an exam is a folder with a guide.yaml", NextStep.again_with(decks=None)
        )
    if code is not None:
        for path in exams:
            if path.name.lower() == code.lower():
                return path
        raise UsageError(f"there is no exam '{code}' in '{decks}': choose one of {names}")
    if len(exams) > 1:
        raise UsageError(f"'{decks}' holds several exams: {names}", NextStep.again_with(exam=None))
    return exams[0]
