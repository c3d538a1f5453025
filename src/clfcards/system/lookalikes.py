"""What a console shows for a character that its encoding does not have: a similar one from ASCII."""

import codecs
import io

ERRORS = "clfcards-lookalike"
"""The name of the error handler."""

_LOOKALIKES = str.maketrans(
    {
        "─": "-", "━": "-", "╌": "-", "–": "-", "—": "-", "−": "-", "│": "|", "…": "...", "·": "-", "•": "*",
        "→": "->", "←": "<-", "×": "x", "≤": "<=", "≥": ">=", "√": "sqrt", "Σ": "sum", "₁": "1", "₂": "2",
        "“": '"', "”": '"', "‘": "'", "’": "'", "✓": "+", "✗": "x", "●": "*", "○": "o",
        "█": "#", "▓": "#", "▒": ":", "░": ".", "\N{NO-BREAK SPACE}": " ", "\N{ZERO WIDTH SPACE}": "",
    }
)  # fmt: skip


def use_lookalikes(stream: io.TextIOWrapper) -> None:
    """Makes a stream able to print everything, on old Windows consoles too."""
    codecs.register_error(ERRORS, lookalike)
    stream.reconfigure(errors=ERRORS)


def lookalike(error: UnicodeError) -> tuple[str, int]:
    """An error handler: similar characters from ASCII for what cannot be encoded, and '?' where there is none."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    similar = error.object[error.start : error.end].translate(_LOOKALIKES)
    return similar.encode("ascii", "replace").decode("ascii"), error.end
