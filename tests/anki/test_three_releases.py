"""Learners with a life of their own import three releases. The oracle is the `anki` package, Anki's own back end.

What they end with is the table in ARCHITECTURE.md, "What a new version does in Anki".
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from anki.collection import Collection
from tests.anki.collection import import_package, learner, note_id, review_once
from tests.anki.test_import import Maker
from tests.small_exam import GUIDE, write_exam

pytestmark = pytest.mark.anki

FIRST, SECOND, THIRD = 1, 10, 20  # the days in January 2026 on which the releases were built
OURS, MINE = "our correction", "my own words"
CORRECTED = ("a-1-f1", "a-1-f2", "a-1-f4", "a-1-f5", "a-2-f0", "a-2-f2")  # in the second release
LEFT = "a-2-f4"  # left the deck in the second release, and was corrected in the third
BACK = "a-1-f0"  # left the deck in the second release, and came back unchanged in the third
RETIRED = "b-1-f5"  # in the third release

ROWS = {
    "a-1-f1": "text corrected",
    "a-1-f2": "the same; the learner reviewed, suspended and flagged the card, which stays so",
    "a-2-f2": "the same; the learner moved the card to an own deck, where it stays",
    "a-1-f4": "the same; the learner had edited the note before our correction",
    "a-2-f0": "the same; the learner edited the note after our correction was built",
    "a-1-f5": "the same; Anki tagged the note as a leech after our correction was built",
    "a-1-f3": "nothing; the learner edited the note",
    "a-2-f1": "nothing; the learner tagged the note",
    "a-2-f3": "nothing; the learner deleted the note",
    LEFT: "the note left the deck as weights moved, and was corrected later",
    BACK: "the note left the deck, and came back unchanged; the learner edited it",
    RETIRED: "the note was retired",
    "b-1-cloze": "a cloze number was removed, and another one added",
}


@dataclass(frozen=True)
class Releases:
    """The packages of each day, and those with only what was corrected from one day to the next."""

    decks: Mapping[int, Path]
    updates: Mapping[tuple[int, int], Path]


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Releases:
    """The second release corrects notes, and gives A less weight; the third gives A back a part of it."""
    folder = tmp_path_factory.mktemp("maker")
    maker = Maker(folder)
    kept: dict[int, Path] = {}
    updates: dict[tuple[int, int], Path] = {}

    def correct(*ids: str) -> None:
        for id_ in ids:
            maker.edit(f"facts/{id_[:3].upper().replace('-', '.')}-x.yaml", f"Because {id_} is so.", f"{OURS} {id_}")

    def release(day: int, weights: tuple[int, int, int], *earlier: int) -> set[str]:
        guide = GUIDE
        for old, new in zip((50, 30, 20), weights, strict=True):
            guide = guide.replace(f"weight: {old}\n", f"weight: {new}\n")
        write_exam(folder / "decks", guide=guide)
        for since in earlier:
            maker.build(day, "--accept-fewer", "--since", str(kept[since]))
            updates[since, day] = (folder / "out/tea-101-update.apkg").rename(folder / f"{since}-{day}.apkg")
        kept[day] = maker.build(day, "--accept-fewer").rename(folder / f"{day}.apkg")
        notes = json.loads((maker.exam / "ledger.json").read_text(encoding="utf-8"))["notes"]
        return {id_ for id_, entry in notes.items() if "left" not in entry and "retired" not in entry}

    first = release(FIRST, (50, 30, 20))
    correct(*CORRECTED)
    maker.edit("facts/B.1-y.yaml", "{{2:two}}", "{{3:two}}")
    second = release(SECOND, (34, 33, 33), FIRST)
    correct(LEFT)
    maker.edit("facts/B.1-x.yaml", RETIRED, "b-1-successor")
    third = release(THIRD, (42, 33, 25), FIRST, SECOND)
    assert ROWS.keys() <= first
    assert ROWS.keys() - second == {LEFT, BACK}
    assert ROWS.keys() - third == {LEFT, RETIRED}
    return Releases(kept, updates)


def on(day: int, collection: Collection, id_: str, *, words: bool = False, tag: str = "") -> None:
    """The learner, or Anki for them, changes a note at noon of a day of January 2026."""
    note = collection.get_note(note_id(collection, id_))
    if words:
        note["Back"] = MINE
    if tag:
        note.add_tag(tag)
    collection.update_note(note)
    seconds = int(dt.datetime(2026, 1, day, 12, tzinfo=dt.UTC).timestamp())
    collection.db.execute("UPDATE notes SET mod = ? WHERE id = ?", seconds, note.id)


def live_before_the_second_release(collection: Collection) -> None:
    review_once(collection, "a-1-f2")
    card = collection.card_ids_of_note(note_id(collection, "a-1-f2"))[0]
    collection.sched.suspend_cards([card])
    collection.set_user_flag_for_cards(2, [card])
    own_deck = collection.decks.id("My own deck")
    collection.set_deck(collection.card_ids_of_note(note_id(collection, "a-2-f2")), own_deck)
    on(5, collection, "a-1-f4", words=True)
    on(5, collection, "a-1-f3", words=True)
    on(5, collection, "a-2-f1", tag="mine")
    on(5, collection, BACK, words=True)
    collection.remove_notes([note_id(collection, "a-2-f3")])


def live_after_it_was_built(collection: Collection) -> None:
    on(12, collection, "a-2-f0", words=True)
    on(12, collection, "a-1-f5", tag="leech")


EDITED = {"a-1-f4", "a-2-f0", "a-1-f3", BACK}
TAGGED = {"a-1-f5": "leech", "a-2-f1": "mine"}
DELETED = "a-2-f3"


def outcome(collection: Collection, id_: str) -> str:
    """What the learner has of a note, in the words of the table."""
    found = collection.find_notes(f"Id:{id_}")
    if not found or id_ == DELETED:
        return "the note comes back" if found else "the note stays deleted"
    note = collection.get_note(found[0])
    if found[0] in [empty.note_id for empty in collection.get_empty_cards().notes]:
        return "an empty card stays"
    text = note.joined_fields()
    parts = ["corrected" if OURS in text else "as it was"]
    if id_ in EDITED:
        parts.append("own words kept" if MINE in text else "own words replaced")
    if id_ in TAGGED:
        parts.append("tag kept" if TAGGED[id_] in note.tags else "tag lost")
    return ", ".join(parts)


def lives(folder: Path, releases: Releases, *, updates: bool, skips: bool) -> dict[str, str]:
    """What a learner ends with, who takes updates or not, and who skips the second release or not."""
    folder.mkdir()
    with learner(folder) as collection:
        import_package(collection, releases.decks[FIRST])
        live_before_the_second_release(collection)
        before = schedule(collection, "a-1-f2")
        live_after_it_was_built(collection)
        steps = [(FIRST, THIRD)] if skips else [(FIRST, SECOND), (SECOND, THIRD)]
        for since, day in steps:
            if updates:
                import_package(collection, releases.updates[since, day], always=True)
            import_package(collection, releases.decks[day])
        assert schedule(collection, "a-1-f2") == before
        moved = collection.get_card(collection.card_ids_of_note(note_id(collection, "a-2-f2"))[0])
        assert collection.decks.name(moved.did) == "My own deck"
        problems, is_ok = collection.fix_integrity()
        assert is_ok, problems
        return {id_: outcome(collection, id_) for id_ in ROWS}


def schedule(collection: Collection, id_: str) -> list[object]:
    """Everything that a review, a suspension or a flag left in the collection."""
    (card,) = collection.card_ids_of_note(note_id(collection, id_))
    return [
        collection.db.all("SELECT type, queue, due, ivl, factor, reps, flags, did, data FROM cards WHERE id = ?", card),
        collection.db.all("SELECT * FROM revlog ORDER BY id"),
    ]


HABITS = {
    "the deck alone, default options": {"updates": False, "skips": False},
    "the update first, then the deck": {"updates": True, "skips": False},
    "the same, skipping a release": {"updates": True, "skips": True},
}


@pytest.fixture(scope="module")
def endings(tmp_path_factory: pytest.TempPathFactory, releases: Releases) -> dict[str, dict[str, str]]:
    folder = tmp_path_factory.mktemp("learners")
    return {
        habit: lives(folder / str(number), releases, **options)
        for number, (habit, options) in enumerate(HABITS.items())
    }


def table(endings: dict[str, dict[str, str]]) -> str:
    """The endings as the Markdown table of ARCHITECTURE.md."""
    lines = [f"| what we did; what the learner did | {' | '.join(endings)} |", "|---" * (1 + len(endings)) + "|"]
    lines += [f"| {what} | {' | '.join(ending[id_] for ending in endings.values())} |" for id_, what in ROWS.items()]
    return "\n".join(lines)


def test_the_table_in_the_architecture_is_what_learners_end_with(endings: dict[str, dict[str, str]]) -> None:
    text = (Path(__file__).parents[2] / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert table(endings) in text, f"replace the table by:\n{table(endings)}"


def test_every_correction_reaches_whoever_takes_the_updates(endings: dict[str, dict[str, str]]) -> None:
    """Also a leech, a note that was edited since, and a note that has left the deck; and whoever skips a release."""
    for habit in list(HABITS)[1:]:
        assert [id_ for id_ in (*CORRECTED, LEFT) if not endings[habit][id_].startswith("corrected")] == []


def test_what_the_learner_did_to_notes_that_we_did_not_change_stays(endings: dict[str, dict[str, str]]) -> None:
    for ending in endings.values():
        assert (ending["a-1-f3"], ending["a-2-f1"], ending[BACK]) == (
            "as it was, own words kept", "as it was, tag kept", "as it was, own words kept",
        )  # fmt: skip


def test_an_update_touches_exactly_the_notes_that_changed(tmp_path: Path, releases: Releases) -> None:
    with learner(tmp_path) as collection:
        import_package(collection, releases.decks[FIRST])
        log = import_package(collection, releases.updates[FIRST, SECOND], always=True)
        assert log == {"updated": len(CORRECTED) + 1}  # and the cloze
        log = import_package(collection, releases.updates[SECOND, THIRD], always=True)
        assert log == {"updated": 1}
        assert set(import_package(collection, releases.updates[FIRST, THIRD], always=True)) == {"duplicate"}
