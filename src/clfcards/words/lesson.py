"""A text to read before its cards are asked: as lines, and as the document of `learn --json`."""

from dataclasses import dataclass

from clfcards.model.bank import Fact
from clfcards.next_step import NextStep
from clfcards.render.spans import without_markup
from clfcards.use_cases.learn import Reading
from clfcards.words.lines import Line, wrapped
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count
from clfcards.words.question import fact_sentence
from clfcards.words.review_document import SummaryDocument

_WORDS_PER_MINUTE = 200  # reading to learn; 210 to 240 is usual for prose
_REASONS = {
    "asked for": "",
    "study plan": "It comes next in your study plan. ",
    "weight": "Of what you have not met yet, it weighs most in the exam. ",
}


def lines(found: Reading, width: int) -> list[Line]:
    """The whole text, in passages; each fact with the reason behind it."""
    lesson = found.lesson
    size = f"{count(len(lesson.facts), 'fact')}, about {count(_minutes(found), 'minute')} to read."
    shown = wrapped(f"{lesson.id} {lesson.title}", width, "title")
    shown += wrapped(f"{_REASONS[found.reason]}{size}{_many_sentence(found)}", width, "dim")
    for passage in lesson.passages:
        shown += [Line(), *(wrapped(passage.title, width, "title") if passage.title else [])]
        for fact in passage.facts:
            shown += _fact_lines(fact, width)
    return shown


def _many_sentence(found: Reading) -> str:
    """That the cards are more than the day's limit leaves room for, and how to take a part; empty if they are not."""
    cards, room = len(found.ask), max(0, found.new_per_day - found.new_today)
    if cards <= max(room, 1):
        return ""
    part = command_line(NextStep.run(f"learn {found.lesson.id}", limit=room or found.new_per_day or 1))
    return f" Its {_new_cards(found)} are more than your limit of {found.new_per_day} a day: '{part}' takes a part."


def _fact_lines(fact: Fact, width: int) -> list[Line]:
    if fact.cloze:
        told = wrapped(fact_sentence(fact), width, "", "• ")
    else:
        told = wrapped(without_markup(fact.front), width, "", "• ")
        told += wrapped(f"{without_markup(fact.back)}", width, "good", "  ")
    return [*told, *wrapped(without_markup(fact.why), width, "dim", "  ")]


def _minutes(found: Reading) -> int:
    words = sum(len(f"{fact.front} {fact.back} {fact.cloze} {fact.why}".split()) for fact in found.lesson.facts)
    return max(1, round(words / _WORDS_PER_MINUTE))


def prompt(found: Reading) -> str:
    """What the learner is asked after the text: to begin with the cards."""
    return f"(enter asks {_new_cards(found)}, q stops) "


def key_line(found: Reading) -> str:
    """The keys below the text on the full screen."""
    return f"↑↓ scroll  q stop  any other key asks {_new_cards(found)}"


def _new_cards(found: Reading) -> str:
    return count(len(found.ask), "new card")


def nothing_to_ask(found: Reading) -> str:
    """Why no card is asked after the text, and what to do instead."""
    all_met = found.met == found.cards
    known = f"you have met all {count(found.cards, 'card')} of this text" if all_met else "no new card can be asked now"
    if found.due:
        do = command_line(NextStep.run("review"))
        return f"{known}, and {count(found.due, 'card')} {'is' if found.due == 1 else 'are'} due: '{do}' asks them"
    if all_met:
        return f"{known}: '{command_line(NextStep.run('learn'))}' takes the next one"
    return f"{known}: the others are suspended, or wait until tomorrow because they ask about a fact that you saw today"


def limit_sentence(new_today: int, new_per_day: int) -> str:
    """What learning means for the day's limit of new cards; empty if the limit leaves room."""
    if new_today < new_per_day:
        return ""
    cards = f"{count(new_today, 'new card')} today"
    review = command_line(NextStep.run("review"))
    return f"{cards}, with a limit of {new_per_day} a day: '{review}' shows no more new ones until tomorrow."


@dataclass(frozen=True, slots=True)
class FactDocument:
    """A fact of the text, as Markdown; `front` and `back` are empty for a sentence with blanks."""

    id: str
    front: str
    back: str
    sentence: str
    why: str


@dataclass(frozen=True, slots=True)
class PassageDocument:
    """Facts that are read together. `id` is that of a service or a task, or empty."""

    id: str
    title: str
    facts: tuple[FactDocument, ...]


@dataclass(frozen=True, slots=True)
class LearnDocument:
    """The document of `learn --json`. `ask` are the keys of the cards asked after the text.

    `reason` is "asked for", "study plan" or "weight". `new_today` counts the new cards of today, these included.
    `summary` is null if no card was asked.
    """

    id: str
    title: str
    reason: str
    passages: tuple[PassageDocument, ...]
    ask: tuple[str, ...]
    cards: int
    met: int
    due: int
    new_today: int
    new_per_day: int
    summary: SummaryDocument | None


def document(found: Reading, new_today: int, summary: SummaryDocument | None) -> LearnDocument:
    """The text and what came of it as the document of `--json`."""
    lesson = found.lesson
    return LearnDocument(
        id=lesson.id,
        title=lesson.title,
        reason=found.reason,
        passages=tuple(
            PassageDocument(passage.id, passage.title, tuple(map(_fact_document, passage.facts)))
            for passage in lesson.passages
        ),
        ask=found.ask,
        cards=found.cards,
        met=found.met,
        due=found.due,
        new_today=new_today,
        new_per_day=found.new_per_day,
        summary=summary,
    )


def _fact_document(fact: Fact) -> FactDocument:
    sentence = fact_sentence(fact) if fact.cloze else ""
    return FactDocument(fact.id, fact.front, fact.back, sentence, fact.why)
