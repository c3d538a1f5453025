"""Foreign text, such as names, keys, ids and paths, in a form that is shown and never obeyed.

A terminal obeys escape sequences, a screen obeys characters that change the direction of text, and a CI system
obeys lines that look like its commands. Such characters are replaced by the escapes that Python writes for them.
"""

from __future__ import annotations

import re

# C0 and C1 controls except tab and line ends; line and paragraph separators; embeddings and overrides of the
# direction, which make text look like other text (Boucher & Anderson 2021, "Trojan Source").
_OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]|\r(?!\n)")
_ISOLATES = re.compile("[\u2066-\u2069]")
_POP_ISOLATE = "\u2069"
# Everything that is not shown, or that begins another line. The joiners U+200C and U+200D are kept: Persian words
# and many emoji consist of them.
_NOT_SHOWN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\U000e0000-\U000e001f]"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
# A line that begins with "::" is a command of GitHub's runner, which ignores white space before it. It and other
# systems also look for "##[…]" and "##name[…]", anywhere in a line.
_BEGINNING = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
_COMMAND = re.compile(r"##(?=(?:vso|teamcity)?\[)")


def visible(text: str) -> str:
    """A text of one or several lines, with every character that a terminal would obey written as an escape.

    Isolates that are balanced in their line are kept: they cannot affect anything outside, and right-to-left
    decks need them.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _OBEYED.sub(_escape, text)
    if _ISOLATES.search(text):
        text = "\n".join(
            line if has_balanced_isolates(line) else _ISOLATES.sub(_escape, line) for line in text.split("\n")
        )
    return text


def on_one_line(text: str) -> str:
    """A name, key, id or path as part of a line: it cannot begin another line, and nothing in it is invisible."""
    return text if text.isascii() and text.isprintable() else _NOT_SHOWN.sub(_escape, text)


def without_commands(text: str) -> str:
    """Output in which no line is a command of a CI system: the first character of each command is an escape."""
    if "::" in text:
        text = _BEGINNING.sub(r"\1\\x3a", text)
    return _COMMAND.sub(r"#\\x23", text) if "##" in text else text


def has_balanced_isolates(line: str) -> bool:
    """Whether every isolate in the line is closed in it, and nothing is closed that was not opened."""
    depth = 0
    for match in _ISOLATES.finditer(line):
        depth += -1 if match[0] == _POP_ISOLATE else 1
        if depth < 0:
            return False
    return depth == 0


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] in _SHORT:
        return _SHORT[match[0]]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
