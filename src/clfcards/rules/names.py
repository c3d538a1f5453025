"""Whether a text is a name, such as that of a product, and not a description."""

import re
from functools import lru_cache

_SMALL = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@lru_cache(maxsize=2**17)
def is_name(text: str) -> bool:
    """Whether every word that is not a small one begins with a capital letter or a digit, and there are two of them.

    'AWS Key Management Service (AWS KMS)' is a name, 'Amazon S3 buckets' is not.
    """
    own = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    return len(own) > 1 and all(word[0].isupper() or word[0].isdigit() or word[1:2].isupper() for word in own)
