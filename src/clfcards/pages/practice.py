"""The page of practice exams: a diagnostic, exams and all other questions in one file, which works without a script."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from clfcards import __version__
from clfcards.exam.answer_text import TIMES
from clfcards.exam.diagnosis_table import diagnosis_table
from clfcards.exam.practice_forms import PracticeForms
from clfcards.exam.time_warnings import MARKS_MINUTES
from clfcards.model.bank import Question
from clfcards.model.card_words import card_words
from clfcards.model.citation import is_link
from clfcards.model.deck import DeckSettings
from clfcards.model.guide import Guide
from clfcards.model.language import language_of
from clfcards.pages.practice_document import (
    FORMAT,
    PageDocument,
    PageDomain,
    PageExam,
    PageKey,
    PageQuestion,
    PageTask,
)
from clfcards.pages.practice_parts import PracticePart, PracticeQuestion, practice_parts
from clfcards.pages.practice_tables import page_forms
from clfcards.pages.template import page
from clfcards.render.grading import option_key
from clfcards.render.report_link import item_version
from clfcards.words.keys import KEYS
from clfcards.words.page import page_words

PLAN_MINUTES = 600
"""The minutes that the diagnostic's plan divides: those of `clfcards diagnostic` without options."""

_UNNAMED = "e1f3a9c07b52"
"""A placeholder for the version until it is computed; no text contains it by chance."""

_BROWSER_KEYS = {
    "enter": "Enter", "space": " ", "up": "ArrowUp", "down": "ArrowDown", "left": "ArrowLeft", "right": "ArrowRight",
    "question_mark": "?",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PracticePage:
    """A page and its version, which changes with anything on the page."""

    html: str
    version: str


@dataclass(frozen=True, slots=True)
class PracticeSources:
    """What a page is made of. `questions` are all those on it, each id once."""

    guide: Guide
    deck: DeckSettings
    questions: Sequence[Question]
    forms: PracticeForms


def practice_page(sources: PracticeSources, *, site: bool = False) -> PracticePage:
    """The page, which needs no other file; on a `site`, it also names the files that make it an installed one."""
    guide = sources.guide
    diagnostic = sources.forms.diagnostic
    diagnosis = diagnosis_table(guide, sources.deck.shares, diagnostic, PLAN_MINUTES) if diagnostic else None
    forms = page_forms(guide, sources.forms.all, diagnosis)
    questions = {question.id: question for question in sources.questions}
    parts = practice_parts(guide, questions, list(zip(sources.forms.all, forms, strict=True)))
    html = _html(sources, parts, _document(sources, parts, site=site))
    version = hashlib.blake2b(html.encode(), digest_size=6).hexdigest()
    return PracticePage(html.replace(_UNNAMED, version), version)


def _html(sources: PracticeSources, parts: Sequence[PracticePart], document: PageDocument) -> str:
    guide = sources.guide
    return page(
        "practice.html",
        language=guide.language,
        guide=guide,
        parts=parts,
        words=card_words(language_of(guide.language)),
        english=document.words,
        document=document,
        site=document.site,
        version=document.version,
        is_link=is_link,
    )


def _document(sources: PracticeSources, parts: Sequence[PracticePart], *, site: bool) -> PageDocument:
    guide, diagnostic = sources.guide, sources.forms.diagnostic
    language = language_of(guide.language)
    difficulty_of = {q.id: q.difficulty for form in sources.forms.all for q in form.questions}
    places = {difficulty: place for place, difficulty in enumerate(sorted(set(difficulty_of.values())))}
    return PageDocument(
        format=FORMAT,
        version=_UNNAMED,
        program=__version__,
        namespace=sources.deck.namespace,
        exam=PageExam(guide.exam.code, guide.exam.name, guide.exam.vendor),
        language=guide.language,
        direction=language.direction,
        site=site,
        report_url=sources.deck.report_url,
        domains=tuple(
            PageDomain(d.id, d.title, d.weight, tuple(PageTask(task.id, task.title) for task in d.tasks))
            for d in guide.domains
        ),
        difficulties=tuple(places),
        questions=tuple(
            _question(
                question,
                places[difficulty_of[question.id]] if question.id in difficulty_of else -1,
                reports=bool(sources.deck.report_url),
            )
            for part in parts
            for question in part.questions
        ),
        forms=tuple(part.form for part in parts if part.form),
        keys=tuple(
            PageKey(key.action, tuple(dict.fromkeys(_BROWSER_KEYS.get(k, k) for k in key.keys)), key.shown, key.exam)
            for key in KEYS
            if key.exam
        ),
        marks=MARKS_MINUTES,
        times=TIMES,
        words=page_words(guide, len(diagnostic) if diagnostic else 0, PLAN_MINUTES),
    )


def _question(shown: PracticeQuestion, difficulty: int, *, reports: bool) -> PageQuestion:
    version = item_version(shown.question) if reports else ""
    right = "".join(str(place) for place, option in enumerate(shown.options) if option.is_right)
    return PageQuestion(shown.id, shown.task, difficulty, option_key(shown.id, shown.question.stem), right, version)
