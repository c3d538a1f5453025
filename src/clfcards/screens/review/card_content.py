"""A review card as Textual content: its sides, its options, the ratings, and how many cards are left."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from textual.content import Content

from clfcards.memory.schedule import Outcome
from clfcards.memory.session import Counts
from clfcards.model.rating import Rating
from clfcards.render.face import Face, ShownOption
from clfcards.render.spans import spans
from clfcards.screens.styled import ACCENT, BAD, GOOD
from clfcards.visible import visible
from clfcards.words.cards import RATING_WORDS
from clfcards.words.lines import fitting
from clfcards.words.own_notes import TITLE
from clfcards.words.phrases import interval_phrase
from clfcards.words.width import columns, shortened

_STYLES = {
    "": "",
    "em": "italic",
    "strong": "bold",
    "code": ACCENT,
    "link": "underline",
    "picture": "italic",
}
# Only red and green are used: a terminal's yellow is unreadable on white, and its blue on black.
_COUNT_STYLES = {"new": "", "learning": BAD, "due": GOOD}
_RATING_STYLES = {Rating.AGAIN: BAD, Rating.HARD: "", Rating.GOOD: GOOD, Rating.EASY: ""}

Pictures = Mapping[str, Path]


def marked_up(text: str, pictures: Pictures, style: str = "") -> Content:
    """Source Markdown in terminal styles, combined with `style`."""
    return Content.assemble(*((span.text, f"{style} {_STYLES[span.style]}".strip()) for span in spans(text, pictures)))


def back_content(face: Face, changed_answer: str, own_note: str, pictures: Pictures) -> Content:
    """What is shown below the front after the answer. A question's options already show all but the source.

    The learner's own note is shown as it was written, without Markdown.
    """
    parts: list[Content] = []
    if not face.options:
        parts += [marked_up(face.back, pictures, "bold"), *([marked_up(face.why, pictures)] if face.why else [])]
    if changed_answer:
        was = marked_up(changed_answer, pictures)
        parts.append(Content.assemble(("This answer has changed. It was: ", "bold"), was))
    if own_note:
        parts.append(Content.assemble((f"{TITLE}: ", "bold"), visible(own_note)))
    parts.append(Content.styled(face.source, "dim"))
    return Content("\n\n").join(parts)


def option_mark(option: ShownOption, chosen: Collection[str], *, several: bool, answered: bool) -> Content:
    """The mark and the letter in front of an option."""
    if answered:
        mark = "✓" if option.is_right else "✗"
        return Content.styled(f"  {mark} {option.letter}", _answered_style(option, chosen))
    on = option.key in chosen
    box = ("[x]" if on else "[ ]") if several else ("(•)" if on else "( )")
    return Content.styled(f"{box} {option.letter}", "bold" if on else "")


def option_words(option: ShownOption, chosen: Collection[str], pictures: Pictures, *, answered: bool) -> Content:
    """An option's text; after the answer, also whether it was chosen, and the reason."""
    if not answered:
        return marked_up(option.text, pictures, "bold" if option.key in chosen else "")
    style = _answered_style(option, chosen)
    yours = Content.styled("  ← your choice", style) if option.key in chosen else Content("")
    return Content.assemble(marked_up(option.text, pictures, style), yours, "\n", marked_up(option.why, pictures))


def _answered_style(option: ShownOption, chosen: Collection[str]) -> str:
    """The style of an option after the answer: right ones and wrong choices are highlighted."""
    if option.is_right:
        return f"bold {GOOD}"
    return BAD if option.key in chosen else ""


def verdict(face: Face, chosen: Collection[str]) -> Content:
    """Whether the answer was right and, if not, which one is."""
    if face.is_right(chosen):
        return Content.styled("✓ Right", f"bold {GOOD}")
    right = " and ".join(option.letter for option in face.options if option.is_right)
    return Content.styled(f"✗ Wrong: the answer is {right}", f"bold {BAD}")


def rating_content(rating: Rating, outcome: Outcome | None, *, suggested: bool, narrow: bool) -> Content:
    """A rating, with the interval it leads to below it. The suggested one is in reverse video."""
    style = f"bold {_RATING_STYLES[rating]}" + (" reverse" if suggested else "")
    interval = interval_phrase(outcome.interval) if outcome else ""
    name = f"{rating.value} {RATING_WORDS[rating]}"
    if narrow:
        interval = interval.replace(" months", " mo").replace(" month", " mo")
    else:
        name = f" {name} "
    return Content.assemble((name, style), "\n", (interval, "dim"))


def head_content(left: Counts, current: str, places: Sequence[str], width: int) -> Content:
    """How many cards are left, with the current card's kind underlined, and the first place that fits on the right."""
    numbers = {"new": left.new, "learning": left.learning, "due": left.due}
    parts: list[Content | str] = []
    for name, number in numbers.items():
        style = f"{_COUNT_STYLES[name]} {'bold underline' if name == current else ''}".strip()
        parts += [Content.styled(f"{number} {name}", style), "  "]
    used = sum(len(f"{number} {name}  ") for name, number in numbers.items())
    room = width - used
    place = fitting(room, *places)
    place = place if columns(place) <= room else shortened(place, room)
    return Content.assemble(*parts, " " * max(0, room - columns(place)), (place, "dim"))


def progress_content(answered: int, left: int, width: int) -> Content:
    """A line that fills up during the session."""
    full = round(width * answered / (answered + left)) if answered + left else width
    return Content.assemble(("━" * full, GOOD), ("─" * (width - full), "dim"))
