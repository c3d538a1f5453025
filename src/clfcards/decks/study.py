"""The deck for study: its outline, its cards in order, and its notes, which are decoded when they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clfcards.decks.confusion_links import DeckLinks, links_of, stored_links, write_links
from clfcards.decks.contents import Contents, pictures, read_contents
from clfcards.decks.derived_file import Sources, fingerprint
from clfcards.decks.exam_forms import ExamForms
from clfcards.decks.lazy_notes import LazyNotes
from clfcards.decks.read_bank import ReadBank, read_bank, write_bank
from clfcards.decks.study_index import StudyIndex, read_index, write_index
from clfcards.decks.unread import Unread, remember_size, unread_files
from clfcards.exam.confusion_links import ConfusionLinks
from clfcards.memory.confusable_order import Confusable
from clfcards.model.study import Outline, StudyCard

if TYPE_CHECKING:  # a review starts without them
    from clfcards.decks.load import Loaded
    from clfcards.decks.readiness_terms import ReadinessTerms
    from clfcards.model.bank import Fact, Question


@dataclass(frozen=True)
class StudyDeck:
    """The deck for study. `cards` are by key, in the order of introduction; `notes` are all of the bank's, by id.

    `forms` are the practice exams that the bank can fill.
    The sources are `is_whole` if they have no error; `unread` are the files with errors and what they cost; None if
    there are none.
    `readiness_terms` returns what readiness needs to know about the exam, `links` which facts are confused if an
    option is chosen, `confusable` which facts these are at all, and `fact_names` a short name of every fact.
    """

    folder: Path
    outline: Outline
    notes: Mapping[str, Fact | Question]
    cards: Mapping[str, StudyCard]
    pictures: Mapping[str, Path]
    files: Mapping[str, Path]
    forms: ExamForms
    is_whole: bool
    unread: Unread | None
    readiness_terms: Callable[[], ReadinessTerms]
    links: Callable[[], ConfusionLinks]
    confusable: Callable[[], Confusable]
    fact_names: Callable[[], Mapping[str, str]]


class _Read(NamedTuple):
    """The index, and functions that return what is needed less often: the bank, the terms of readiness, the links."""

    study: StudyIndex
    bank: Callable[[], ReadBank]
    terms: Callable[[], ReadinessTerms]
    links: DeckLinks


def study_deck(folder: Path, cache: Path | None = None, *, store: bool = True) -> StudyDeck:
    """Reads an exam's folder for study. Items with errors are left out; `clfcards check` reports them.

    If `cache` is given, the parsed and composed sources are stored in that folder. The next start from the
    same sources then neither reads YAML nor decodes notes that are not shown. Without `store`, what is there is
    used, but nothing is written.
    Raises ClfcardsError if the guide or the settings cannot be read, or if no deck can be made.
    """
    contents = read_contents(folder)
    index, bank, terms, links = _cached(contents, cache, store=store) if cache else _composed(contents)
    return StudyDeck(
        folder=folder,
        outline=index.outline,
        notes=LazyNotes(index.notes, bank),
        cards=index.cards,
        pictures=pictures(folder),
        files=contents.files,
        forms=index.forms,
        is_whole=index.is_whole,
        unread=index.unread,
        readiness_terms=terms,
        links=links.links,
        confusable=links.confusable,
        fact_names=links.names,
    )


def _cached(contents: Contents, cache: Path, *, store: bool) -> _Read:
    """What is stored; if it is not stored, it is composed now."""
    sources = fingerprint(contents)
    index = read_index(cache, sources)
    if index is None:
        read = _composed(contents, read_bank(cache, sources), cache)
        if store:
            _store(cache, sources, read)
        return read

    def stored_bank() -> ReadBank:
        bank = read_bank(cache, sources)
        if bank is None:
            bank = _composed(contents).bank()
            if store:
                write_bank(cache, sources, bank)
        return bank

    def stored_terms() -> ReadinessTerms:
        from clfcards.decks.readiness_terms import read_terms, write_terms

        terms = read_terms(cache, sources)
        if terms is None:
            terms = _terms(_loaded(contents, read_bank(cache, sources)))
            if store:
                write_terms(cache, sources, terms)
        return terms

    links = stored_links(cache, sources, lambda: _loaded(contents, read_bank(cache, sources)).bank, store=store)
    return _Read(index, stored_bank, stored_terms, links)


def _store(cache: Path, sources: Sources, read: _Read) -> None:
    from clfcards.decks.readiness_terms import write_terms

    if read.study.unread is None:
        remember_size(cache, read.study.cards)
    write_bank(cache, sources, read.bank())
    write_terms(cache, sources, read.terms())
    write_links(cache, sources, read.links)
    write_index(cache, sources, read.study)


def _composed(contents: Contents, bank: ReadBank | None = None, cache: Path | None = None) -> _Read:
    """What is composed from the sources, with the bank that was read from them, if it was."""
    from clfcards.decks.study_compose import compose_study

    loaded = _loaded(contents, bank)
    index = compose_study(loaded)
    unread = unread_files(contents, loaded, index.cards, cache)
    index = index._replace(unread=unread)
    return _Read(index, lambda: ReadBank.of(loaded.bank_files), lambda: _terms(loaded), links_of(loaded.bank))


def _loaded(contents: Contents, bank: ReadBank | None) -> Loaded:
    from clfcards.decks.cache import IN_THIS_RUN  # these two import YAML and the rules
    from clfcards.decks.load import load_contents

    return load_contents(contents, bank or IN_THIS_RUN)


def _terms(loaded: Loaded) -> ReadinessTerms:
    from clfcards.decks.readiness_terms import readiness_terms

    return readiness_terms(loaded)
