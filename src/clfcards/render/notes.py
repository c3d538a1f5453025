"""Render items into the fields of Anki notes."""

import html
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from clfcards.model.bank import Fact, Option, Question
from clfcards.model.citation import is_link
from clfcards.model.deck import Note
from clfcards.model.guide import Guide
from clfcards.model.language import language_of
from clfcards.render.card_language import CardLanguage
from clfcards.render.cloze import cloze_html
from clfcards.render.grading import option_key
from clfcards.render.html import Media, text_html, to_html
from clfcards.render.note_kinds import ANY_LANGUAGE, NoteKind, family_of
from clfcards.render.report_link import report_link, with_report_link
from clfcards.render.tags import Tagger

_COUNT_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class RenderedNote:
    """A note in the form that goes into a package: its kind, and one HTML text per field."""

    kind: NoteKind
    fields: tuple[str, ...]
    tags: tuple[str, ...]


class NoteRenderer:
    """Renders the notes of one exam. `media` maps picture names in the sources to those in the package.

    `published` are the names of the kinds of notes that the exam has published. With a `report_url`, each note ends
    with a link to report a mistake. Templates are frozen, so it stands in a field that they show.
    """

    def __init__(self, guide: Guide, media: Media, published: Collection[str] = (), report_url: str = "") -> None:
        language = language_of(guide.language)
        self._family = family_of(language, published)
        self._language = CardLanguage(language)
        self._is_worded = self._family is ANY_LANGUAGE
        self._services = guide.services
        self._tasks = {task.id: self._text(f"{task.id} {task.title}") for task in guide.tasks.values()}
        self._media = media
        self._tagger = Tagger(guide)
        self._source = cache(_source_link)
        self._service_names = cache(self._join_services)
        self._report_url = report_url
        self._report = self._language.report() if self._is_worded else "Report a mistake"
        self._attributes = self._language.attributes() if self._is_worded else ""

    def render(self, note: Note) -> RenderedNote:
        if isinstance(note, Question):
            return self._note(self._family.question, note, self._question(note))
        if note.cloze:
            return self._note(self._family.cloze, note, (self._cloze(note), self._html(note.why)))
        return self._note(self._family.fact, note, self._fact(note))

    def _note(self, kind: NoteKind, note: Note, fields: tuple[str, ...]) -> RenderedNote:
        return RenderedNote(kind, (*fields, *self._tail(note)), self._tagger.tags(note))

    def _join_services(self, services: tuple[str, ...]) -> str:
        return " · ".join(self._text(self._services[id_].name) for id_ in services)

    def _text(self, name: str) -> str:
        """A name of the guide as HTML."""
        return self._in_language(text_html(name))

    def _html(self, text: str) -> str:
        return self._in_language(to_html(text, self._media))

    def _in_language(self, rendered: str) -> str:
        return self._language.text(rendered) if self._is_worded else rendered

    def _cloze(self, fact: Fact) -> str:
        return cloze_html(fact.cloze, self._media, self._in_language)

    def _fact(self, fact: Fact) -> tuple[str, ...]:
        asked = self._language.what_is_it() if self._is_worded else "yes"
        return self._html(fact.front), self._html(fact.back), asked if fact.reverse else "", self._html(fact.why)

    def _question(self, question: Question) -> tuple[str, ...]:
        asked = self._language.choose(len(question.correct)) if self._is_worded else choose(question)
        return self._html(question.stem), asked, self._options(question), self._answers(question)

    def _options(self, question: Question) -> str:
        """The options on the front, which contain nothing that distinguishes right from wrong."""
        items = (f'<li data-option="{key}">{self._html(option.text)}</li>' for key, option, _ in _shuffled(question))
        keys = f'<p class="keys">{self._language.how_to_choose()}</p>' if self._is_worded else ""
        return f'<ul class="options" data-choose="{len(question.correct)}">{"".join(items)}</ul>{keys}'

    def _answers(self, question: Question) -> str:
        """The options on the back: the same options in the same order, each with its mark and its reason."""
        items = (
            f'<li data-option="{key}" class="{"right" if right else "wrong"}">'
            f'<b class="mark">{"✓" if right else "✗"}</b> <span class="text">{self._html(option.text)}</span>'
            f'<div class="why">{self._html(option.why)}</div></li>'
            for key, option, right in _shuffled(question)
        )
        return f'<ul class="options answers">{"".join(items)}</ul>'

    def _verified(self, note: Note) -> str:
        return self._language.verified(note.verified) if self._is_worded else note.verified.isoformat()

    def _tail(self, note: Note) -> tuple[str, ...]:
        return (
            self._service_names(note.services),
            self._source(note.source),
            with_report_link(self._verified(note), report_link(self._report_url, note), self._report),
            self._tasks[note.task],
            note.id,
            *((self._attributes,) if self._is_worded else ()),
            "",
            "",
            "",
        )


def _source_link(url: str) -> str:
    """A link whose text is the name of the site; a book is named."""
    if not is_link(url):
        return html.escape(url)
    return f'<a href="{html.escape(url)}">{html.escape(url.split("/")[2])}</a>'


def choose(question: Question) -> str:
    """ "Choose two", depending on the number of right options, or an empty text if there is only one."""
    right = len(question.correct)
    return "" if right == 1 else f"Choose {_COUNT_WORDS[right] if right < len(_COUNT_WORDS) else right}"


def _shuffled(question: Question) -> list[tuple[str, Option, bool]]:
    """(key, option, whether it is right) in an order that reveals nothing about the answer."""
    options = [(option_key(question.id, o.text), o, True) for o in question.correct]
    options += [(option_key(question.id, o.text), o, False) for o in question.distractors]
    return sorted(options, key=lambda entry: entry[0])
