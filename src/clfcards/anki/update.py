"""The update of a package: only the notes whose content changed since an older release, for whoever has them.

It can be imported with "Update notes: Always" without touching a learner's edits of any other note. So corrections
reach notes that Anki tagged as leeches, and notes that learners marked.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from clfcards.anki.publish import Edition
from clfcards.anki.release import CHANGED
from clfcards.anki.release_comparison import ANSWER_FIELDS, Comparison
from clfcards.model.deck import Deck
from clfcards.model.ledger import Entry, Ledger


def update_of(deck: Deck, edition: Edition, found: Comparison, ledger: Ledger) -> tuple[Deck, Edition]:
    """The deck with the changed notes alone, and the edition in which those with another answer have a tag for it.

    The tag is `clf-c02::changed::2026-12-20::answer`. It is not part of a note's content, and in no other package.
    The next update of the note's text replaces it, as all tags.
    """
    ids = {change.id for change in found.changed}
    notes = tuple(note for note in (*deck.notes, *deck.reserve) if note.id in ids)
    answers = [change.id for change in found.changed if change.severity == "answer changed"]
    return replace(deck, notes=notes, reserve=()), _with_tags(edition, answers, ledger)


def _with_tags(edition: Edition, ids: Iterable[str], ledger: Ledger) -> Edition:
    rendered = dict(edition.rendered)
    for id_ in ids:
        day = answer_changed(ledger.notes[id_]).date()
        tag = f"{edition.guide.code}::{CHANGED}::{day.isoformat()}::answer"
        rendered[id_] = replace(rendered[id_], tags=tuple(sorted((*rendered[id_].tags, tag))))
    return replace(edition, rendered=rendered)


def answer_changed(entry: Entry) -> dt.datetime:
    """When the field with the answer last changed."""
    name = ANSWER_FIELDS[entry.type]
    times = [version.at for version in entry.versions[1:] if name in version.fields]
    return times[-1] if times else entry.modified
