"""Makes the folder of a new exam, as a whole or not at all."""

import datetime as dt
from contextlib import suppress
from pathlib import Path

from clfcards.decks import folders
from clfcards.decks.folders import find_decks, namespace_in
from clfcards.errors import ClfcardsError, UsageError
from clfcards.exchange.new_exam import NewExam, files_of
from clfcards.next_step import NextStep
from clfcards.source.bank import read_bank_file
from clfcards.source.deck_settings import read_deck_settings
from clfcards.source.guide import read_guide
from clfcards.system.files import reason, shown, temporary_folder


def decks_for_new_exam(given: Path | None) -> Path:
    """The folder for the new exam's folder: the given one, that of other exams here, or a new one, `decks`."""
    if given is not None:
        return given
    with suppress(UsageError):
        found = find_decks(None)
        if found.found != "program":
            return found.path
    return Path("decks")


def refuse_used(decks: Path, code: str, namespace: str) -> None:
    """Raises UsageError if the exam's folder is there, or its namespace is that of another exam."""
    folder = decks / code.lower()
    if folder.exists():
        raise UsageError(f"'{shown(folder)}' is already there: choose another code, or another folder for the decks")
    for other in _settings_of_exams(decks):
        if namespace_in(other) == namespace:
            raise UsageError(
                f"the namespace '{namespace}' is that of '{other.parent.name}': reviews and notes of the two exams "
                "would be mixed up",
                NextStep.again_with(namespace=None),
            )


def make_exam(decks: Path, exam: NewExam, day: dt.date) -> Path:
    """Writes the exam's folder and returns it. Raises UsageError, and writes nothing, if something is not valid."""
    refuse_used(decks, exam.code, exam.namespace)
    files = files_of(exam, day)
    _refuse_problems(files)
    folder = decks / exam.code.lower()
    is_new = not decks.exists()
    try:
        decks.mkdir(parents=True, exist_ok=True)
        with temporary_folder(decks) as temporary:
            for name, text in files.items():
                path = temporary / "exam" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
            (temporary / "exam").rename(folder)
    except OSError as error:
        raise ClfcardsError(f"cannot write '{shown(folder)}': {reason(error)}") from error
    finally:
        if is_new:
            with suppress(OSError):  # only an empty folder can be removed: nothing was made then
                decks.rmdir()
    return folder


def _refuse_problems(files: dict[str, str]) -> None:
    """Raises UsageError for the first problem that our own readers find in the files."""
    guide, problems = read_guide("guide.yaml", files["guide.yaml"])
    if guide is not None:
        _, problems = read_deck_settings("deck.yaml", files["deck.yaml"], guide)
        for name, text in files.items():
            if "/" in name:
                problems += read_bank_file(name, text).problems
    if problems:
        raise UsageError(f"no exam can be made of this: {problems[0].message}")


def _settings_of_exams(decks: Path) -> list[Path]:
    """The deck.yaml of every exam beside the new one, and of those inside the program, which have logs, too."""
    package = Path(folders.__file__).resolve().parent.parent
    places = (decks, package / "packaged_decks", package.parent.parent / "decks")
    return [path for place in places for path in sorted(place.glob("*/deck.yaml"))]
