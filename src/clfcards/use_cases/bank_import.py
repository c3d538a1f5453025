"""Brings questions and facts of another bank into an exam's folder: first a plan that can be shown, then the edits.

Nothing is invented. What a file does not say is missing in what is written, and `check` names it.
"""

import datetime as dt
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clfcards.anki.ledger_file import ledger_in
from clfcards.decks.contents import read_text
from clfcards.decks.edits import FileEdit
from clfcards.decks.foreign_banks import ForeignBank
from clfcards.decks.journal import write_as_a_whole
from clfcards.decks.load import Loaded, load_with_guide
from clfcards.errors import ClfcardsError, UsageError
from clfcards.exchange.count_mark import without_count
from clfcards.exchange.entry import Entry, Unread, entry_of
from clfcards.exchange.identity import Content, content_of, id_of, subject_of
from clfcards.exchange.task_guess import TaskGuess
from clfcards.exchange.yaml_text import item_yaml
from clfcards.model.bank import Bank, Fact, Import, Question
from clfcards.model.citation import book_of
from clfcards.model.guide import Guide
from clfcards.next_step import NextStep
from clfcards.rules.similarity import similar_pairs
from clfcards.rules.words import words
from clfcards.source.bank import read_bank_file
from clfcards.source.edit import LayoutError, new_file, with_items
from clfcards.source.word_kinds import is_url
from clfcards.system.files import shown
from clfcards.use_cases.import_references import References

_CHANGED = 0.6  # likeness of two stems from which one is taken for the other, changed
_FILE = "imported"  # the name of a new file, after its task


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a maintainer says of the files: it applies to all items that do not say it themselves.

    `task` is the task of all items; without it, tasks are those of the files, or guesses.
    """

    license: str = ""
    author: str = ""
    source: str = ""
    verified: str = ""
    difficulty: str = ""
    pool: str = "exam"
    task: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """An entry that is not imported because of another item: the file, the line, the other's id or place, and why."""

    file: str
    line: int
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class NewItem:
    """An entry that is imported, with the file that it is in."""

    file: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class BankImport:
    """What an import would do. `known` counts the entries that are in the bank already, word for word.

    `unread` are the parts of each file that cannot be read. `changed` are entries whose item is in the bank with
    another content, and `repeated` those that stand in the files twice. `left_out` counts, by field, the new items
    that name something that neither the exam nor the import has.
    """

    folder: Path
    guide: Guide
    banks: tuple[ForeignBank, ...]
    items: tuple[NewItem, ...]
    known: int
    changed: tuple[Clash, ...]
    repeated: tuple[Clash, ...]
    left_out: dict[str, int]
    unread: tuple[tuple[str, Unread], ...]
    edits: tuple[FileEdit, ...]


def prepare_import(folder: Path, banks: tuple[ForeignBank, ...], provenance: Provenance) -> BankImport:
    """The plan for these files; nothing is written.

    Raises UsageError for a task that the guide does not have, and ClfcardsError if not all items of the exam can be
    read: then it is not known which questions are there.
    """
    loaded, guide, settings = load_with_guide(folder)
    if loaded.hides_items:
        raise ClfcardsError(
            "a file of the exam cannot be read, so it is not known which questions are there already",
            NextStep.run("check"),
        )
    if provenance.task and provenance.task not in guide.tasks:
        raise UsageError(f"{guide.exam.code} has no task '{provenance.task}': choose one of {', '.join(guide.tasks)}")
    ledger = ledger_in(folder, settings.namespace)
    retired = frozenset(ledger.notes if ledger else ()) - {item.id for item in loaded.bank}
    sorting = _Sorting(loaded.bank, retired | loaded.broken)
    completed = _Completed(guide, TaskGuess(guide, loaded.bank), provenance)
    fresh: list[NewItem] = []
    for bank in banks:
        for entry in map(without_count, bank.reading.entries):
            if (id_ := sorting.id_if_new(bank.name, entry)) is not None:
                fresh.append(NewItem(bank.name, completed.entry(bank.name, replace(entry, id=id_))))
    ids = frozenset(item.id for item in (*loaded.bank, *loaded.bank.drafts))
    named, left_out = _with_references(guide, ids, sorting.without_changed(fresh))
    items, refused = _readable(named)
    if refused:
        items, more = _with_references(guide, ids, items)
        left_out += more
    left_out["source"] = sum(item.entry.id in completed.without_their_source for item in items)
    unread = [(bank.name, part) for bank in banks for part in bank.reading.unread]
    return BankImport(
        folder, guide, banks, items, sorting.known, tuple(sorting.changed), tuple(sorting.repeated),
        dict(+left_out), (*unread, *refused), tuple(_edits(loaded, items)),
    )  # fmt: skip


