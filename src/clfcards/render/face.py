"""A card as a terminal shows it: front, back, options and reasons, in the Markdown of the sources."""

from collections.abc import Iterable
from dataclasses import dataclass

from clfcards.model.bank import Fact, Question
from clfcards.model.card import number_of
from clfcards.model.cloze import Blank, parse_cloze
from clfcards.render.grading import is_right, options_by_key, right_options, shuffled_options


@dataclass(frozen=True, slots=True)
class ShownOption:
    """An option as shown: `letter` is a, b, c, … on the screen, and answers are stored by `key`."""

    letter: str
    key: str
    text: str
    why: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class Face:
    """Both sides of a card. Texts are source Markdown. Only questions have `options`.

    `answer` is the content to recall, as source text. The log stores it, so that the program can tell
    the learner when it changes.
    """

    card: str
    kind: str
    front: str
    back: str
    why: str
    answer: str
    source: str
    options: tuple[ShownOption, ...] = ()
    choose: int = 0

    def is_right(self, chosen: Iterable[str]) -> bool:
        """Whether this answer, given as option keys, is right. Without options, an empty answer is right."""
        return is_right({option.key for option in self.options if option.is_right}, tuple(chosen))


def face_of(note: Fact | Question, card: str, seed: int, language: str = "en") -> Face:
    """The face of one of the note's cards; `seed` shuffles a question's options, `language` is the exam's tag."""
    if isinstance(note, Question):
        return _question(note, card, seed)
    if note.cloze:
        return _cloze(note, card)
    if number_of(card) == 2:  # a bare term is not a question
        from clfcards.model.card_words import card_words  # few cards have a second side
        from clfcards.model.language import language_of

        asks = card_words(language_of(language)).what_is_it
        return Face(card, note.kind, f"{note.back}\n\n{asks}", note.front, note.why, note.front, note.source)
    return Face(card, note.kind, note.front, note.back, note.why, note.back, note.source)


def _question(note: Question, card: str, seed: int) -> Face:
    options = options_by_key(note)
    right = right_options(note)
    shown = tuple(
        ShownOption(chr(ord("a") + i), key, options[key].text, options[key].why, key in right)
        for i, key in enumerate(shuffled_options(note, seed))
    )
    answer = " · ".join(sorted(option.text for option in note.correct))
    return Face(card, note.kind, note.stem, answer, "", answer, note.source, shown, len(right))


def _cloze(note: Fact, card: str) -> Face:
    """The blanks with the card's number are hidden together; on the back, they are in bold."""
    number = number_of(card)
    front: list[str] = []
    back: list[str] = []
    answers: list[str] = []
    for piece in parse_cloze(note.cloze):
        if not isinstance(piece, Blank):
            front.append(piece)
            back.append(piece)
        elif piece.number == number:
            front.append(f"[{piece.hint or '…'}\\]")
            back.append(f"**{piece.answer}**")
            answers.append(piece.answer)
        else:
            front.append(piece.answer)
            back.append(piece.answer)
    return Face(card, note.kind, "".join(front), "".join(back), note.why, " · ".join(answers), note.source)
