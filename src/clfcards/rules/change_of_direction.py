"""An invisible character that changes the direction of text, so that it looks different from what it is."""

from collections.abc import Iterator

from clfcards.model.cloze import Blank, parse_cloze
from clfcards.model.direction import change_of_direction
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import texts


def find(sources: Sources) -> Iterator[Finding]:
    language = sources.guide.language
    for item in sources.bank:
        for path, text in texts(item):
            for part in _parts(text) if path == ("cloze",) and not text.isascii() else (text,):
                if found := change_of_direction(part, language):
                    yield Finding(item.origin, path, found[1])
                    break


def _parts(cloze: str) -> list[str]:
    """The sentence around the blanks, and each blank, which is shown alone: a change may not end in another part."""
    pieces = parse_cloze(cloze)
    frame = "".join("…" if isinstance(piece, Blank) else piece for piece in pieces)
    return [frame, *(text for piece in pieces if isinstance(piece, Blank) for text in (piece.answer, piece.hint))]


RULE = Rule(
    name="change-of-direction",
    severity="error",
    reason="A reviewer would read another text than the one that learners get.",
    source="Unicode Standard Annex #9; Boucher & Anderson 2021, Trojan Source",
    bad='back: "\\u202Eerots tcejbO\\u202C"',
    good="back: Object store",
    find=find,
)
