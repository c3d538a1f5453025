"""A learner's own note: as lines, and what is said about writing one."""

from clfcards.visible import visible
from clfcards.words.lines import Line, wrapped

TITLE = "Your note"
_NEW_LINE = " ⏎ "


def note_lines(note: str, width: int) -> list[Line]:
    """The note with its name before it; nothing if there is none. It is shown as it was written, without Markdown."""
    return wrapped(visible(note), width, "", f"{TITLE}: ") if note else []


def saved_sentence(note: str) -> str:
    """What writing a note did."""
    return "your note is saved" if note else "your note is removed"


WHICH_IS_WHICH = "How will you know which is which next time?"


def which_is_which(key: str) -> str:
    """The offer to write a line after a wrong answer."""
    return f"{key} adds a line to your note: how will you know which is which?"


def how_to_write(note: str) -> str:
    """The note as it is, and how a line changes it."""
    if note:
        return f"{TITLE}: {visible(note)}\nw TEXT writes another, and w - removes it"
    return "there is no note yet: w TEXT writes one"


def on_one_input_line(note: str) -> str:
    """The note in a field of one line: each line end is a visible sign."""
    return note.replace("\n", _NEW_LINE)


def from_input_line(text: str) -> str:
    """The note that such a field holds."""
    return "\n".join(part.strip() for part in text.split(_NEW_LINE.strip()))
