"""The document in a page of practice exams: everything its script needs but the texts, which are in the page.

All numbers were computed by the same functions as those of `clfcards exam`. The script presents, counts, and looks up.
Rows that occur many times are tuples, which are arrays in JSON, so that no name is repeated.
"""

from dataclasses import dataclass
from typing import NamedTuple

from clfcards.exam.form import Kind
from clfcards.exam.score import ScoreKind
from clfcards.model.language import Direction
from clfcards.model.number import Number
from clfcards.words.page import PageWords

FORMAT = 1
"""The version of this shape. A page and its script are one file, so it is only for those who read pages."""


class PageQuestion(NamedTuple):
    """A question, in the order of the page. `task` is the task's id, `difficulty` a place in the document's
    `difficulties` (-1 if no form asks it), and `stem` a hash of the stem's text.

    `right` has the places of the right options in the order of the page, such as "1" or "03". `version` says which
    version of the question it is, for a report of a mistake.
    """

    id: str
    task: str
    difficulty: int
    stem: str
    right: str
    version: str


class ScoreRow(NamedTuple):
    """The score of so many right answers, ready to be shown; `passed` says whether it passes.

    `narrow` has the ends of the target and what nerves cost, if the pass is a narrow one.
    """

    value: str
    low: str
    high: str
    error: str
    of_100: str
    passed: bool
    narrow: tuple[str, str, str] | None


class DiagnosisRow(NamedTuple):
    """What a diagnostic with so many right answers in each domain shows.

    `value`, `low` and `high` are the expected score, ready to be shown. `order` has the places of the domains, the one
    with the most to gain first. `gains` and `errors` are by domain, in the order of the guide. `weakest` is the place
    of the weakest domain, or -1 if the answers do not show it, and `chance` how probable it is.
    """

    value: str
    low: str
    high: str
    order: tuple[int, ...]
    gains: tuple[int, ...]
    errors: tuple[int, ...]
    weakest: int
    chance: str


@dataclass(frozen=True, slots=True)
class PageDiagnosis:
    """What every outcome of the diagnostic shows.

    `shares` has, by the number of right answers, the interval of the share of such questions that the learner knows.
    The row of an outcome is the sum, over the domains, of the right answers times the domain's entry in `strides`.

    `plans` has one plan after the other, by pattern: the sum of two to the power of the places, from 0, of the
    questions answered right. A plan has `digits` digits, in base 36, for each task in the order of the guide: its
    minutes, in steps of five.
    """

    shares: tuple[tuple[str, str], ...]
    strides: tuple[int, ...]
    rows: tuple[DiagnosisRow, ...]
    digits: int
    plans: str


@dataclass(frozen=True, slots=True)
class PageAxis:
    """The scores that are possible, and the one that passes this form."""

    kind: ScoreKind
    lowest: Number
    highest: Number
    cut: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class PageForm:
    """A form: its questions are `count` from place `first` on; `scored` has a 1 for each of them that is scored.

    `mark` identifies the form in a short text of answers. `seconds` is the time limit, or None. `table` is by the
    number of right answers to scored questions; it is empty for the diagnostic, which has a `diagnosis` instead.
    `shown` is the score with the highest one, with `{value}` for it, `passes` says what passes, and `right` how many
    answers were right, with `{raw}` for that number.
    """

    name: str
    kind: Kind
    seed: int
    mark: str
    first: int
    count: int
    scored: str
    seconds: float | None
    cut: int | None
    axis: PageAxis | None
    shown: str
    passes: str
    right: str
    table: tuple[ScoreRow, ...]
    diagnosis: PageDiagnosis | None


@dataclass(frozen=True, slots=True)
class PageTask:
    """A task of a domain."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class PageDomain:
    """A domain with its weight in percent, and its tasks."""

    id: str
    title: str
    weight: Number
    tasks: tuple[PageTask, ...]


@dataclass(frozen=True, slots=True)
class PageExam:
    """The names of the exam."""

    code: str
    name: str
    vendor: str


@dataclass(frozen=True, slots=True)
class PageKey:
    """A key of an exam: its action, the keys as browsers name them, how they are written, and what they do."""

    action: str
    keys: tuple[str, ...]
    shown: str
    exam: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDocument:
    """The document. `version` changes with everything on the page, and `site` says whether it is part of a site.

    `difficulties` are in logits. `marks` are the minutes left at which time is called, and `times` the seconds that a
    short text of answers can hold for a question.
    """

    format: int
    version: str
    program: str
    namespace: str
    exam: PageExam
    language: str
    direction: Direction
    site: bool
    report_url: str
    domains: tuple[PageDomain, ...]
    difficulties: tuple[float, ...]
    questions: tuple[PageQuestion, ...]
    forms: tuple[PageForm, ...]
    keys: tuple[PageKey, ...]
    marks: tuple[int, ...]
    times: tuple[int, ...]
    words: PageWords
