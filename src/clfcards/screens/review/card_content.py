"""A review card → Textual's content: its sides, its options, the ratings, what is left."""

from collections.abc import Collection, Mapping
from pathlib import Path

from textual.content import Content

from clfcards.memory.schedule import Outcome
from clfcards.memory.session import Counts
from clfcards.model.rating import Rating
from clfcards.render.face import Face, ShownOption
from clfcards.render.spans import spans
from clfcards.words.cards import RATING_WORDS
from clfcards.words.phrases import interval_phrase
from clfcards.words.width import columns

_STYLES = {
    "": "",
    "em": "italic",
    "strong": "bold",
    "code": "$text-accent",
    "link": "underline",
    "picture": "italic",
}
# Red and green alone: a terminal's yellow cannot be read on white, its blue not on black.
_COUNT_STYLES = {"new": "", "learning": "$text-error", "due": "$text-success"}
_RATING_STYLES = {Rating.AGAIN: "$text-error", Rating.HARD: "", Rating.GOOD: "$text-success", Rating.EASY: ""}

Pictures = Mapping[str, Path]


def marked_up(text: str, pictures: Pictures, style: str = "") -> Content:
    """Source Markdown in the terminal's styles, on top of `style`."""
    return Content.assemble(*((span.text, f"{style} {_STYLES[span.style]}".strip()) for span in spans(text, pictures)))


def back_content(face: Face, changed_answer: str, pictures: Pictures) -> Content:
    """What stands below the front once it is answered: a question's options say all but the source."""
    parts: list[Content] = []
    if not face.options:
        parts += [marked_up(face.back, pictures, "bold"), *([marked_up(face.why, pictures)] if face.why else [])]
    if changed_answer:
        was = marked_up(changed_answer, pictures)
        parts.append(Content.assemble(("This answer has changed. It was: ", "bold"), was))
    parts.append(Content.styled(face.source, "dim"))
    return Content("\n\n").join(parts)


def option_mark(option: ShownOption, chosen: Collection[str], *, several: bool, answered: bool) -> Content:
    """The mark and the letter before an option."""
    if answered:
        mark, style = ("✓", "bold $text-success") if option.is_right else ("✗", "$text-error")
        return Content.assemble((f"  {mark} {option.letter}", style if option.is_right else _wrong(option, chosen)))
    on = option.key in chosen
    box = ("[x]" if on else "[ ]") if several else ("(•)" if on else "( )")
    return Content.styled(f"{box} {option.letter}", "bold" if on else "")


def option_words(option: ShownOption, chosen: Collection[str], pictures: Pictures, *, answered: bool) -> Content:
    """An option's text; once answered, with whether it was chosen, and the reason."""
    if not answered:
        return marked_up(option.text, pictures, "bold" if option.key in chosen else "")
    style = "bold $text-success" if option.is_right else _wrong(option, chosen)
    yours = Content.styled("  ← your choice", style) if option.key in chosen else Content("")
    return Content.assemble(marked_up(option.text, pictures, style), yours, "\n", marked_up(option.why, pictures))


def _wrong(option: ShownOption, chosen: Collection[str]) -> str:
    return "$text-error" if option.key in chosen else ""


def verdict(face: Face, chosen: Collection[str]) -> Content:
    """Whether the answer was right, and which one is."""
    if face.is_right(chosen):
        return Content.styled("✓ Right", "bold $text-success")
    right = " and ".join(option.letter for option in face.options if option.is_right)
    return Content.styled(f"✗ Wrong: the answer is {right}", "bold $text-error")


def rating_content(rating: Rating, outcome: Outcome | None, *, suggested: bool, narrow: bool) -> Content:
    """A rating with the interval it leads to below it; the suggested one stands in the opposite colours."""
    style = f"bold {_RATING_STYLES[rating]}" + (" reverse" if suggested else "")
    interval = interval_phrase(outcome.interval) if outcome else ""
    name = f"{rating.value} {RATING_WORDS[rating]}"
    if narrow:
        interval = interval.replace(" months", " mo").replace(" month", " mo")
    else:
        name = f" {name} "
    return Content.assemble((name, style), "\n", (interval, "dim"))


def head_content(left: Counts, current: str, place: str, width: int) -> Content:
    """What is left, the kind of the card shown underlined, and `place` at the right where there is room."""
    numbers = {"new": left.new, "learning": left.learning, "due": left.due}
    parts: list[Content | str] = []
    for name, number in numbers.items():
        style = f"{_COUNT_STYLES[name]} {'bold underline' if name == current else ''}".strip()
        parts += [Content.styled(f"{number} {name}", style), "  "]
    used = sum(len(f"{number} {name}  ") for name, number in numbers.items())
    room = width - used
    if columns(place) > room:
        while place and columns(place) > room - 1:
            place = place[:-1]
        place = f"{place.rstrip()}…" if place else ""
    return Content.assemble(*parts, " " * max(0, room - columns(place)), (place, "dim"))


def progress_content(answered: int, left: int, width: int) -> Content:
    """A line that fills as the session goes on."""
    full = round(width * answered / (answered + left)) if answered + left else width
    return Content.assemble(("━" * full, "$text-success"), ("─" * (width - full), "dim"))
