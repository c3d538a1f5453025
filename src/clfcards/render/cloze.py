"""Cloze text → Anki's `{{c1::…::hint}}`."""

from clfcards.model.cloze import Blank, parse_cloze
from clfcards.render.html import Media, to_html

# Stand-ins from Unicode's private use area: no author types them, and Markdown lets them pass.
_FIRST_STAND_IN = 0xE000


def cloze_html(text: str, media: Media) -> str:
    """The text as HTML with Anki's cloze marks around each blank.

    A blank is rendered on its own, so that formatting can neither begin nor end inside it.
    """
    blanks: list[str] = []
    frame = ""
    for piece in parse_cloze(text):
        if isinstance(piece, Blank):
            frame += chr(_FIRST_STAND_IN + len(blanks))
            blanks.append(_mark(piece, media))
        else:
            frame += piece
    rendered = to_html(frame, media)
    for i, blank in enumerate(blanks):
        rendered = rendered.replace(chr(_FIRST_STAND_IN + i), blank)
    return rendered


def _mark(blank: Blank, media: Media) -> str:
    # Two colons in a row end an answer, also where one stands at its edge.
    answer, hint = (to_html(text, media).replace(":", "&#58;") for text in (blank.answer, blank.hint))
    return f"{{{{c{blank.number}::{answer}{f'::{hint}' if hint else ''}}}}}"
