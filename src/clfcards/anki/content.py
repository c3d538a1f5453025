"""What identifies a note and its content in the ledger: its GUID, and hashes of its fields and tags."""

import base64
import hashlib
from binascii import b2a_base64
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from clfcards.model.ledger import Content, Entry, Version
from clfcards.render.notes import RenderedNote

_ID = "Id"  # this field's text is the note's id, so that the ledger needs no hash of it
SHARED_FIELDS = frozenset({"Reverse", "Choose", "Services", "Source", "Verified", "Task", "Language"})
"""Fields that have the same text in many notes."""


def note_guid(namespace: str, note_id: str) -> str:
    """The note's identity in Anki. It depends only on namespace and id, so the text can change freely."""
    digest = hashlib.blake2b(f"{namespace}\0{note_id}".encode(), digest_size=9).digest()
    return base64.urlsafe_b64encode(digest).decode()


def text_hash(text: str) -> str:
    """48 bits of a hash, as eight characters: the chance that two texts share one is less than 1 in 10^14."""
    return b2a_base64(hashlib.blake2b(text.encode(), digest_size=6).digest(), newline=False).decode()


def content_reader() -> Callable[[RenderedNote], Content]:
    """A function that gives the content of notes. It remembers the hashes of texts that many notes share."""
    shared = cache(text_hash)
    shared_tags = cache(_tags_hash)

    def content_of(note: RenderedNote) -> Content:
        fields = {
            name: shared(text) if name in SHARED_FIELDS else text_hash(text)
            for name, text in zip(note.kind.fields, note.fields, strict=True)
            if text and name != _ID
        }
        return Content(fields, shared_tags(note.tags))

    return content_of


def _tags_hash(tags: tuple[str, ...]) -> str:
    return text_hash(" ".join(tags))


def next_version(old: Content | None, new: Content, entry: Entry, version: Version) -> Entry:
    """The entry with one more version: `version`, with what `new` changes of `old`, which is None if not known."""
    if old is None:
        return replace(entry, versions=(*entry.versions, replace(version, fields=new.fields, tags=new.tags)))
    fields = {name: hash_ for name, hash_ in new.fields.items() if old.fields.get(name) != hash_}
    fields |= {name: "" for name in old.fields if name not in new.fields}
    tags = new.tags if new.tags != old.tags else ""
    return replace(entry, versions=(*entry.versions, replace(version, fields=fields, tags=tags)))


def with_known_fields(entry: Entry, note: RenderedNote, content: Content) -> Entry:
    """The entry with each field of its last version known, if only their common hash is, and it is the note's."""
    last = entry.versions[-1]
    if not last.whole or last.whole != whole_hash(note):
        return entry
    return replace(entry, versions=(*entry.versions[:-1], Version(last.at, content.fields, content.tags)))


def is_content_of(note: RenderedNote, entry: Entry, versions: int | None = None) -> bool:
    """Whether the note is as it was published last, or as the first `versions` versions left it."""
    before = entry.content(versions)
    if before is None:
        return entry.versions[:versions][-1].whole == whole_hash(note)
    return before == content_reader()(note)


def whole_hash(note: RenderedNote) -> str:
    """The hash of a note in the ledger's first format: of note type, fields and tags together."""
    content = "\x1f".join((note.kind.name, *note.fields, *note.tags))
    return hashlib.blake2b(content.encode(), digest_size=8).hexdigest()
