"""Slips in the form of a line: a space that is missing after '-' or ':', and a wrong indentation."""

import re

from clfcards.source.broken_yaml import BrokenYaml, Spot
from clfcards.source.slip import Slip

_DASH_WITHOUT_SPACE = re.compile(r"( *)-([A-Za-z_][\w-]*:(?: |$).*)")
_COLON_WITHOUT_SPACE = re.compile(r"( *(?:- +)*)([A-Za-z_][\w-]*):(?=[^\s/])(.*)")
_OTHER_SIGN = re.compile(r"( *(?:- +)*)([A-Za-z_][\w-]*) ?([=：;,]|->|=>|:=)(?=\s|\w|$)")
_WORD = re.compile(r"( *(?:- +)*)([A-Za-z_][\w-]*)(?=\s|$)")


def missing_space(broken: BrokenYaml) -> Slip | None:
    """A '-' or ':' without a space after it, which makes the line an ordinary text or a key of another name.

    libyaml reports it at the next key, or where the line begins.
    """
    for number in _suspects(broken):
        line = broken.line(number)
        if match := _DASH_WITHOUT_SPACE.match(line):
            message = f"there is no space after '-': write '- {match[2].strip()}'"
            return Slip(Spot(number, match.end(1)), message)
        if match := _COLON_WITHOUT_SPACE.match(line):
            message = f"there is no space after '{match[2]}:': write '{match[2]}: {match[3].strip()}'"
            return Slip(Spot(number, match.end(2)), message)
    return None


def _suspects(broken: BrokenYaml) -> list[int]:
    """The lines on which the missing space may be: the problem's, the one where the construct begins, the one above."""
    if "could not find expected ':'" in broken.problem and broken.begin:
        return [broken.begin.line]
    if "mapping values are not allowed" in broken.problem:
        entry = broken.entry(broken.at.line)
        is_first_colon = entry is not None and entry.key_column + len(entry.key) == broken.at.column
        return [broken.line_above(broken.at.line)] if is_first_colon else []
    if "expected '-' indicator" in broken.problem or "did not find expected key" in broken.problem:
        return [broken.at.line]
    return []


def run_on_line(broken: BrokenYaml) -> Slip | None:
    """A line without `key:`: its colon is missing, or it continues a text but is not indented."""
    if "could not find expected ':'" not in broken.problem or not broken.begin:
        return None
    number = broken.begin.line
    line = broken.line(number)
    if match := _OTHER_SIGN.match(line):
        return Slip(Spot(number, match.start(3)), f"'{match[3]}' does not end a key: write '{match[2]}: '")
    above = broken.entry(broken.line_above(number))
    word = _WORD.match(line)
    is_known = word is not None and word[2] in broken.keys
    if above and above.value[:1] in ("|", ">") and not is_known:
        message = f"the lines after '{above.key}: {above.value[:1]}' must be indented further than '{above.key}'"
        return Slip(broken.begin, message)
    if above is None or is_known or (word and word.end() == len(line.rstrip())):
        shown = word[2] if word else line.strip()[:20]
        return Slip(broken.begin, f"there is no ': ' after '{shown}': write '{shown}: '")
    message = (
        f"this line has no key: if it continues '{above.key}', indent it further than '{above.key}'; "
        "if not, begin it with a key and ': '"
    )
    return Slip(broken.begin, message)


def indentation_slip(broken: BrokenYaml) -> Slip | None:
    """A line that is not in the column of the lines that it belongs to."""
    number = broken.at.line
    line = broken.line(number)
    if line.lstrip(" ").startswith("- "):
        return _dash(broken, number)
    entry, above = broken.entry(number), broken.line_above(number)
    key_above = broken.entry(above)
    if entry is None or key_above is None:
        return None
    if not re.fullmatch(r"[a-z_]+", entry.key):  # "Note: …" in the second line of a text
        return Slip(broken.at, "a text that contains ': ' must be in quotes: put quotes around the whole text")
    before = broken.entry(broken.line_above(above))
    if before and before.key_column == entry.key_column != key_above.key_column:
        return _misplaced(above, key_above.key, key_above.key_column, before.key, before.key_column)
    return _misplaced(number, entry.key, entry.key_column, key_above.key, key_above.key_column)


def _misplaced(number: int, key: str, column: int, other: str, other_column: int) -> Slip:
    message = f"'{key}' begins in column {column + 1}, but '{other}' above it in column {other_column + 1}: align them"
    return Slip(Spot(number, column), message)


def _dash(broken: BrokenYaml, number: int) -> Slip | None:
    """A '- ' in another column than the '- ' with the same key above it."""
    entry = broken.entry(number)
    if entry is None:
        return None
    column = broken.line(number).index("-")
    for above in range(number - 1, -1, -1):
        line, other = broken.line(above), broken.entry(above)
        if other and other.key == entry.key and line.lstrip(" ").startswith("- ") and line.index("-") != column:
            message = (
                f"this '- ' begins in column {column + 1}, but the one on line {above + 1} "
                f"in column {line.index('-') + 1}: align them"
            )
            return Slip(Spot(number, column), message)
    return None
