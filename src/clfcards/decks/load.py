"""Loads an exam's folder: its guide, settings, bank and pictures, and all problems in its files."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from clfcards.decks.cache import IN_THIS_RUN
from clfcards.decks.contents import Contents, decode, encoding_problem, read_contents
from clfcards.decks.derived_file import fingerprint
from clfcards.decks.media import checked_media
from clfcards.decks.read_bank import ReadBank, read_bank, write_bank
from clfcards.errors import ClfcardsError
from clfcards.model.bank import Bank, Origin
from clfcards.model.deck import DeckSettings, Floors, Limits
from clfcards.model.guide import Guide
from clfcards.model.problem import Problem, in_order
from clfcards.next_step import NextStep
from clfcards.rules.rule import Sources
from clfcards.source.bank import read_bank_file
from clfcards.source.bank_file import BankFile
from clfcards.source.deck_settings import read_deck_settings
from clfcards.source.guide import read_guide
from clfcards.system.files import read_bytes, shown


class BankCache(Protocol):
    """A cache of the results of reading files; entries can be lost without harm."""

    def get(self, path: str, data: bytes) -> BankFile | None: ...

    def put(self, path: str, data: bytes, file: BankFile) -> None: ...


@dataclass(frozen=True)
class Loaded:
    """The content of an exam's folder. `guide` and `settings` are None if their files have problems.

    `files` maps the displayed path of every source file to its path on disk. `bank_files` are the files of facts
    and questions, and `bank` is everything in them. `hides_items` means that a file that could not be read, or not
    wholly, may have items whose ids are not known.
    """

    folder: Path
    files: dict[str, Path]
    guide: Guide | None
    settings: DeckSettings | None
    bank_files: tuple[BankFile, ...]
    bank: Bank
    media: dict[str, Path]
    problems: tuple[Problem, ...]
    hides_items: bool = False

    @property
    def broken(self) -> frozenset[str]:
        """The ids of items that are in a file but not in the bank: they could not be read, or are drafts."""
        ids = (id_ for file in self.bank_files for id_ in file.broken)
        return frozenset((*ids, *(draft.id for draft in self.bank.drafts)))

    def sources(self) -> Sources | None:
        """The sources for the rules; None if there is no guide with which to compare the bank."""
        if self.guide is None:
            return None
        sizes = {name: path.stat().st_size for name, path in self.media.items()}
        limits = self.settings.limits if self.settings else Limits()
        tasks = tuple((Origin(file.path, -1), file.task) for file in self.bank_files)
        return Sources(
            self.guide,
            self.bank,
            sizes,
            limits,
            self.broken,
            self.hides_items,
            tasks,
            floors=self.settings.floors if self.settings else Floors(),
            guide_file=Origin(shown(self.folder / "guide.yaml"), -1),
            settings_file=Origin(shown(self.folder / "deck.yaml"), -1),
        )


def load(folder: Path, cache: BankCache | None = None) -> Loaded:
    """Reads every source file in an exam's folder; problems are collected, not raised."""
    return load_contents(read_contents(folder), cache)


def load_contents(contents: Contents, cache: BankCache | None = None) -> Loaded:
    """Parses the files' contents; problems are collected, not raised."""
    folder = contents.folder
    guide, settings, found = guide_and_settings(contents)
    problems = [*contents.problems, *found]
    read = tuple([file for name, data in contents.bank if (file := _bank_file(name, data, problems, cache))])
    for file in read:
        problems += file.problems
    media, found = checked_media(folder)
    problems += found
    return Loaded(
        folder=folder,
        files=contents.files,
        guide=guide,
        settings=settings,
        bank_files=read,
        bank=_bank(read, settings.imports_may_lack if settings else ()),
        media=media,
        problems=tuple(in_order(with_source_lines(problems, contents.files))),
        hides_items=any(problem.rule == "file-name" for problem in contents.problems)
        or len(read) < len(contents.bank)
        or any(file.hides_items for file in read),
    )