def _with_references(
    guide: Guide, ids: frozenset[str], items: Sequence[NewItem]
) -> tuple[tuple[NewItem, ...], Counter[str]]:
    """The items with those references that lead to an item of the exam or of the import."""
    references = References(guide, ids | {item.entry.id for item in items})
    entries, left_out = references.kept(item.entry for item in items)
    return tuple(NewItem(item.file, entry) for item, entry in zip(items, entries, strict=True)), left_out


def carry_out_import(plan: BankImport, day: dt.date) -> None:
    """Writes the files as a whole; the journal's title names the import."""
    names = ", ".join(bank.name for bank in plan.banks[:3]) + (" …" if len(plan.banks) > 3 else "")
    write_as_a_whole(plan.folder, plan.edits, f"import of {len(plan.items)} items from {names} on {day}")


class _Sorting:
    """Sorts entries into new ones, known ones, changed ones, and repetitions."""

    def __init__(self, bank: Bank, gone: frozenset[str]) -> None:
        self.known = 0
        self.changed: list[Clash] = []
        self.repeated: list[Clash] = []
        self._items: dict[str, Fact | Question] = {item.id: item for item in (*bank.drafts, *bank)}
        self._gone = gone - self._items.keys()
        self._content = {item.id: content_of(entry_of(item)) for item in self._items.values()}
        self._by_content: dict[Content, str] = {content: id_ for id_, content in self._content.items()}
        self._by_subject: dict[str, str] = {content[0]: id_ for id_, content in self._content.items()}
        self._read: dict[str, tuple[str, int, Content]] = {}
        self._contents: dict[Content, tuple[str, int]] = {}
        self._met: set[str] = set()

    def id_if_new(self, file: str, entry: Entry) -> str | None:
        """The id of an entry that is new, or None after its place was noted."""
        content, id_ = content_of(entry), id_of(entry)
        known = self._by_content.get(content)
        if known is not None:
            self.known += 1
            self._met.add(known)
        elif content in self._contents:
            other, line = self._contents[content]
            self.repeated.append(Clash(file, entry.line, f"{other}:{line}", "the same question"))
        elif id_ in self._content or content[0] in self._by_subject:
            other = id_ if id_ in self._content else self._by_subject[content[0]]
            self._met.add(other)
            self.changed.append(Clash(file, entry.line, other, _difference(content, self._content[other])))
        elif id_ in self._gone:
            self.changed.append(Clash(file, entry.line, id_, "it was in the bank, and was retired or removed"))
        else:
            id_ = self._free(id_)
            self._read[id_] = (file, entry.line, content)
            self._contents[content] = (file, entry.line)
            return id_
        return None

    def _free(self, id_: str) -> str:
        number = 2
        free = id_
        while free in self._read or free in self._content:
            free = f"{id_}-{number}"
            number += 1
        return free

    def without_changed(self, fresh: list[NewItem]) -> list[NewItem]:
        """The new items without those that were imported from the same file before, with almost the same words."""
        files = {item.file for item in fresh}
        before = [
            item
            for item in self._items.values()
            if item.imported and item.imported.file in files and item.id not in self._met
        ]
        if not before:
            return fresh
        subjects = [_words(entry_of(item)) for item in before] + [_words(item.entry) for item in fresh]
        changed: set[int] = set()
        taken: set[int] = set()
        for old, new, _ in sorted(similar_pairs(subjects, _CHANGED), key=lambda pair: -pair[2]):
            place = new - len(before)
            if old < len(before) <= new and place not in changed and old not in taken:
                was, now = before[old], fresh[place]
                if was.imported is not None and was.imported.file == now.file:
                    changed.add(place)
                    taken.add(old)
                    self.changed.append(Clash(now.file, now.entry.line, was.id, "its words changed"))
        return [item for place, item in enumerate(fresh) if place not in changed]


