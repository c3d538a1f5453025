"""The questions as a booklet to print: first the questions alone, then the key with the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from clfcards.errors import UsageError
from clfcards.model.bank import Fact, Option, Question
from clfcards.model.card_words import card_words
from clfcards.model.guide import Guide
from clfcards.model.language import language_of
from clfcards.pages.template import page
from clfcards.render.grading import option_key


@dataclass(frozen=True, slots=True)
class BookletOption:
    """An option with its letter."""

    letter: str
    option: Option
    is_right: bool


@dataclass(frozen=True, slots=True)
class BookletQuestion:
    """A question with its number in the booklet, and its options in the order in which they are printed."""

    number: int
    question: Question
    options: tuple[BookletOption, ...]

    @property
    def key(self) -> str:
        return ", ".join(option.letter for option in self.options if option.is_right)


@dataclass(frozen=True, slots=True)
class BookletPart:
    """A domain with its questions."""

    title: str
    questions: tuple[BookletQuestion, ...]


def booklet_page(guide: Guide, items: Sequence[Fact | Question]) -> str:
    """The page's HTML, which needs no other file. Raises UsageError if there is no question."""
    questions = [_numbered(number, each) for number, each in enumerate(_questions(items), start=1)]
    if not questions:
        raise UsageError("there is no question to print")
    by_domain = groupby(questions, key=lambda each: guide.domain_of_task[each.question.task])
    parts = tuple(BookletPart(f"{domain.id} {domain.title}", tuple(group)) for domain, group in by_domain)
    words = card_words(language_of(guide.language))
    return page("booklet.html", exam_of=guide.exam, parts=parts, language=guide.language, words=words)


def _questions(items: Sequence[Fact | Question]) -> list[Question]:
    return [item for item in items if isinstance(item, Question)]


def _numbered(number: int, question: Question) -> BookletQuestion:
    """The options are in the order of their keys, which says nothing about the answer."""
    options = [(option, True) for option in question.correct] + [(option, False) for option in question.distractors]
    options.sort(key=lambda pair: option_key(question.id, pair[0].text))
    return BookletQuestion(
        number,
        question,
        tuple(BookletOption(chr(ord("A") + i), option, right) for i, (option, right) in enumerate(options)),
    )
