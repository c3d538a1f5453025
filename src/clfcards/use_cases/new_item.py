"""Adds a skeleton of a new item, with an unused id, to the right file."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from clfcards.anki.ledger_file import ledger_in
from clfcards.decks.contents import read_text
from clfcards.decks.item_lines import item_lines
from clfcards.decks.load import Loaded, load, load_with_guide
from clfcards.errors import UsageError
from clfcards.model.guide import Guide
from clfcards.model.new_item_text import fresh_id, skeleton
from clfcards.source.edit import LayoutError, new_file, with_items
from clfcards.source.word_kinds import is_id
from clfcards.system.files import shown, write_atomically

_USUAL_OPTIONS = 4


@dataclass(frozen=True, slots=True)
class NewItem:
    """The item that was added, and the line where it begins, counted from 1."""

    id: str
    path: Path
    line: int


def add_item(folder: Path, kind: str, task: str, id_: str | None, day: dt.date) -> NewItem:
    """Adds a `fact` or a `question` for a task, verified on `day`; if `id_` is None, an unused id is chosen.

    Raises UsageError for an unknown task, for an id that is or was in use, and for a file that must be
    edited by hand; and ClfcardsError if a file of the exam is not UTF-8, because the ids in it are unknown.
    """
    loaded, guide, settings = load_with_guide(folder)
    for source in loaded.files.values():
        read_text(source)
    if task not in guide.tasks:
        raise UsageError(f"{guide.exam.code} has no task '{task}': choose one of {', '.join(guide.tasks)}")
    ledger = ledger_in(folder, settings.namespace)
    published = ledger.notes.keys() if ledger else frozenset[str]()
    taken = frozenset({item.id for item in loaded.bank} | loaded.broken | published)
    if id_ in taken:
        raise UsageError(f"the id '{id_}' is or was in use: ids cannot be reused")
    if id_ is not None and not is_id(id_):
        raise UsageError(f"'{id_}' is not a valid id: use lower-case words joined by '-'")
    chosen = id_ or fresh_id(kind, task, taken)
    path = _file(loaded, kind, task)
    item = skeleton(kind, chosen, day, guide.tasks[task].topics, _options(guide))
    write_atomically(path, _with_item(path, kind, task, item).encode())
    return NewItem(chosen, path, _line(load(folder), chosen))


def _options(guide: Guide) -> int:
    """How many options a question of this exam has: four if it can, otherwise the number nearest to it."""
    return min(guide.format.options, key=lambda number: (abs(number - _USUAL_OPTIONS), number))


def _file(loaded: Loaded, kind: str, task: str) -> Path:
    """The first file of this kind for the task, or the path of a new one."""
    items = loaded.bank.facts if kind == "fact" else loaded.bank.questions
    for item in items:
        if item.task == task:
            return loaded.files[item.origin.path]
    return loaded.folder / f"{kind}s" / f"{task}.yaml"


def _with_item(path: Path, kind: str, task: str, item: str) -> str:
    """The file's text with the item added at the end."""
    if not path.exists():
        return new_file(task, f"{kind}s", [item])
    try:
        return with_items(read_text(path), [item])
    except LayoutError as error:
        raise UsageError(f"cannot add to '{shown(path)}': {error}; add the item by hand") from error


def _line(loaded: Loaded, id_: str) -> int:
    origin = next(item.origin for item in loaded.bank if item.id == id_)
    return item_lines(loaded)[origin]