def _words(entry: Entry) -> frozenset[str]:
    return frozenset(words(entry.subject)) or frozenset({subject_of(entry)})


def _difference(new: Content, old: Content) -> str:
    if new[0] != old[0]:
        return "another question has this id"
    return "its options changed" if new[1] == old[1] else "its right answer changed"


class _Completed:
    """Adds to entries what the maintainer said, their provenance, and a task."""

    def __init__(self, guide: Guide, guess: TaskGuess, provenance: Provenance) -> None:
        self._guide, self._guess, self._given = guide, guess, provenance
        self.without_their_source: set[str] = set()

    def entry(self, file: str, entry: Entry) -> Entry:
        given = self._given
        task = given.task or self._task_of(entry)
        likely = task or self._guess.of(_telling(entry))
        imported = entry.imported or Import(
            file, entry.line, given.license, given.author, entry.explanation.replace("\t", " ")
        )
        is_question = entry.is_question
        has_difficulty = entry.difficulty or entry.expected or not is_question
        names_source = is_url(entry.source) or bool(book_of(entry.source))
        if entry.source and not names_source:
            self.without_their_source.add(entry.id)
        return replace(
            entry,
            task=likely,
            pool=entry.pool or (given.pool if is_question else ""),
            difficulty=entry.difficulty if has_difficulty else given.difficulty,
            source=entry.source if names_source else given.source,
            verified=entry.verified or given.verified,
            imported=replace(imported, task_is_guess=not task or (imported.task_is_guess and not given.task)),
        )

    def _task_of(self, entry: Entry) -> str:
        """The task that the file gives, as an id or with a title after it."""
        first = entry.task.split(" ")[0].rstrip(".:")
        return entry.task if entry.task in self._guide.tasks else first if first in self._guide.tasks else ""


def _telling(entry: Entry) -> Iterator[str]:
    """The texts that tell the task; those of the right options count twice."""
    yield from (entry.subject, entry.back)
    for option in entry.options:
        yield from (option.text,) * (2 if option.is_right else 1)


def _readable(items: Iterable[NewItem]) -> tuple[tuple[NewItem, ...], list[tuple[str, Unread]]]:
    """The items whose YAML our own reader accepts, and the others with its first message."""
    groups: dict[str, list[NewItem]] = defaultdict(list)
    for item in items:
        groups["questions" if item.entry.is_question else "facts"].append(item)
    kept: list[NewItem] = []
    refused: list[tuple[str, Unread]] = []
    for kind, group in groups.items():
        text, begins = f"task: x\n{kind}:\n", []
        parts = [text]
        line = 3
        for item in group:
            written = item_yaml(item.entry)
            begins.append(line)
            line += written.count("\n")
            parts.append(written)
        messages: dict[int, str] = {}
        for problem in read_bank_file("import", "".join(parts)).problems:
            messages.setdefault(_index(begins, problem.place.line), problem.message)
        kept += [item for at, item in enumerate(group) if at not in messages]
        refused += [(group[at].file, Unread(group[at].entry.line, message)) for at, message in messages.items()]
    return tuple(kept), refused


def _index(begins: list[int], line: int) -> int:
    """The place of the item that this line belongs to."""
    return max(0, bisect_right(begins, line) - 1)


def _edits(loaded: Loaded, items: Iterable[NewItem]) -> Iterator[FileEdit]:
    """The files with the new items at their ends, one for each task and kind.

    Raises UsageError if one cannot be edited.
    """
    by_path: Mapping[Path, list[Entry]] = defaultdict(list)
    for item in items:
        kind = "questions" if item.entry.is_question else "facts"
        by_path[loaded.folder / kind / f"{item.entry.task}-{_FILE}.yaml"].append(item.entry)
    for path, entries in sorted(by_path.items()):
        written = [item_yaml(entry) for entry in entries]
        before = read_text(path) if path.exists() else None
        try:
            after = (
                new_file(entries[0].task, path.parent.name, written) if before is None else with_items(before, written)
            )
        except LayoutError as error:
            raise UsageError(f"cannot add to '{shown(path)}': {error}; move its items to another file") from error
        yield FileEdit(path, before, after)
