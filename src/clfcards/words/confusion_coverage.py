"""What a bank knows about confusable facts: as text, and as the document of `coverage --confusions --json`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clfcards.exam.confusion_coverage import LEAST_ANSWERS, ConfusionCoverage, OptionAnswers
from clfcards.render.spans import without_markup
from clfcards.words.phrases import count
from clfcards.words.table import aligned
from clfcards.words.width import columns, shortened

_MOST_LISTED = 12
_LONGEST_OPTION = 44  # columns

Rows = Sequence[tuple[str, ...]]


def text(found: ConfusionCoverage, answered_by: str) -> str:
    """How much is linked and contrasted, and the first entries of each list. `answered_by` says whose answers count."""
    lines = [f"{count(found.distractors, 'wrong option')}, {found.linked:,} linked to the fact that they stand for"]
    for title, rows in _lists(found, answered_by):
        lines += ["", title, *(f"  {line}" for line in aligned(rows[:_MOST_LISTED]))]
        lines += (
            [f"  … and {len(rows) - _MOST_LISTED:,} more: --json has all of them"] if len(rows) > _MOST_LISTED else []
        )
    return "\n".join(lines)


def _lists(found: ConfusionCoverage, answered_by: str) -> Iterator[tuple[str, Rows]]:
    contrasted = f"of {count(found.pairs, 'pair')} of facts that options offer for one another"
    rows = [(pair.one, pair.other, count(pair.questions, "question")) for pair in found.without_contrast]
    yield f"Without a card that names both: {len(rows):,} {contrasted}", rows
    unlinked = [(one.question, _option(one.option), _named(one.fact)) for one in found.unlinked]
    yield f"Wrong options without a link: {len(unlinked):,}", unlinked
    if not found.answers:
        yield f"No answers yet, so it is not known which options are chosen ({answered_by})", []
        return
    never = [(one.question, _option(one.option), count(one.answers, "answer")) for one in found.never_chosen]
    yield f"Chosen by nobody in {LEAST_ANSWERS} answers or more: {len(never):,} ({answered_by})", never
    unknown = [
        (one.question, _option(one.option), f"{one.times} of {one.answers}", _named(one.fact)) for one in found.unknown
    ]
    yield f"Chosen, but without a link to a fact: {len(unknown):,}", unknown


def _option(markdown: str) -> str:
    plain = " ".join(without_markup(markdown).split())
    return plain if columns(plain) <= _LONGEST_OPTION else shortened(plain, _LONGEST_OPTION)


def _named(fact: str) -> str:
    return f"the answer of {fact}" if fact else ""


def whose_answers(answers: int, files: int) -> str:
    """Whose answers count: "312 answers: your own log and 2 shared histories"."""
    shared = f" and {files} shared {'history' if files == 1 else 'histories'}" if files else ""
    return f"{count(answers, 'answer')}: your own log{shared}"


@dataclass(frozen=True, slots=True)
class OfferedPairDocument:
    """Two facts without a card that names both, and how many questions offer one for the other."""

    one: str
    other: str
    questions: int


@dataclass(frozen=True, slots=True)
class UnlinkedOptionDocument:
    """A wrong option, as Markdown, without a link; `fact` is the one whose answer it is, or empty."""

    question: str
    option: str
    fact: str


@dataclass(frozen=True, slots=True)
class OptionAnswersDocument:
    """A wrong option was chosen so many `times` in all `answers` to its question; `fact` as above."""

    question: str
    option: str
    times: int
    answers: int
    fact: str


@dataclass(frozen=True, slots=True)
class ConfusionCoverageDocument:
    """The document of `coverage --confusions --json`; all lists are whole."""

    distractors: int
    linked: int
    pairs: int
    without_contrast: tuple[OfferedPairDocument, ...]
    unlinked: tuple[UnlinkedOptionDocument, ...]
    answers: int
    never_chosen: tuple[OptionAnswersDocument, ...]
    unknown: tuple[OptionAnswersDocument, ...]


def document(found: ConfusionCoverage) -> ConfusionCoverageDocument:
    """The coverage as the document of `--json`."""
    return ConfusionCoverageDocument(
        distractors=found.distractors,
        linked=found.linked,
        pairs=found.pairs,
        without_contrast=tuple(OfferedPairDocument(*pair) for pair in found.without_contrast),
        unlinked=tuple(UnlinkedOptionDocument(*one) for one in found.unlinked),
        answers=found.answers,
        never_chosen=_answers(found.never_chosen),
        unknown=_answers(found.unknown),
    )


def _answers(options: Sequence[OptionAnswers]) -> tuple[OptionAnswersDocument, ...]:
    return tuple(OptionAnswersDocument(*one) for one in options)
