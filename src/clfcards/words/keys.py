"""The table of keys: what each key does in a review and in an exam. There is no other.

The screens look up what a pressed key does, the footers and the help pages are written from it, plain mode takes
its letters from it, and `docs/key_table.py` writes the table in ARCHITECTURE.md.

Three rules keep a key from doing harm on a card that it was not meant for. Lower-case a–f and the digits only answer.
A key that changes a card beyond an answer is a capital letter, and its message says how to undo it. 7, 8 and 9 say
how sure the learner is, and nothing else, wherever that is asked.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from clfcards.model.confidence import CONFIDENCES, Confidence, confidence_in
from clfcards.words.lines import Line, fitting, wrapped

Where = Literal["review", "exam"]


class Key(NamedTuple):
    """One row. `keys` are characters, or Textual's names of keys; `shown` is how they are written.

    `review` and `exam` say what it does there, and are empty where it does nothing. `foot` is its word in a footer.
    `word` is the command of plain mode, whose only letter is the key; it is empty if plain mode needs none.
    """

    action: str
    keys: tuple[str, ...]
    shown: str
    review: str = ""
    exam: str = ""
    foot: str = ""
    word: str = ""


LETTERS, DIGITS, SURE = "abcdef", "123456", "789"
FLAG_KEYS = {f"alt+{number}": number for number in range(1, 8)}

KEYS = (
    Key("choose", (*LETTERS, *DIGITS), "a–f, 1–6", "choose an option of a question", "choose an option, or unselect it",
        "choose"),
    Key("rate", tuple("1234"), "1 2 3 4", "once the answer is shown: again (forgotten), hard, good, easy", "", "rate"),
    Key("sure", tuple(SURE), "7 8 9", "before you choose an option, if you like: sure, unsure, a guess",
        "sure, unsure, a guess", "sure?"),
    Key("enter", ("enter",), "enter", "show the answer, or answer with the marked option; then the highlighted rating",
        "choose the marked option; once the question is answered, the next one", "choose"),
    Key("space", ("space",), "space", "as enter; of several options, choose or unselect the marked one",
        "choose the marked option, or unselect it", "answer"),
    Key("up", ("up",), "↑", "move the mark up; scroll", "move the mark up"),
    Key("down", ("down",), "↓", "move the mark down; scroll", "move the mark down"),
    Key("next", ("n", "right"), "n →", "", "next question, even without an answer", "next", "next"),
    Key("previous", ("p", "left"), "p ←", "", "previous question", "previous", "previous"),
    Key("undo", ("u", "U"), "u", "undo the last action, even from an earlier day", "", "undo", "undo"),
    Key("suspend", ("S",), "S", "suspend the card until you unsuspend it", "", "suspend", "suspend"),
    Key("bury", ("B",), "B", "bury the card: put it off until tomorrow", "", "bury", "bury"),
    Key("flag", ("F",), "F", "flag the card, or remove its flag; alt+2 … alt+7 for other flags",
        "flag the question, or remove its flag", "flag", "flag"),
    Key("edit", ("E",), "E", "edit the card's source in $EDITOR", "", "edit", "edit"),
    Key("strike", ("x", "X"), "x", "", "strike out the marked option, or undo that", "strike", "x"),
    Key("info", ("i", "I"), "i", "the card's history and memory", "", "info", "info"),
    Key("note", ("w", "W"), "w", "write your own note on the card; it is shown with the answer", "", "note", "note"),
    Key("why", ("y", "Y"), "y", "after a wrong answer: add a line to your note, such as how to know which is which", "",
        "why", "why"),
    Key("open", ("o", "O"), "o", "open the source in a browser", "", "source", "open"),
    Key("list", ("l", "L"), "l", "", "list of all questions, to jump to one", "list", "list"),
    Key("submit", ("s", "S"), "s", "", "hand the exam in; it asks first", "hand in", "submit"),
    Key("leave", ("q", "Q"), "q", "stop; every answer so far is saved", "leave, to resume later", "stop", "quit"),
    Key("help", ("question_mark", "?"), "?", "these keys, and the words on the page", "these keys", "help", "help"),
)  # fmt: skip
"""Every key. Where two rows have the same key, only one of them has a meaning in a review, or at the same moment."""

_ROWS = {row.action: row for row in KEYS}

_MOVED: dict[Where, dict[str, str]] = {
    "review": {"s": "suspend", "b": "bury", "f": "flag", "e": "edit"},
    "exam": {"f": "flag"},
}


def shown_keys(action: str) -> str:
    """The keys of an action, as they are written: "7 8 9"."""
    return _ROWS[action].shown


def meaning(key: Key, where: Where) -> str:
    """What the key does there; empty if it does nothing."""
    return key.review if where == "review" else key.exam


def action_of(key: str, character: str, where: Where) -> str | None:
    """The action of a pressed key, by its name or its character; None if it has none there.

    Options and ratings are not among them: which of both a digit means depends on what is shown.
    """
    for each in KEYS:
        has_it = key in each.keys or (character and character in each.keys)
        if has_it and meaning(each, where) and each.action not in ("choose", "rate", "sure"):
            return each.action
    return None


def option_index(character: str, options: int) -> int | None:
    """The place, from 0, of the option that a character chooses; None if it chooses none of this many options.

    Letters after f are options only of a question that has so many.
    """
    if len(character) != 1:
        return None
    place = ord(character) - ord("a") if "a" <= character <= "z" else DIGITS.find(character)
    return place if 0 <= place < options else None


def sureness(character: str) -> int | None:
    """The place, from 0, of the confidence (sure, unsure, a guess) that a character says; None if it says none."""
    place = SURE.find(character) if len(character) == 1 else -1
    return place if place >= 0 else None


def confidence_of(word: str) -> Confidence | None:
    """How sure a word or a digit says the learner is; None if it says nothing about that."""
    place = sureness(word)
    return confidence_in(word) if place is None else CONFIDENCES[place]


def moved(character: str, where: Where) -> str:
    """Where the action of a former key is now: "suspend is S now: press shift and s". Empty if nothing moved."""
    action = _MOVED[where].get(character)
    return f"{action} is {_ROWS[action].shown} now: press shift and {character}" if action else ""


def plain_action(word: str, where: Where) -> str | None:
    """The action that plain mode's command, or its one letter, stands for. Capital letters are not small ones."""
    for each in KEYS:
        if each.word and meaning(each, where) and (word.lower() == each.word or word in each.keys):
            return each.action
    return None


def foot(action: str) -> str:
    """A key in a footer: "u undo"."""
    return f"{_ROWS[action].shown} {_ROWS[action].foot}"


def footer(width: int, beginnings: Sequence[str], *groups: Sequence[str]) -> str:
    """The first line that fits into `width` columns, or the last: each group of actions behind each beginning."""
    return fitting(width, *("  ".join([begin, *map(foot, group)]) for group in groups for begin in beginnings))


def help_lines(where: Where, width: int, leaving: str = "") -> list[Line]:
    """Every key and what it does there. `leaving` replaces what the table says about leaving."""
    lines = [Line("Keys", "title"), Line()]
    shown = max(len(each.shown) for each in KEYS) + 2
    for each in KEYS:
        what = leaving if leaving and each.action == "leave" else meaning(each, where)
        if what:
            lines += wrapped(what, width, "", f"{each.shown:<{shown}}", " " * shown)
    return lines


def key_table() -> str:
    """The table as Markdown, for ARCHITECTURE.md."""
    rows = [f"| {each.shown} | {each.review or '–'} | {each.exam or '–'} |" for each in KEYS]
    return "\n".join(["| key | in a review | in an exam |", "|---|---|---|", *rows])
