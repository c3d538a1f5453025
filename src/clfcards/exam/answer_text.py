"""A short text that holds the answers of a sitting, for when no file can be moved: it can be copied, or typed.

It has what the report needs: the form, the options chosen, how sure the learner was, what was flagged, and the times,
coarsely. Symbols are those of Crockford's base 32, which has no letter that looks like a digit. Each line has a check
of its own, so that a mistake in typing is found in its line, and the whole has another.
"""

import hashlib

from clfcards.codec import encode
from clfcards.exam.form import Form

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MARK_SYMBOLS = 6


def form_mark(form: Form) -> str:
    """Six symbols that identify a form: another question, option, key or difficulty gives another mark."""
    digest = hashlib.blake2b(encode(form), digest_size=8).digest()
    number = int.from_bytes(digest) >> (64 - 5 * _MARK_SYMBOLS)
    return "".join(SYMBOLS[number >> 5 * (_MARK_SYMBOLS - 1 - i) & 31] for i in range(_MARK_SYMBOLS))


TIMES = (
    0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40, 48, 58, 70, 85, 103, 125, 150, 180, 220, 270, 330, 400, 500,
    750, 1200, 3600,
)  # fmt: skip
"""The seconds on a question that the text can hold: about a fifth apart, which says enough about pace."""
