"""Search in texts: every word must begin a word of the text, in any order; case and accents are ignored."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

EntryKind = Literal["task", "service", "fact", "question"]

_WORD = re.compile(r"\w+")
# Marks that are written on letters of the Latin, Greek, Cyrillic, Hebrew and Arabic scripts.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]")
# Scripts that put no spaces between words (Thai to Khmer, kana, Chinese characters): there, any part of a text matches.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_PREFIX = 0.6
"""What a word counts that only begins with the word searched for; the whole word counts 1."""


class Field(NamedTuple):
    """A text of an entry, and how much a word found in it counts."""

    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found. `priority` is 1 (core) to 3 (detail), and decides between equal scores."""

    kind: EntryKind
    id: str
    fields: tuple[Field, ...]
    priority: int = 1


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found; a higher `score` is a better one."""

    entry: Entry
    score: float


_KINDS: tuple[EntryKind, ...] = ("task", "service", "fact", "question")


def folded(text: str) -> str:
    """The text without case and accents."""
    text = text.casefold()
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text)))


def words_of(query: str) -> tuple[str, ...]:
    """The words searched for, folded, each once."""
    return tuple(dict.fromkeys(_WORD.findall(folded(query))))


def search(entries: Iterable[Entry], query: str) -> list[Hit]:
    """The entries in which every word of the query is found, best first. A query without words finds nothing."""
    words = words_of(query)
    if not words:
        return []
    found = []
    for entry in entries:
        score = _score(entry, words)
        if score:
            found.append(Hit(entry, score))
    return sorted(found, key=_rank)


def _rank(hit: Hit) -> tuple[float, int, int, int, str]:
    """The best score first; then by kind and priority, and the shorter text before the longer one."""
    entry = hit.entry
    length = sum(len(field.text) for field in entry.fields)
    return -round(hit.score, 6), _KINDS.index(entry.kind), entry.priority, length, entry.id


def _score(entry: Entry, words: Sequence[str]) -> float:
    """The sum of what each word counts where it counts most; 0 if one is not found."""
    texts = [(field.weight, folded(field.text)) for field in entry.fields if field.text]
    if not all(any(word in text for _, text in texts) for word in words):  # quick, and nearly always enough
        return 0.0
    fields = [(weight, text, _WORD.findall(text)) for weight, text in texts]
    total = 0.0
    for word in words:
        best = max((weight * _share(word, text, found) for weight, text, found in fields), default=0.0)
        if not best:
            return 0.0
        total += best
    return total


def _share(word: str, text: str, found: Sequence[str]) -> float:
    """1 if the text has the whole word, less if it has only a word that begins so, else 0."""
    if word not in text:
        return 0.0
    if word in found:
        return 1.0
    if any(one.startswith(word) for one in found) or _UNSPACED.search(word):
        return _PREFIX
    return 0.0