def guide_and_settings(contents: Contents) -> tuple[Guide | None, DeckSettings | None, list[Problem]]:
    """The guide and the deck's settings, each None if its file is missing or has problems; and the problems."""
    problems: list[Problem] = []
    guide, settings = None, None
    name = shown(contents.folder / "guide.yaml")
    if contents.guide is not None and (text := _decoded(name, contents.guide, problems)) is not None:
        guide, found = read_guide(name, text)
        problems += found
    name = shown(contents.folder / "deck.yaml")
    if contents.settings is not None and (text := _decoded(name, contents.settings, problems)) is not None:
        settings, found = read_deck_settings(name, text, guide)
        problems += found
    return guide, settings, problems


def load_cached(folder: Path, cache: Path, *, store: bool = True) -> Loaded:
    """Like `load`, but uses the bank stored in the folder `cache` if it was made from the same sources.

    Otherwise, the bank is stored there, unless `store` is false.
    """
    contents = read_contents(folder)
    sources = fingerprint(contents)
    bank = read_bank(cache, sources)
    loaded = load_contents(contents, bank or IN_THIS_RUN)
    if bank is None and store:
        write_bank(cache, sources, ReadBank.of(loaded.bank_files))
    return loaded


def load_with_guide(folder: Path) -> tuple[Loaded, Guide, DeckSettings]:
    """The folder with its guide and settings. Raises ClfcardsError if one of them has problems."""
    loaded = load(folder)
    return loaded, *guide_and_settings_of(loaded)


def guide_and_settings_of(loaded: Loaded) -> tuple[Guide, DeckSettings]:
    """The guide and settings of a loaded folder. Raises ClfcardsError if one of them has problems."""
    if loaded.guide is None or loaded.settings is None:
        raise ClfcardsError(f"the guide or settings in '{shown(loaded.folder)}' have errors", NextStep.run("check"))
    return loaded.guide, loaded.settings


def with_source_lines(problems: Iterable[Problem], files: dict[str, Path]) -> list[Problem]:
    """The problems, each with its line of source added; every file is read once."""
    lines: dict[str, list[str]] = {}
    shown_problems = []
    for problem in problems:
        at = problem.place
        if at.path in files and at.path not in lines:
            lines[at.path] = decode(read_bytes(files[at.path]))[0].split("\n")
        text = lines.get(at.path, [])
        line = text[at.line - 1].rstrip("\r") if at.line <= len(text) else ""
        shown_problems.append(replace(problem, source_line=line))
    return shown_problems


def _bank(files: tuple[BankFile, ...], may_lack: Iterable[str]) -> Bank:
    """Everything in the files. Imported items that lack only what they may lack are used like all others."""
    allowed = frozenset(may_lack)
    facts = [fact for file in files for fact in (*file.facts, *file.draft_facts)]
    questions = [question for file in files for question in (*file.questions, *file.draft_questions)]
    return Bank(
        tuple([fact for fact in facts if allowed.issuperset(fact.gaps)]),
        tuple([question for question in questions if allowed.issuperset(question.gaps)]),
        tuple([fact for fact in facts if not allowed.issuperset(fact.gaps)]),
        tuple([question for question in questions if not allowed.issuperset(question.gaps)]),
    )


def _decoded(name: str, data: bytes, problems: list[Problem]) -> str | None:
    text, bad = decode(data)
    if bad is None:
        return text
    problems.append(encoding_problem(name, data, bad))
    return None


def _bank_file(name: str, data: bytes, problems: list[Problem], cache: BankCache | None) -> BankFile | None:
    """One file of facts or questions; if it is not text, None, and a problem is added."""
    file = cache.get(name, data) if cache else None
    if file is None:
        text = _decoded(name, data, problems)
        if text is None:
            return None
        file = read_bank_file(name, text)
        if cache:
            cache.put(name, data, file)
    return file
