"""Characters that look like something else, or like nothing."""

import re

INVISIBLE = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
"""Characters without a shape: zero-width spaces and joiners, the soft hyphen, and marks of direction."""

CURLY_QUOTES = "“”„‟«»‘’‚‛"
