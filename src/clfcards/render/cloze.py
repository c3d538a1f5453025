"""Cloze text → Anki's `{{c1::…::hint}}`."""

import re
from collections.abc import Callable

from clfcards.model.cloze import Blank, parse_cloze
from clfcards.render.html import Media, to_html

# Placeholders from Unicode's private use area: the sources cannot contain them, and Markdown leaves them alone.
_FIRST_PLACEHOLDER = 0xE000
_PLACEHOLDER = re.compile("[\ue000-\uf8ff]")


def cloze_html(text: str, media: Media, finish: Callable[[str], str] = str) -> str:
    """The text as HTML with Anki's cloze markup around each blank; `finish` gets the HTML of each part.

    Each blank is rendered separately, so that formatting cannot begin or end inside it.
    """
    blanks: list[str] = []
    frame = ""
    for piece in parse_cloze(text):
        if isinstance(piece, Blank):
            frame += chr(_FIRST_PLACEHOLDER + len(blanks))
            blanks.append(_cloze_markup(piece, media, finish))
        else:
            frame += piece
    return _PLACEHOLDER.sub(lambda match: blanks[ord(match[0]) - _FIRST_PLACEHOLDER], finish(to_html(frame, media)))


def _cloze_markup(blank: Blank, media: Media, finish: Callable[[str], str]) -> str:
    # Two colons in a row end an answer, even if one of them is the answer's last character.
    answer, hint = (finish(to_html(text, media)).replace(":", "&#58;") for text in (blank.answer, blank.hint))
    return f"{{{{c{blank.number}::{answer}{f'::{hint}' if hint else ''}}}}}"
