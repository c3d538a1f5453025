"""What a fact's cards ask for."""

from clfcards.model.bank import Fact
from clfcards.model.cloze import Blank, parse_cloze, with_blanks_filled


def answers(fact: Fact) -> tuple[str, ...]:
    """The back, or the text of every blank. It is Markdown."""
    if not fact.cloze:
        return (fact.back,)
    return tuple(piece.answer for piece in parse_cloze(fact.cloze) if isinstance(piece, Blank))


def statement(fact: Fact) -> str:
    """Everything that a fact's card says with its answer shown, but for the reason. It is Markdown."""
    return with_blanks_filled(fact.cloze) if fact.cloze else f"{fact.front} {fact.back}"
