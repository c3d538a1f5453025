"""A learner's collection: the real Anki back end, with the default options of a desktop import."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from anki import import_export_pb2
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportLogWithChanges

ALWAYS = import_export_pb2.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS
IF_NEWER = import_export_pb2.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER


@contextmanager
def learner(folder: Path) -> Iterator[Collection]:
    collection = Collection(str(folder / "collection.anki2"))
    try:
        yield collection
    finally:
        collection.close()


def import_package(collection: Collection, package: Path, *, always: bool = False) -> dict[str, int]:
    """Imports like File → Import in a fresh profile; returns the numbers of notes that were new, updated, and so on.

    With `always`, the learner has chosen "Update notes: Always".
    """
    options = ImportAnkiPackageOptions(update_notes=ALWAYS if always else IF_NEWER)
    request = ImportAnkiPackageRequest(package_path=str(package), options=options)
    log: ImportLogWithChanges.Log = collection.import_anki_package(request).log
    names = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck", "empty_first_field")
    return {name: len(getattr(log, name)) for name in names if getattr(log, name)}


def note_id(collection: Collection, id_: str) -> int:
    """The id in Anki of the note whose Id field is `id_`."""
    (found,) = collection.find_notes(f"Id:{id_}")
    return int(found)


def review_once(collection: Collection, id_: str) -> None:
    """The learner answers the note's first card with Good, twice, so that it is a review card with a due date."""
    card_id = collection.card_ids_of_note(note_id(collection, id_))[0]
    collection.sched.set_due_date([card_id], "5!")
    card = collection.get_card(card_id)
    card.start_timer()
    collection.sched.answer_card(
        collection.sched.build_answer(
            card=card,
            states=collection._backend.get_scheduling_states(card_id),
            rating=2,
        )
    )
