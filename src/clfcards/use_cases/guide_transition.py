"""Brings the sources in line with a new guide: the edits are prepared, shown, and written on request."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from clfcards.anki.ledger_file import ledger_bytes, ledger_in, ledger_path
from clfcards.anki.retire import retired
from clfcards.decks.contents import read_text
from clfcards.decks.edits import FileEdit
from clfcards.decks.item_lines import item_lines
from clfcards.decks.journal import write_as_a_whole
from clfcards.decks.load import Loaded, guide_and_settings_of, load
from clfcards.decks.revisions import guide_at
from clfcards.errors import UsageError
from clfcards.model.bank import Bank, Origin
from clfcards.model.guide import Guide
from clfcards.transition.plan import plan_edits
from clfcards.transition.route import Route, routes
from clfcards.transition.shares import settings_todo, with_new_services, without_shares
from clfcards.transition.tally import Tally, tally
from clfcards.transition.tasks import TaskMap, task_map
from clfcards.transition.todo import ToDo
from clfcards.transition.topics import service_map
from clfcards.use_cases.check import SourcesHaveErrors
from clfcards.use_cases.decisions import decisions_in


@dataclass(frozen=True, slots=True)
class Transition:
    """The changes that bring the sources in line with the guide `after`.

    `retired` are the ids of items whose task is gone, and `edited` those of items that are not only moved. `lines`
    are the lines of items before the edits, counted from 1, by origin. Paths in these origins, in `routes` and in
    `todo` are relative to the exam's folder.
    """

    folder: Path
    namespace: str
    before: Guide
    after: Guide
    tasks: TaskMap
    routes: tuple[Route, ...]
    edits: tuple[FileEdit, ...]
    retired: tuple[str, ...]
    edited: tuple[str, ...]
    todo: tuple[ToDo, ...]
    lines: Mapping[Origin, int]

    @property
    def tally(self) -> Tally:
        return tally(self.routes, self.before, self.tasks)


def prepare_transition(folder: Path, new: str, decisions: Path | None) -> Transition | SourcesHaveErrors:
    """The transition to a guide in a file or at a git revision; nothing is written.

    `decisions` is a file with a maintainer's decisions, such as a completed to-do list. Raises UsageError if it or
    the guide cannot be read, and if the guide's map of tasks cannot be used.
    """
    loaded = load(folder)
    old, settings = guide_and_settings_of(loaded)
    if loaded.problems:
        return SourcesHaveErrors(loaded.problems)
    guide, text = guide_at(new, folder)
    tasks = task_map(old, guide)
    if tasks.refused:
        raise UsageError(tasks.refused)
    bank, names = _with_relative_paths(loaded)
    decided = decisions_in(decisions, bank, guide) if decisions else None
    found = routes(bank, tasks, old, guide, decided)
    texts = {name: read_text(loaded.files[path]) for path, name in names.items()}
    plan = plan_edits(texts, found, old, guide)
    edits = (
        *(FileEdit(folder / name, texts.get(name), text or None) for name, text in plan.files.items()),
        *_settings_edits(folder, old, guide, text),
    )
    todo = (*plan.todo, *settings_todo(settings, tasks, service_map(old, guide)))
    lines = {Origin(names[origin.path], origin.index): line for origin, line in item_lines(loaded).items()}
    return Transition(
        folder, settings.namespace, old, guide, tasks, found, edits, plan.retired, plan.edited, todo, lines
    )


def carry_out(transition: Transition, day: dt.date, reason: str, title: str) -> None:
    """Writes the edits and the ledger, with the retired items and the reason, as a whole that can be undone.

    `title` names the transition in its journal.
    """
    ledger = _ledger_edit(transition, day, reason)
    write_as_a_whole(transition.folder, (*ledger, *transition.edits), title)


def _ledger_edit(transition: Transition, day: dt.date, reason: str) -> Iterable[FileEdit]:
    """The edit of the ledger, if it has one of the retired items."""
    ledger = ledger_in(transition.folder, transition.namespace)
    if ledger is not None and not ledger.notes.keys().isdisjoint(transition.retired):
        path = ledger_path(transition.folder)
        after = ledger_bytes(retired(ledger, transition.retired, day, reason))
        yield FileEdit(path, read_text(path), after.decode())


def _with_relative_paths(loaded: Loaded) -> tuple[Bank, dict[str, str]]:
    """The bank, drafts included, with paths relative to the exam's folder, and these paths by the displayed ones."""
    bank = loaded.bank.with_drafts
    names = {
        shown_path: path.relative_to(loaded.folder).as_posix()
        for shown_path, path in loaded.files.items()
        if path.parent.name in ("facts", "questions")
    }

    def moved(origin: Origin) -> Origin:
        return Origin(names[origin.path], origin.index)

    facts = tuple(replace(fact, origin=moved(fact.origin)) for fact in bank.facts)
    return Bank(facts, tuple(replace(q, origin=moved(q.origin)) for q in bank.questions)), names


def _settings_edits(folder: Path, old: Guide, new: Guide, new_text: str) -> Iterable[FileEdit]:
    """The new guide.yaml, and deck.yaml without the shares of tasks that are gone, and with floors of services."""
    guide, settings = (read_text(folder / name) for name in ("guide.yaml", "deck.yaml"))
    gone = frozenset(old.tasks.keys() - new.tasks.keys())
    for name, before, after in (
        ("guide.yaml", guide, new_text),
        ("deck.yaml", settings, with_new_services(without_shares(settings, gone), service_map(old, new))),
    ):
        if before != after:
            yield FileEdit(folder / name, before, after)
