"""What an import from Anki found, and what became of each kind of entry, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from clfcards.model.time import Timestamp, UtcOffset, local_time
from clfcards.next_step import NextStep
from clfcards.use_cases.anki_decisions import Decision
from clfcards.use_cases.anki_import import AnkiReviews
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count

_MOST_LISTED = 5
_SENTENCES = {
    Decision.EARLY: (
        "answer in a filtered deck that reschedules",
        "imported: it counts as an ordinary answer, with the time at which it was given",
    ),
    Decision.CRAM: (
        "answer in a filtered deck that does not reschedule",
        "imported as cramming, which moves no schedule",
    ),
    Decision.DATE_SET: (
        "due date set by hand",
        "left out: nobody answered; the card is due here when its last answer says",
    ),
    Decision.FORGOTTEN: (
        "card reset with 'Reset' or 'Forget'",
        "imported as a reset: the card is new again from then on, and the history keeps its earlier answers",
    ),
    Decision.RESCHEDULED: (
        "card moved by Anki when its options changed",
        "left out: nobody answered",
    ),
    Decision.NO_RATING: ("entry without a rating", "left out: an add-on may have written it"),
    Decision.UNUSABLE: (
        "entry with a rating, an interval or a time that Anki does not write",
        "left out",
    ),
    Decision.COPY: (
        "entry of a copy of one of our notes",
        "left out: the copy has a schedule of its own, and the two would be mixed up",
    ),
    Decision.OWN_CARD_TYPE: (
        "entry of a card type of your own",
        "left out: the deck has no such card",
    ),
}


_NO_SCHEDULING = "the file has no answers at all; in Anki, export it with 'Include scheduling information' switched on"


@dataclass(frozen=True, slots=True)
class AnkiImportDocument:
    """The document of `anki import --json`.

    `entries` counts the entries of Anki's review log by what became of them, `other_decks` those of other decks. Of the
    imported ones, `new` are added or would be, and `known` are in the log already. `undone` are the ids of events that
    came from Anki and are not in the files, although these are newer.
    """

    entries: dict[str, int]
    other_decks: int
    cards: int
    new: int
    known: int
    capped: int
    sm2: int
    undone: tuple[str, ...]
    written: bool


def document(found: AnkiReviews, new: int, *, written: bool) -> AnkiImportDocument:
    return AnkiImportDocument(
        {
            decision.value: number
            for decision, number in sorted(found.decisions.items(), key=lambda pair: pair[0].value)
        },
        found.others,
        len(found.cards),
        new,
        found.imported - new,
        found.capped,
        found.sm2,
        tuple(found.undone),
        written,
    )


def text(result: AnkiImportDocument, found: AnkiReviews) -> str:
    """A line for all that is imported, and one for each kind of entry that needs a decision."""
    return "\n".join(_lines(result, found))


def _lines(result: AnkiImportDocument, found: AnkiReviews) -> Iterator[str]:
    if not found.imported:
        hint = "" if found.decisions or found.others else f": {_NO_SCHEDULING}"
        yield f"no answers to cards of this deck{hint}"
    else:
        days = f"from {_day(found.first)} to {_day(found.last)}"
        yield f"{count(found.answers, 'answer')} to {count(result.cards, 'card')} of this deck, {days}"
        yield f"{count(result.new, 'event')} {'added' if result.written else 'new'}, {result.known:,} already here"
    for decision, (what, then) in _SENTENCES.items():
        if number := found.decisions[decision]:
            yield f"{_several(number, what)} {then}"
    if found.capped:
        yield (
            f"{count(found.capped, 'answer')} took 60 s or more, where Anki stops its clock: imported with the time "
            "that Anki kept, so your study time may be longer"
        )
    if found.sm2:
        yield (
            f"{count(found.sm2, 'interval')} chosen by SM-2, as Anki does without FSRS: kept as they are; the memory "
            "of the cards is computed from your ratings"
        )
    if found.others:
        yield f"{_several(found.others, 'entry of another deck')} left alone"
    if found.undone:
        yield from _undone(found.undone)


def _day(at: int) -> str:
    return local_time(Timestamp(at), UtcOffset(0)).date().isoformat()


def _several(number: int, what: str) -> str:
    """ "2 × due date set by hand:"."""
    return f"{number:,} × {what}:"


def _undone(ids: list[str]) -> Iterator[str]:
    more = f", and {len(ids) - _MOST_LISTED:,} more" if len(ids) > _MOST_LISTED else ""
    undo = command_line(NextStep.run("history undo"))
    yield (
        f"{count(len(ids), 'event')} imported earlier and missing in this newer file: kept, because another device may "
        f"still have them; if you undid them in Anki, run '{undo}' with their ids: "
        f"{' '.join(ids[:_MOST_LISTED])}{more}"
    )


def closing(result: AnkiImportDocument) -> str:
    """What was done, or how to do it; empty if there is nothing to do."""
    if result.written or not result.new:
        return ""
    option = command_line(NextStep.again_with(yes=True))
    return f"nothing was written: add {option} to import {count(result.new, 'event')}"
