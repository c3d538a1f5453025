"""The slips of an author that make a text unreadable as YAML, each with a place and a sentence that says what to do.

libyaml says what it expected, often far below the slip. These functions look at the line itself.
"""

import re
from collections.abc import Callable

from clfcards.source.broken_yaml import BrokenYaml, Spot
from clfcards.source.indentation import indentation_slip, missing_space, run_on_line
from clfcards.source.slip import Slip

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$|^={7}$", re.MULTILINE)
_ODD_SPACE = re.compile("^[ \t]*[\xa0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]")
_COMMENT = re.compile(r"\s#")
_CURLY = "“”„‘’«»"


def conflict_marker(text: str) -> Slip | None:
    """A line that git left where two versions of the file differ."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return None
    match = _CONFLICT.search(text)
    if match is None:
        return None
    mark = match[0][:7]
    message = f"'{mark}' was left by a git merge: keep one of the two versions and delete the marker lines"
    return Slip(Spot(text.count("\n", 0, match.start()), 0), message, "merge-conflict", len(mark))


def slip_in(broken: BrokenYaml) -> Slip:
    """The slip that made the text unreadable; if it is none of the known ones, what libyaml says."""
    for find in _FINDERS:
        if slip := find(broken):
            return slip
    reason = ", ".join(part for part in (broken.context, broken.problem) if part)
    message = f"this is not valid YAML ({reason}): check the quotes, the indentation and the colons here"
    return Slip(broken.at, message)


def _odd_space(broken: BrokenYaml) -> Slip | None:
    for number in range(broken.at.line + 1):
        if match := _ODD_SPACE.match(broken.line(number)):
            character = match[0][-1]
            message = f"the line is indented with the character U+{ord(character):04X}: use ordinary spaces"
            return Slip(Spot(number, match.end() - 1), message)
    return None


def _tab(broken: BrokenYaml) -> Slip | None:
    if "tab character" not in broken.problem and broken.character(broken.at) != "\t":
        return None
    if broken.line(broken.at.line)[: broken.at.column].strip():
        return Slip(broken.at, "there is a tab after '-': use one space")
    return Slip(broken.at, "the line is indented with a tab: use spaces, as in the lines around it")


_BEGINNINGS = {
    "while scanning an alias": "*",
    "while scanning an anchor": "&",
    "found character that cannot start any token": "",
    "did not find expected comment or line break": "",
    "block sequence entries are not allowed in this context": "- ",
    "mapping keys are not allowed in this context": "? ",
    "did not find expected node content": "",
}


def _first_character(broken: BrokenYaml) -> Slip | None:
    """A text that begins with a character that means something in YAML."""
    reason = next((part for part in (broken.context, broken.problem) if part in _BEGINNINGS), None)
    if reason is None:
        return None
    begin = broken.begin if broken.begin and "block node" not in broken.context else broken.at
    if broken.problem.startswith(("block sequence", "mapping keys")):
        begin = broken.at
    mark = _BEGINNINGS[reason] or broken.character(begin)
    return must_be_quoted(begin, mark) if mark else _open_at_the_end(broken.text)


def _open_at_the_end(text: str) -> Slip | None:
    """A bracket after which the file ends."""
    at = max(text.rfind("["), text.rfind("{"))
    if at < 0:
        return None
    return _not_closed(Spot(text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1), text[at])


def _not_closed(at: Spot, mark: str) -> Slip:
    close = "]" if mark == "[" else "}"
    return Slip(at, f"'{mark}' is not closed: add '{close}', or put the text in quotes if it is one")


def must_be_quoted(at: Spot, mark: str) -> Slip:
    """The slip of a text that begins with `mark` and is not in quotes."""
    return Slip(at, f"a text that begins with '{mark}' must be in quotes: put quotes around the whole text")


def _escape(broken: BrokenYaml) -> Slip | None:
    if "escape character" not in broken.problem and "hexdecimal" not in broken.problem:
        return None
    line = broken.line(broken.at.line)
    start = line.rfind("\\", 0, broken.at.column + 1)
    shown = line[max(start, 0) : max(start, 0) + 2]
    message = f"'{shown}' means nothing in double quotes: write two backslashes, or put the text in single quotes"
    return Slip(Spot(broken.at.line, max(start, 0)), message)


def _unclosed_quote(broken: BrokenYaml) -> Slip | None:
    """A quote that is closed nowhere, or only by the opening quote of a later text."""
    if broken.context == "while scanning a quoted scalar" and broken.begin:
        return _never_closed(broken, broken.begin)
    if "did not find expected" not in broken.problem or not broken.last_scalar:
        return None
    begin, end, style = broken.last_scalar
    if style not in ("'", '"') or end.line != broken.at.line:
        return None
    if begin.line < end.line:
        return _never_closed(broken, begin)
    if not broken.line(end.line)[end.column : broken.at.column].strip():
        other = "double" if style == "'" else "single"
        message = f"the quoted text ends here, but the line goes on: put the whole text in {other} quotes"
        return Slip(Spot(end.line, end.column - 1), message)
    return None


def _never_closed(broken: BrokenYaml, begin: Spot) -> Slip:
    quote = broken.character(begin)
    return Slip(begin, f"the quote {quote} is not closed: add {quote} at the end of the text, or remove this one")


def _colon(broken: BrokenYaml) -> Slip | None:
    """A colon in a text that is not quoted."""
    if "mapping values are not allowed" not in broken.problem:
        return None
    line, entry = broken.line(broken.at.line), broken.entry(broken.at.line)
    if entry and entry.key_column + len(entry.key) == broken.at.column:
        return indentation_slip(broken)
    value = entry.value if entry else line.strip()
    if value.startswith(":"):
        return must_be_quoted(broken.at, ":")
    curly = " (curly quotes do not count)" if value.startswith(tuple(_CURLY)) else ""
    message = f"a text that contains ': ' must be in quotes{curly}: put quotes around the whole text"
    return Slip(broken.at, message)


def _brackets(broken: BrokenYaml) -> Slip | None:
    """A text that begins with '[' or '{', or a mistake inside brackets."""
    if not broken.begin:
        return None
    if "flow" not in broken.context:
        entry = broken.entry(broken.at.line)
        value = entry.value if entry else broken.line(broken.at.line).lstrip(" -")
        column = broken.line(broken.at.line).find(value)
        if value[:1] in ("[", "{") and column < broken.at.column:
            return must_be_quoted(Spot(broken.at.line, column), value[0])
        return None
    for number in range(broken.begin.line, broken.at.line + 1):
        start = broken.begin.column if number == broken.begin.line else 0
        if match := _COMMENT.search(broken.line(number), start):
            message = "everything after ' #' is a comment, so the brackets are not closed: put the text in quotes"
            return Slip(Spot(number, match.end() - 1), message)
    mark = broken.character(broken.begin)
    if broken.at.line > broken.begin.line:
        return _not_closed(broken.begin, mark)
    if broken.character(broken.at) == ":":
        return Slip(broken.at, "a text that contains ': ' must be in quotes: put quotes around the whole text")
    return Slip(broken.at, f"a text inside '{mark}' cannot continue here: put quotes around the whole text")


_FINDERS: tuple[Callable[[BrokenYaml], Slip | None], ...] = (
    _odd_space,
    _tab,
    missing_space,
    _escape,
    _first_character,
    _unclosed_quote,
    _colon,
    _brackets,
    run_on_line,
    indentation_slip,
)
