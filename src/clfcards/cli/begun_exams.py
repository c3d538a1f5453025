"""Which of several exams a learner has begun: those with a log, as far as the names of the files tell."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from clfcards.cli.chosen_exam import chosen_exam
from clfcards.cli.learner import data_folder
from clfcards.cli.options import GlobalOptions
from clfcards.decks.folders import exam_folder, exams_in, find_decks, the_only_exam
from clfcards.errors import ClfcardsError, UsageError
from clfcards.system.files import read_bytes


class Exams(NamedTuple):
    """The folders of exams for a learner who named none.

    `first` is the one that commands take, None if they would ask; `chosen` says that the learner chose it. `begun` are
    those with a log, and `others` all the rest.
    """

    first: Path | None
    chosen: bool
    begun: tuple[Path, ...]
    others: tuple[Path, ...]


def several_exams(options: GlobalOptions) -> Exams | None:
    """All exams in the decks; None if one was named, or nobody has to choose one."""
    if options.exam is not None:
        return None
    decks = find_decks(options.decks).path
    exams = exams_in(decks)
    if the_only_exam(exams) is not None:
        return None
    chosen, first = chosen_exam(options), None
    with suppress(UsageError):
        first = exam_folder(decks, None, chosen)
    logs = [path.stem.encode() for path in data_folder(options.data).glob("*.db")]
    begun = tuple(folder for folder in exams if _has_log(folder, logs))
    others = tuple(folder for folder in exams if folder not in begun)
    is_chosen = chosen is not None and first is not None and first.name.casefold() == chosen.casefold()
    return Exams(first, is_chosen, begun, others)


def names_its_exam(options: GlobalOptions) -> bool:
    """Whether the next command should name its exam: one was named before, or the learner has begun several."""
    if options.exam is not None:
        return True
    exams = several_exams(options)
    return exams is not None and len(exams.begun) > 1


def _has_log(folder: Path, logs: Sequence[bytes]) -> bool:
    """Whether one of these namespaces is in the exam's settings. They are not parsed: that would take 10 ms."""
    with suppress(ClfcardsError):
        settings = read_bytes(folder / "deck.yaml")
        return any(namespace in settings for namespace in logs)
    return False
