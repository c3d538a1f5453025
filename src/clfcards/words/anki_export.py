"""What is in a package with a learner's history, or goes into a running Anki, and what becomes of it, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clfcards.next_step import NextStep
from clfcards.use_cases.anki_export import AnkiExport
from clfcards.use_cases.anki_lacks import AnkiLacks
from clfcards.use_cases.anki_running_export import RunningExport
from clfcards.visible import on_one_line
from clfcards.words.lines import Line, wrapped
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count

_MOST_LISTED = 5
_FSRS = "with FSRS on, Anki derives the memory of each card from its answers when it shows the card next"


@dataclass(frozen=True, slots=True)
class AnkiExportDocument:
    """The document of `anki export FILE --json`. `left_out` are answers to cards that are no longer in the sources."""

    file: str
    answers: int
    cards: int
    resets: int
    left_out: int


def document(file: str, made: AnkiExport) -> AnkiExportDocument:
    return AnkiExportDocument(file, made.answers, made.cards, made.resets, made.left_out)


def text(result: AnkiExportDocument) -> str:
    return "\n".join(_lines(result))


def _lines(result: AnkiExportDocument) -> Iterator[str]:
    yield f"{count(result.answers, 'answer')} to {count(result.cards, 'card')} in '{result.file}'"
    if result.resets:
        yield f"{count(result.resets, 'reset')}, as Anki's 'Reset' writes them"
    if result.left_out:
        yield f"{count(result.left_out, 'answer')} to cards that are no longer in the sources: left out"
    yield (
        "import it into an Anki that does not have this deck yet, with 'Import any learning progress' switched on: all "
        "answers and due dates arrive"
    )
    yield (
        "where the deck is there already, Anki takes nothing of the history: cards that exist keep their own schedule, "
        f"and the answers are not added; for them, start Anki and run '{command_line(NextStep.run('anki export'))}' "
        "without a file"
    )
    yield "with FSRS on, Anki computes each card's memory from the answers; your weights are not in the package"


@dataclass(frozen=True, slots=True)
class RunningExportDocument:
    """The document of `anki export --json` without a file: what the running Anki lacks of the history.

    `answers` and `resets` of `cards` can be written; `known` are there already. `to_import` are the keys of cards with
    answers in Anki that are not in the log yet, `borrowed` those of cards in a filtered deck, and `in_review` that of
    the card that Anki shows; all are left alone. `left_out` counts answers to cards that Anki does not have, and
    `from_anki` are the ids of events that came from Anki and are not there now. `undone_here` are those of answers that
    were undone here and are still in Anki. `written` is what Anki has of it afterward, `not_taken` the cards that it
    did not take; both are absent if nothing was written.
    """

    exam: str
    profile: str
    answers: int
    resets: int
    cards: int
    known: int
    left_out: int
    to_import: tuple[str, ...]
    borrowed: tuple[str, ...]
    in_review: tuple[str, ...]
    from_anki: tuple[str, ...]
    undone_here: tuple[str, ...]
    written: int | None = None
    not_taken: tuple[str, ...] | None = None


def running_document(lacks: AnkiLacks, done: RunningExport | None) -> RunningExportDocument:
    return RunningExportDocument(
        lacks.exam,
        lacks.profile,
        lacks.answers,
        lacks.resets,
        len(lacks.cards),
        lacks.known,
        lacks.left_out,
        lacks.to_import,
        lacks.borrowed,
        lacks.in_review,
        lacks.from_anki,
        tuple(id_ for id_, _ in lacks.undone_here),
        done.answers + done.resets if done else None,
        done.not_taken if done else None,
    )


def running_lines(lacks: AnkiLacks, done: RunningExport | None, width: int) -> list[Line]:
    """What Anki lacks, what is left alone and why, and what was written or how to write it."""
    title = f"{lacks.exam} in Anki's profile '{lacks.profile}'"
    lines = [Line(on_one_line(title), "title")]
    for sentence in _found(lacks):
        lines += wrapped(on_one_line(sentence), width, "", "  ")
    if done is not None:
        return [*lines, *_done(lacks, done, width)]
    if lacks.cards:
        option = command_line(NextStep.again_with(yes=True))
        lines += wrapped(f"nothing was written: add {option} to write this into Anki", width)
    return lines


def _found(lacks: AnkiLacks) -> Iterator[str]:
    if lacks.cards:
        resets = f" and {count(lacks.resets, 'reset')}" if lacks.resets else ""
        yield f"{count(lacks.answers, 'answer')}{resets} that Anki lacks, to {count(len(lacks.cards), 'card')}"
        yield _FSRS
    else:
        yield "nothing to write: Anki lacks no answer that can be added now"
    if lacks.known:
        yield f"{count(lacks.known, 'answer')} in Anki already"
    if kept := sum(card.keeps_due for card in lacks.cards):
        yield f"{count(kept, 'card')} with a due date that was set in Anki afterward, which stays"
    if lacks.to_import:
        take = command_line(NextStep.run("anki import"))
        yield (
            f"{_cards(lacks.to_import)}: answered in Anki, and not imported here yet, so nothing is written for "
            f"{_them(lacks.to_import)}: run '{take} FILE' for Anki's collection, and then this again"
        )
    if lacks.borrowed:
        held = _cards(lacks.borrowed)
        yield (
            f"{held}: in a filtered deck, so nothing is written for {_them(lacks.borrowed)}: "
            "empty the deck, and run this again"
        )
    if lacks.in_review:
        held = _cards(lacks.in_review)
        yield f"{held}: shown in a review in Anki, so nothing is written for it: answer it there, and run this again"
    if lacks.from_anki:
        undo = command_line(NextStep.run("history undo"))
        ids = " ".join(lacks.from_anki[:_MOST_LISTED])
        number = len(lacks.from_anki)
        are, them = ("is", "it") if number == 1 else ("are", "them")
        yield (
            f"{count(number, 'event')} came from Anki and {are} not in this collection: if you undid {them} there, run "
            f"'{undo}' with {'its id' if number == 1 else 'their ids'} before you write: {ids}{_more(number)}"
        )
    if lacks.undone_here:
        is_, it = ("is", "it") if len(lacks.undone_here) == 1 else ("are", "them")
        keys = list(dict.fromkeys(key for _, key in lacks.undone_here))
        yield (
            f"{count(len(lacks.undone_here), 'answer')} that you undid here {is_} still in Anki, which counts {it}: "
            f"{', '.join(keys[:_MOST_LISTED])}{_more(len(keys))}; AnkiConnect cannot remove an answer: "
            "'Set Due Date…' or 'Reset…' in Anki's Browser changes when such a card comes"
        )
    if lacks.left_out:
        yield f"{count(lacks.left_out, 'answer')} to cards that this Anki does not have: left out"


def _cards(keys: tuple[str, ...]) -> str:
    return f"{count(len(keys), 'card')} ({', '.join(keys[:_MOST_LISTED])}{_more(len(keys))})"


def _them(keys: tuple[str, ...]) -> str:
    return "it" if len(keys) == 1 else "them"


def _more(number: int) -> str:
    return f" and {number - _MOST_LISTED:,} more" if number > _MOST_LISTED else ""


def _done(lacks: AnkiLacks, done: RunningExport, width: int) -> Iterable[Line]:
    resets = f" and {count(done.resets, 'reset')}" if done.resets else ""
    has = f"Anki has it: {count(done.answers, 'answer')}{resets} to {count(len(lacks.cards), 'card')} written"
    if not done.not_taken:
        return wrapped(has, width)
    lines = wrapped(has.replace("Anki has it", "Anki has"), width)
    return [*lines, *wrapped(f"Anki did not take all of {_cards(done.not_taken)}: run this again", width, "bad")]
