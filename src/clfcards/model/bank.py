"""The bank: every fact and question an author wrote."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Pool = Literal["study", "exam"]
Difficulty = Literal["easy", "medium", "hard"]
Gap = Literal["reasons", "confirmed-task", "source", "verified", "difficulty"]
"""What an imported item may lack until somebody has written it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an item was read from: the file, and the item's index in that file's list."""

    path: str
    index: int


@dataclass(frozen=True, slots=True)
class Import:
    """Where an imported item comes from: a file and its line, counted from 1, with its license and author if known.

    `explanation` is what that file says of the question as a whole, for whoever writes the reasons.
    `task_is_guess` says that nobody has confirmed the item's task.
    """

    file: str
    line: int
    license: str = ""
    author: str = ""
    explanation: str = ""
    task_is_guess: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a fact and a question have in common.

    `id` identifies the item forever: learners' review histories refer to it.
    `source` is the address of a page, or the title, edition and page of a book.
    `priority` is 1 (core), 2 (useful) or 3 (detail). `waive` maps rule names to reasons.
    `gaps` are what an imported item lacks. Its fields hold stand-ins for them, which nobody may show.
    """

    origin: Origin
    id: str
    task: str
    source: str
    verified: dt.date
    priority: int
    topics: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    waive: Mapping[str, str] | None = None
    imported: Import | None = None
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Item):
    """One idea: either `front` and `back`, or a `cloze` text with `{{blanks}}`.

    `cards` is how many cards it makes: one; two with `reverse`; one per number in a numbered cloze.
    """

    why: str
    front: str = ""
    back: str = ""
    cloze: str = ""
    reverse: bool = False
    cards: int = 1

    @property
    def kind(self) -> str:
        return "cloze" if self.cloze else "fact"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers a question offers. `fact` is the id of the fact that refutes a distractor.

    `why` is empty only in an imported question.
    """

    text: str
    why: str = ""
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Item):
    """A question with its key (`correct`) and its distractors. `tests` are ids of the facts that answer it.

    `expected` is the proportion of just-passing candidates, in (0, 1), who would get it right, or None if
    nobody has estimated it. `enemies` are ids of questions that must not appear in the same form. It is
    enough that one of the two questions names the other.
    """

    pool: Pool
    difficulty: Difficulty
    stem: str
    correct: tuple[Option, ...]
    distractors: tuple[Option, ...]
    tests: tuple[str, ...] = ()
    enemies: tuple[str, ...] = ()
    expected: float | None = None

    @property
    def kind(self) -> str:
        return "question"

    @property
    def cards(self) -> int:
        return 1

    @property
    def options(self) -> tuple[Option, ...]:
        return self.correct + self.distractors


def difficulty_of(expected: float) -> Difficulty:
    """The difficulty class of a question that this proportion of just-passing candidates would get right.

    The bounds divide the shipped bank into about 30% easy, 50% medium and 20% hard questions, the mix of a form. The
    class is used for nothing else.
    """
    return "easy" if expected >= 0.76 else "medium" if expected >= 0.62 else "hard"


@dataclass(frozen=True, slots=True)
class Bank:
    """All facts and questions of one exam, in file order.

    `drafts` are imported items that lack something, and which are therefore not used; iterating leaves them out.
    """

    facts: tuple[Fact, ...] = ()
    questions: tuple[Question, ...] = ()
    draft_facts: tuple[Fact, ...] = ()
    draft_questions: tuple[Question, ...] = ()

    @property
    def drafts(self) -> tuple[Fact | Question, ...]:
        return (*self.draft_facts, *self.draft_questions)

    @property
    def with_drafts(self) -> "Bank":
        """The bank as it is in the sources, for what edits them: drafts are items as all others."""
        return Bank(self.facts + self.draft_facts, self.questions + self.draft_questions)

    def __iter__(self) -> Iterator[Fact | Question]:
        yield from self.facts
        yield from self.questions

    def __len__(self) -> int:
        return len(self.facts) + len(self.questions)
