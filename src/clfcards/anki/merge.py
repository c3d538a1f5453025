"""The three-way merge of one note: of what we gave before, what we have now, and what the learner has.

Fields merge one by one, tags one by one. What only one side changed is taken from that side. Where both changed a
field, the learner's text stays, and the conflict is listed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from clfcards.anki.content import text_hash


@dataclass(frozen=True, slots=True)
class TextBase:
    """What is known of a field's text before both sides changed it, as hashes of `anki.content.text_hash`.

    A text of the learner with a hash in `untouched` was written by us, so it is not an edit. `last` are the texts
    that an edit can have begun from. Both are empty if nothing is known.
    """

    untouched: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NoteBase:
    """What is known of a note before both sides changed it: of each field by its name, and its tags, if known."""

    fields: Mapping[str, TextBase] = field(default_factory=dict)
    tags: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note's texts by the names of their fields, and its tags."""

    fields: Mapping[str, str]
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides changed, with our text and the learner's. For tags, `field` is `TAGS`.

    `base` is the hash of a text that the learner's edit can have begun from; empty if none is known.
    """

    field: str
    ours: str
    mine: str
    base: str = ""


TAGS = "tags"


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge makes of a note: the fields and tags to write, and what stays as the learner has it.

    `tags` is None if they stay. `edited` are the fields, and perhaps `TAGS`, that only the learner changed.
    """

    fields: Mapping[str, str]
    tags: tuple[str, ...] | None
    edited: tuple[str, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def is_nothing(self) -> bool:
        return not self.fields and self.tags is None


def merged(base: NoteBase, ours: NoteText, mine: NoteText) -> Merged:
    """The merge. Only fields that the learner's note has are merged."""
    fields: dict[str, str] = {}
    edited: list[str] = []
    conflicts: list[Conflict] = []
    for name, text in ours.fields.items():
        own = mine.fields.get(name, text)
        known = base.fields.get(name, TextBase())
        if own == text:
            continue
        if text_hash(own) in known.untouched:
            fields[name] = text
        elif known.last == {text_hash(text)}:
            edited.append(name)
        else:
            conflicts.append(Conflict(name, text, own, min(known.last - {text_hash(text)}, default="")))
    tags = _merged_tags(base.tags, ours.tags, mine.tags)
    if isinstance(tags, Conflict):
        return Merged(fields, None, tuple(edited), (*conflicts, tags))
    if set(tags) != set(ours.tags):
        edited.append(TAGS)
    return Merged(fields, None if set(tags) == set(mine.tags) else tags, tuple(edited), tuple(conflicts))


def taking_ours(found: Merged, ours: NoteText, mine: NoteText) -> Merged:
    """The merge with our side of every conflict. The learner's own tags stay even then."""
    fields = {**found.fields, **{each.field: each.ours for each in found.conflicts if each.field != TAGS}}
    tags = found.tags
    if any(each.field == TAGS for each in found.conflicts):
        prefixes = {tag.split("::")[0].casefold() for tag in ours.tags}
        own = [tag for tag in mine.tags if tag.split("::")[0].casefold() not in prefixes]
        tags = tuple(sorted({*own, *ours.tags}))
    return Merged(fields, tags, found.edited, ())


def _merged_tags(
    base: frozenset[str] | None, ours: tuple[str, ...], mine: tuple[str, ...]
) -> tuple[str, ...] | Conflict:
    """The merged tags, sorted; a conflict if the base is not known and our tags are not all there.

    Tags that differ only in case are the same to Anki; the learner's spelling stays.
    """
    have = {tag.casefold(): tag for tag in mine}
    want = {tag.casefold(): tag for tag in ours}
    if base is None:
        if want.keys() <= have.keys():
            return tuple(sorted(mine))
        return Conflict(TAGS, " ".join(ours), " ".join(mine))
    before = {tag.casefold() for tag in base}
    kept = [tag for key, tag in have.items() if key in want or key not in before]
    added = [tag for key, tag in want.items() if key not in have and key not in before]
    return tuple(sorted((*kept, *added)))
