"""What a learner's note was before both sides changed it: as it was last pushed, or any published version.

The ledger has the hashes of every version that was ever published, so a collection that was filled by imports, of
whatever releases, needs no record of them: a text with the hash of a published version is not the learner's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from clfcards.anki.content import SHARED_FIELDS, text_hash, whole_hash
from clfcards.anki.merge import NoteBase, NoteText, TextBase
from clfcards.anki.release import CHANGED
from clfcards.model.ledger import Content, Entry
from clfcards.render.note_kinds import NoteKind
from clfcards.render.notes import RenderedNote

_EMPTY = text_hash("")


@dataclass(frozen=True, slots=True)
class Pushed:
    """A note as it was after the last push: the hashes of its fields, its tags, and how many versions were published.

    A field in conflict has the hash that it had before the conflict, or an empty one if that is not known; `tags` are
    None if they are in conflict.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] | None = None
    versions: int = 0


def base_of(kind: NoteKind, mine: NoteText, entry: Entry | None, pushed: Pushed | None) -> NoteBase | None:
    """The base of a learner's note; None if no published version fits it, so that nothing of it may be overwritten.

    A text that is older than what was pushed says that the note is as it was before the push, as after a backup was
    opened. What was pushed then says nothing about it.
    """
    published = _published_base(kind, mine, entry) if entry is not None else None
    if pushed is None:
        return published
    fields = dict(published.fields) if published else {}
    later = _later_hashes(entry, pushed.versions) if entry else {}
    for name, hash_ in pushed.fields.items():
        texts = frozenset({hash_, *later.get(name, ())})
        fields[name] = TextBase(texts, frozenset({hash_}))
    if published is not None and _is_older(mine, published, fields):
        return published
    tags = frozenset(pushed.tags) if pushed.tags is not None else published.tags if published else None
    return NoteBase(fields, tags)


def _is_older(mine: NoteText, published: NoteBase, fields: Mapping[str, TextBase]) -> bool:
    have = {name: text_hash(text) for name, text in mine.fields.items()}
    return any(
        have.get(name) in known.untouched and have[name] not in fields[name].untouched
        for name, known in published.fields.items()
        if name in fields
    )


def _later_hashes(entry: Entry, count: int) -> dict[str, set[str]]:
    """The texts that were published after the first `count` versions: an import may have brought them since."""
    found: dict[str, set[str]] = {}
    for version in entry.versions[count:]:
        for name, hash_ in version.fields.items():
            found.setdefault(name, set()).add(hash_ or _EMPTY)
    return found


def _published_base(kind: NoteKind, mine: NoteText, entry: Entry) -> NoteBase | None:
    ours = {name: text for name, text in mine.fields.items() if name in kind.fields}
    contents = [entry.content(number + 1) for number in range(len(entry.versions))]
    known = [content for content in contents if content is not None]
    hashes = {name: frozenset(_hash_in(content, name) for content in known) for name in kind.fields}
    have = {name: text_hash(text) for name, text in ours.items()}
    matching = {name for name in have if name == "Id" or have[name] in hashes[name]}
    if len(known) < len(contents) and matching != have.keys():
        return _whole_base(kind, mine, entry)
    if not any(name in matching for name, text in ours.items() if text and name not in (*SHARED_FIELDS, "Id")):
        return None
    fitting = [c for c in known if all(_hash_in(c, name) == have[name] for name in matching - {"Id"})] or known
    last = {name: frozenset(_hash_in(content, name) for content in fitting) for name in kind.fields}
    fields = {name: TextBase(hashes[name], last[name]) for name in kind.fields if name != "Id"}
    return NoteBase(fields, _published_tags(mine.tags, known))


def _whole_base(kind: NoteKind, mine: NoteText, entry: Entry) -> NoteBase | None:
    """The base of a note with texts of a version of which only one hash is known, if the whole note has that hash."""
    if set(kind.fields) - mine.fields.keys():
        return None
    fields = tuple(mine.fields[name] for name in kind.fields)
    wholes = {version.whole for version in entry.versions if version.whole}
    for tags in _possible_tags(mine.tags):
        if whole_hash(RenderedNote(kind, fields, tags)) in wholes:
            texts = {name: frozenset({text_hash(text)}) for name, text in zip(kind.fields, fields, strict=True)}
            return NoteBase({name: TextBase(hash_, hash_) for name, hash_ in texts.items()}, frozenset(tags))
    return None


def _hash_in(content: Content, name: str) -> str:
    return content.fields.get(name, _EMPTY)


def _published_tags(tags: tuple[str, ...], known: Iterable[Content]) -> frozenset[str] | None:
    """Which of the learner's tags are ours, if they are all the tags of a version. The others are the learner's."""
    published = {content.tags for content in known}
    for some in _possible_tags(tags):
        if text_hash(" ".join(some)) in published:
            return frozenset(some)
    return None


def _possible_tags(tags: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The tags below each first word, without those that an update package adds: those of an exam have its code."""
    found: dict[str, list[str]] = {}
    for tag in sorted(tags):
        levels = tag.split("::")
        if len(levels) > 1 and levels[1] != CHANGED:
            found.setdefault(levels[0], []).append(tag)
    return [tuple(some) for some in found.values()]
