"""Which item an entry is: its id, and whether its content is that of another item.

An id is that of the file, if it is one of ours, or is made from the question's words. The same question therefore has
the same id in every import, wherever it stands in its file.
"""

import hashlib
import re

from clfcards.exchange.entry import Entry
from clfcards.rules.words import content_words, normalized, words
from clfcards.source.word_kinds import is_id

_MOST_WORDS = 4
_ASCII = re.compile(r"[a-z0-9]+\Z")
Content = tuple[str, frozenset[str], frozenset[str]]


def content_of(entry: Entry) -> Content:
    """What must be equal in two entries that are the same: the subject, and the right and the wrong options."""
    if not entry.is_question:
        return normalized(entry.subject), frozenset({normalized(entry.back)}), frozenset()
    right, wrong = (
        frozenset(normalized(option.text) or option.text for option in entry.options if option.is_right == is_right)
        for is_right in (True, False)
    )
    return subject_of(entry), right, wrong


def subject_of(entry: Entry) -> str:
    """The text that names the entry, without markup, case and punctuation."""
    return normalized(entry.subject) or entry.subject


def id_of(entry: Entry) -> str:
    """The entry's own id, or one made from its subject: `q-shared-responsibility-model-3f9a1c`."""
    if is_id(entry.id):
        return entry.id
    subject = subject_of(entry)
    telling = content_words(entry.subject)
    named = [word for word in dict.fromkeys(words(entry.subject)) if word in telling and _ASCII.match(word)]
    digest = hashlib.blake2b(subject.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return "-".join(["q" if entry.is_question else "f", *named[:_MOST_WORDS], digest])
