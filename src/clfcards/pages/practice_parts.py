"""The questions of a page of practice exams as they stand on it: each once, in the form that asks it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from clfcards.exam.form import LETTERS, Form
from clfcards.model.bank import Option, Question
from clfcards.model.card_words import card_words
from clfcards.model.guide import Guide
from clfcards.model.language import language_of
from clfcards.pages.practice_document import PageForm
from clfcards.render.grading import options_by_key, right_options


@dataclass(frozen=True, slots=True)
class PracticeOption:
    """An option with its letter and its key."""

    letter: str
    key: str
    option: Option
    is_right: bool


@dataclass(frozen=True, slots=True)
class PracticeQuestion:
    """A question as it stands on the page: its number, counted from 1, and its options in the order in which they are
    shown. `choose` asks for several options in the exam's language, and is empty if one is right."""

    number: int
    question: Question
    options: tuple[PracticeOption, ...]
    is_scored: bool
    choose: str

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def task(self) -> str:
        return self.question.task

    @property
    def key(self) -> str:
        """The letters of the right options: "B, D"."""
        return ", ".join(option.letter for option in self.options if option.is_right)


@dataclass(frozen=True, slots=True)
class PracticePart:
    """A form with its questions, or a domain with those that no form asks; `form` is None then."""

    title: str
    form: PageForm | None
    questions: tuple[PracticeQuestion, ...]


def practice_parts(
    guide: Guide, questions: Mapping[str, Question], forms: Sequence[tuple[Form, PageForm]]
) -> tuple[PracticePart, ...]:
    """The forms in their order, then the other questions by domain. `questions` are by id."""
    return tuple(_parts(guide, questions, forms))


def _parts(
    guide: Guide, questions: Mapping[str, Question], forms: Sequence[tuple[Form, PageForm]]
) -> Iterator[PracticePart]:
    number = 0
    left = dict(questions)
    choose = card_words(language_of(guide.language)).choose_of

    def shown(question: Question, keys: Sequence[str], *, is_scored: bool) -> PracticeQuestion:
        nonlocal number
        number += 1
        options, right = options_by_key(question), right_options(question)
        rows = (
            PracticeOption(letter.upper(), key, options[key], key in right)
            for letter, key in zip(LETTERS, keys, strict=False)
        )
        return PracticeQuestion(number, question, tuple(rows), is_scored, choose(len(right)))

    for form, page_form in forms:
        asked = [shown(left.pop(q.id), q.options, is_scored=q.scored) for q in form.questions]
        yield PracticePart(page_form.name, page_form, tuple(asked))
    for domain in guide.domains:
        rest = [question for question in left.values() if guide.domain_of_task[question.task].id == domain.id]
        if rest:
            others = [shown(question, sorted(options_by_key(question)), is_scored=False) for question in rest]
            yield PracticePart(f"{domain.id} {domain.title}", None, tuple(others))
