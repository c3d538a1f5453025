"""Retires items: removes them from the sources, and records the reason in the ledger."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from clfcards.anki.retire import retire_in_file
from clfcards.decks.contents import read_text
from clfcards.decks.edits import FileEdit, write_edits
from clfcards.decks.load import Loaded, load_with_guide
from clfcards.errors import ClfcardsError, UsageError
from clfcards.model.spelling import did_you_mean
from clfcards.next_step import NextStep
from clfcards.source.edit import LayoutError
from clfcards.system.files import shown
from clfcards.transition.retire import without_item


@dataclass(frozen=True, slots=True)
class Retirement:
    """The items to be retired, by id, and the edits that remove them. `successor` is an id, or empty."""

    folder: Path
    namespace: str
    ids: tuple[str, ...]
    reason: str
    successor: str
    edits: tuple[FileEdit, ...]


def prepare_retirement(folder: Path, id_: str, reason: str, successor: str = "") -> Retirement:
    """The retirement of one item, not yet written; references to it become references to its successor.

    Raises UsageError if an id is unknown, or a file must be edited by hand; and ClfcardsError if a file of the exam
    is not UTF-8 or has items that cannot be read, because the references in it would remain.
    """
    loaded, _, settings = load_with_guide(folder)
    if unread := [file.path for file in loaded.bank_files if file.broken or file.hides_items]:
        raise ClfcardsError(
            f"'{shown(Path(unread[0]))}' has errors, so the item or a reference to it could be missed there",
            NextStep.run("check"),
        )
    ids = {item.id for item in loaded.bank.with_drafts}
    for name in (id_, successor):
        if name and name not in ids:
            raise UsageError(f"there is no item '{name}'{did_you_mean(name, ids)}")
    if id_ == successor:
        raise UsageError("an item cannot be its own successor")
    return Retirement(folder, settings.namespace, (id_,), reason, successor, _edits(loaded, id_, successor))


def _edits(loaded: Loaded, id_: str, successor: str) -> tuple[FileEdit, ...]:
    texts = {name: read_text(path) for name, path in loaded.files.items()}
    bank = loaded.bank.with_drafts
    sources = sorted({item.origin.path for item in bank})
    try:
        changed = without_item({name: texts[name] for name in sources}, bank, id_, successor)
    except LayoutError as error:
        raise UsageError(f"'{id_}' must be removed by hand: {error}") from error
    return tuple(FileEdit(loaded.files[name], texts[name], text or None) for name, text in changed.items())


def retire(retirement: Retirement, day: dt.date) -> None:
    """Writes the ledger, then the edits: in the reverse order, a build in between would record a reason of its own."""
    retire_in_file(
        retirement.folder,
        retirement.namespace,
        retirement.ids,
        day,
        retirement.reason,
        retirement.successor,
    )
    write_edits(retirement.edits)
