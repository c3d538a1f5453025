"""What is in a package with a learner's history, and how it gets into Anki, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from clfcards.use_cases.anki_export import AnkiExport
from clfcards.words.phrases import count


@dataclass(frozen=True, slots=True)
class AnkiExportDocument:
    """The document of `anki export --json`. `left_out` are answers to cards that are no longer in the sources."""

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
        "and the answers are not added"
    )
    yield "with FSRS on, Anki computes each card's memory from the answers; your weights are not in the package"
