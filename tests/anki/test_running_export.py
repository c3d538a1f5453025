"""`clfcards anki export` into a running Anki that has the cards already: AnkiConnect's calls on Anki's own back end."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from clfcards.log.json_lines import export_lines
from clfcards.memory.weights import DEFAULT_WEIGHTS
from clfcards.model.event import Event
from tests.anki.anki_connect import Actions, RunningAnki, running_anki
from tests.anki.anki_learner import DAY, Learner, add_row, answer, card_of
from tests.log_events import event, review, undo

pytestmark = pytest.mark.anki

VALUES = "SELECT ord, nid, type, queue, ivl, reps, lapses, left, factor FROM cards ORDER BY nid, ord"


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return Learner(tmp_path)


@pytest.fixture
def collection(learner: Learner) -> Iterator[Collection]:
    """The learner's collection, which was made ten days ago."""
    with learner.anki_since(days=10) as collection:
        yield collection


@pytest.fixture
def anki(collection: Collection) -> Iterator[RunningAnki]:
    with running_anki(collection) as running:
        yield running


def days_ago(days: float) -> int:
    return int(dt.datetime.now(dt.UTC).timestamp() * 1000 - days * DAY)


def offset() -> int:
    return round((dt.datetime.now().astimezone().utcoffset() or dt.timedelta()).total_seconds() / 60)


def log(learner: Learner, *events: Event) -> None:
    """Puts events into the terminal's log."""
    file = learner.folder / "log.jsonl"
    file.write_text("".join(export_lines(events, "tea-taster")), encoding="utf-8")
    result = learner.run("history", "import", str(file))
    assert result.exit_code == 0, result.output


def history() -> list[Event]:
    """Cards in review, in relearning, forgotten and new."""
    rows = [
        ("a-0/1", 3, 9, 3), ("a-0/1", 3, 6, 8), ("a-1/1", 4, 9, 5), ("a-1/1", 1, 3, -600), ("a-1/1", 3, 2, 2),
        ("both/1", 3, 5, 4), ("both/2", 1, 0.01, -600), ("blanks/1", 3, 4, 12), ("blanks/3", 2, 4, 1),
        ("q-one/1", 3, 8, 30),
    ]  # fmt: skip
    return [
        review(f"r{number}", card, rating, days_ago(ago), interval, utc_offset=offset())
        for number, (card, rating, ago, interval) in enumerate(rows)
    ]


def export(learner: Learner, anki: RunningAnki, *options: str, exit_code: int = 0) -> str:
    """What the command says, on one line."""
    result = learner.run("anki", "export", "--address", anki.address, *options)
    assert result.exit_code == exit_code, result.output
    return " ".join(result.output.split())


def document(learner: Learner, anki: RunningAnki, *options: str, exit_code: int = 0) -> Any:
    return json.loads(export(learner, anki, "--json", *options, exit_code=exit_code))


def rows(collection: Collection) -> list[list[int]]:
    found: list[list[int]] = collection.db.all("SELECT id, ease, ivl, lastIvl, time, type FROM revlog ORDER BY id")
    return found


def days_until_due(collection: Collection, id_: str, ordinal: int = 0) -> int:
    return int(collection.get_card(card_of(collection, id_, ordinal)).due - collection.sched.today)


def fresh(learner: Learner) -> Collection:
    """A fresh Anki that has imported the package of the same history."""
    result = learner.run("anki", "export", str(learner.folder / "history.apkg"))
    assert result.exit_code == 0, result.output
    (learner.folder / "fresh").mkdir()
    collection = Collection(str(learner.folder / "fresh/collection.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=True)
    collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(learner.folder / "history.apkg"), options=options)
    )
    return collection


def with_fsrs(collection: Collection) -> None:
    collection.set_config("fsrs", True)
    deck = collection.decks.id_for_name("Tea Taster")
    config = collection.decks.config_dict_for_deck_id(deck)
    config["fsrsParams6"], config["desiredRetention"] = list(DEFAULT_WEIGHTS), 0.9
    collection.decks.save(config)


def test_cards_that_anki_has_get_what_a_fresh_anki_would(
    learner: Learner, collection: Collection, anki: RunningAnki
) -> None:
    log(learner, *history())
    said = export(learner, anki, "--yes")
    assert "10 answers that Anki lacks, to 7 cards" in said
    assert "with FSRS on, Anki derives the memory of each card from its answers when it shows the card next" in said
    assert "Anki has it: 10 answers to 7 cards written" in said
    other = fresh(learner)
    assert rows(collection) == rows(other)
    assert collection.db.all(VALUES) == other.db.all(VALUES)
    for id_, ordinal in (("a-0", 0), ("a-1", 0), ("both", 0), ("blanks", 0), ("blanks", 2), ("q-one", 0)):
        assert days_until_due(collection, id_, ordinal) == days_until_due(other, id_, ordinal)
    assert days_until_due(collection, "a-0") == 2
    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)
    other.close()


def test_without_yes_nothing_is_written(learner: Learner, collection: Collection, anki: RunningAnki) -> None:
    log(learner, *history())
    before = collection.db.all("SELECT * FROM cards"), rows(collection)
    said = export(learner, anki)
    assert "nothing was written: add --yes to write this into Anki" in said
    assert (collection.db.all("SELECT * FROM cards"), rows(collection)) == before
    assert document(learner, anki)["written"] is None


def test_twice_is_once_and_only_what_anki_lacks_is_written(
    learner: Learner, collection: Collection, anki: RunningAnki
) -> None:
    log(learner, *history())
    assert document(learner, anki, "--yes")["written"] == 10
    before = collection.db.all("SELECT * FROM cards"), rows(collection)
    again = document(learner, anki, "--yes")
    assert (again["answers"], again["cards"], again["known"], again["written"]) == (0, 0, 10, None)
    assert (collection.db.all("SELECT * FROM cards"), rows(collection)) == before
    assert "nothing to write" in export(learner, anki, "--yes")
    log(learner, review("new", "a-0/1", 3, days_ago(0), 20, utc_offset=offset()))
    more = document(learner, anki, "--yes")
    assert (more["answers"], more["cards"], more["written"]) == (1, 1, 1)
    assert days_until_due(collection, "a-0") == 20
    assert learner.take()["new"] == 0, "the terminal knows all of them"


def test_with_fsrs_on_anki_derives_the_memory_from_the_answers_when_it_shows_the_card(
    learner: Learner, collection: Collection, anki: RunningAnki
) -> None:
    with_fsrs(collection)
    log(learner, *history())
    export(learner, anki, "--yes")
    card = card_of(collection, "a-0")
    assert collection.get_card(card).memory_state is None
    other = fresh(learner)
    with_fsrs(other)
    shown, expected = (
        each._backend.get_scheduling_states(card_of(each, "a-0")).good.normal.review for each in (collection, other)
    )
    assert shown.memory_state.stability == pytest.approx(expected.memory_state.stability, rel=1e-3)
    assert shown.scheduled_days == pytest.approx(expected.scheduled_days, abs=4), "but for Anki's fuzz"
    answer(collection, card)
    assert collection.get_card(card).memory_state.stability == pytest.approx(shown.memory_state.stability, rel=1e-3)
    other.close()


def test_a_memory_that_anki_had_is_derived_again_with_the_new_answers(
    learner: Learner, collection: Collection, anki: RunningAnki
) -> None:
    with_fsrs(collection)
    card = card_of(collection, "a-0")
    answer(collection, card, 4)
    collection.db.execute("UPDATE revlog SET id = ?", days_ago(5))
    learner.take()
    log(learner, review("r", "a-0/1", 3, days_ago(0), 30, utc_offset=offset()))
    export(learner, anki, "--yes")
    now = collection.get_card(card)
    assert (now.memory_state, now.reps, now.ivl) == (None, 2, 30)
    computed = collection.compute_memory_state(card).stability
    shown = collection._backend.get_scheduling_states(card).current.normal.review
    assert shown.memory_state.stability == pytest.approx(computed, rel=1e-3)


def test_a_card_answered_in_anki_waits_until_its_answers_are_here(
    learner: Learner, collection: Collection, anki: RunningAnki
) -> None:
    log(learner, *history())
    answer(collection, card_of(collection, "a-0"), 4)
    before = collection.db.all("SELECT * FROM cards WHERE id = ?", card_of(collection, "a-0"))
    said = export(learner, anki, "--yes")
    assert "1 card (a-0/1): answered in Anki, and not imported here yet, so nothing is written for it" in said
    assert "run 'clfcards anki import FILE' for Anki's collection, and then this again" in said
    assert collection.db.all("SELECT * FROM cards WHERE id = ?", card_of(collection, "a-0")) == before
    learner.take()
    found = document(learner, anki, "--yes")
    assert (found["to_import"], found["answers"], found["cards"]) == ([], 2, 1)
    assert collection.db.scalar("SELECT count(*) FROM revlog WHERE cid = ?", card_of(collection, "a-0")) == 3
    assert learner.take()["new"] == 0


def test_a_card_in_a_filtered_deck_is_left_alone(learner: Learner, collection: Collection, anki: RunningAnki) -> None:
    log(learner, *history())
    deck = collection.sched.get_or_create_filtered_deck(0)
    deck.config.search_terms[0].search = "Id:a-0"
    deck_id = collection.sched.add_or_update_filtered_deck(deck).id
    found = document(learner, anki, "--yes")
    assert (found["borrowed"], found["cards"]) == (["a-0/1"], 6)
    assert "1 card (a-0/1): in a filtered deck" in export(learner, anki)
    collection.sched.empty_filtered_deck(deck_id)
    assert document(learner, anki, "--yes")["cards"] == 1


def test_the_card_that_anki_shows_in_a_review_waits(
    learner: Learner, collection: Collection, anki: RunningAnki
) -> None:
    """Anki refuses the learner's answer to a card that changed after it was shown."""
    log(learner, *history())
    anki.actions.reviewed = card_of(collection, "a-0")
    said = export(learner, anki, "--yes")
    assert "8 answers that Anki lacks, to 6 cards" in said
    assert "1 card (a-0/1): shown in a review in Anki, so nothing is written for it: answer it there" in said
    assert collection.get_card(card_of(collection, "a-0")).reps == 0
    anki.actions.reviewed = None
    assert "2 answers that Anki lacks, to 1 card" in export(learner, anki, "--yes")


def test_suspended_cards_stay_suspended_on_both_sides(
    learner: Learner, collection: Collection, anki: RunningAnki
) -> None:
    log(learner, *history(), event("s", "suspend", "q-one/1", days_ago(1)))
    collection.sched.suspend_cards([card_of(collection, "a-0")])
    export(learner, anki, "--yes")
    assert [collection.get_card(card_of(collection, id_)).queue for id_ in ("a-0", "q-one", "both")] == [-1, -1, 2]
    assert days_until_due(collection, "a-0") == 2, "as soon as it is unsuspended"


def test_all_cards_in_review_are_suspended_so_that_no_search_finds_their_due_day(
    learner: Learner, collection: Collection, anki: RunningAnki
) -> None:
    log(learner, review("r", "a-0/1", 3, days_ago(1), 4, utc_offset=offset()))
    collection.sched.suspend_cards([card_of(collection, "a-0")])
    export(learner, anki, "--yes")
    card = collection.get_card(card_of(collection, "a-0"))
    assert (card.queue, card.type, card.due - collection.sched.today) == (-1, 2, 3)


def test_a_card_in_learning_does_not_tell_which_day_it_is_in_anki(
    learner: Learner, collection: Collection, anki: RunningAnki
) -> None:
    """Anki's search for due days finds it, too, but its due date is in seconds since 1970."""
    log(learner, *history())
    answer(collection, card_of(collection, "a-2"), 1)
    first = collection.db.scalar("SELECT min(id) FROM cards")
    collection.db.execute("UPDATE cards SET id = ? WHERE queue = 1", first - 1)  # the first that a search finds
    collection.sched.set_due_date([card_of(collection, "s-0")], "5")
    export(learner, anki, "--yes")
    assert days_until_due(collection, "a-0") == 2
    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)


def test_a_due_date_that_was_set_in_anki_afterward_stays(
    learner: Learner, collection: Collection, anki: RunningAnki
) -> None:
    log(learner, *history())
    collection.sched.set_due_date([card_of(collection, "a-0")], "77")
    said = export(learner, anki, "--yes")
    assert "1 card with a due date that was set in Anki afterward, which stays" in said
    assert "Anki has it: 10 answers" in said
    assert days_until_due(collection, "a-0") == 77
    assert days_until_due(collection, "both") == -1


def test_resets_crams_and_undone_answers_keep_their_kind(
    learner: Learner, collection: Collection, anki: RunningAnki
) -> None:
    log(
        learner,
        review("1", "a-0/1", 3, days_ago(9), 3),
        review("2", "a-0/1", 3, days_ago(6), 9),
        undo("u", "2", days_ago(5)),
        event("4", "reset", "a card", days_ago(4), payload={"cards": ["a-0/1"]}),
        event("5", "cram", "a-1/1", days_ago(3), rating=1, duration=900),
        review("6", "gone/1"),
    )
    said = export(learner, anki, "--yes")
    assert "2 answers and 1 reset that Anki lacks, to 2 cards" in said
    assert "1 answer to cards that this Anki does not have: left out" in said
    assert [row[1:3] + row[5:] for row in rows(collection)] == [[3, 3, 0], [0, 0, 4], [1, 0, 3]]
    one, other = (collection.get_card(card_of(collection, id_)) for id_ in ("a-0", "a-1"))
    assert (one.type, one.queue, one.ivl, one.memory_state) == (0, 0, 0, None)
    assert (other.type, other.queue) == (0, 0), "cramming moves no schedule"
    assert document(learner, anki, "--yes")["cards"] == 0


def test_an_answer_in_the_millisecond_of_another_deck_s_answer_is_moved_by_a_few(
    learner: Learner, collection: Collection, anki: RunningAnki
) -> None:
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"] = "my own"
    collection.add_note(note, collection.decks.id("Mine"))
    events = history()
    for step in (0, 1, 2):
        add_row(collection, note.cards()[0].id, events[3].at + step)
    log(learner, *events)
    assert document(learner, anki, "--yes")["written"] == 10
    assert collection.db.scalar("SELECT cid FROM revlog WHERE id = ?", events[3].at + 3) == card_of(collection, "a-1")
    assert document(learner, anki)["cards"] == 0
    assert learner.take()["new"] == 0


def test_what_anki_does_not_take_is_said_and_a_second_run_completes_what_was_interrupted(
    learner: Learner, collection: Collection, anki: RunningAnki, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(learner, *history())
    with monkeypatch.context() as patched:
        patched.setattr(Actions, "insertReviews", lambda *_, **__: None)
        found = document(learner, anki, "--yes", exit_code=1)
        assert (found["written"], len(found["not_taken"])) == (0, 7)
        assert "Anki did not take all of 7 cards (" in export(learner, anki, "--yes", exit_code=1)
    anki.lacks = {"insertReviews"}
    assert "AnkiConnect is too old (it has no 'insertReviews')" in export(learner, anki, "--yes", exit_code=1)
    anki.lacks = set()
    assert document(learner, anki, "--yes")["written"] == 10
    assert days_until_due(collection, "a-0") == 2


def test_answers_that_came_from_anki_and_are_gone_there_are_named(
    learner: Learner, collection: Collection, anki: RunningAnki
) -> None:
    answer(collection, card_of(collection, "a-0"), 1)
    learner.take()
    collection.undo()
    (first,) = learner.events()
    said = export(learner, anki)
    assert "1 event came from Anki and is not in this collection: if you undid it there, run" in said
    assert f"run 'clfcards history undo' with its id before you write: {first.id}" in said
    log(learner, *history())
    assert learner.run("history", "undo", first.id).exit_code == 0
    assert document(learner, anki)["from_anki"] == []


def test_a_copy_and_a_card_type_of_ones_own_get_nothing(
    learner: Learner, collection: Collection, anki: RunningAnki
) -> None:
    original = collection.get_note(collection.get_card(card_of(collection, "a-0")).nid)
    copy = collection.new_note(original.note_type())
    copy.fields, copy.tags = list(original.fields), list(original.tags)
    card = card_of(collection, "a-0")
    collection.add_note(copy, collection.decks.id("Tea Taster"))
    log(learner, *history())
    export(learner, anki, "--yes")
    assert collection.get_card(card).reps == 2
    assert collection.get_card(copy.cards()[0].id).reps == 0


def rename(collection: Collection, note_type: str, *templates: str) -> None:
    """The learner names the card types of a note type differently."""
    model = collection.models.by_name(note_type)
    for template, name in zip(model["tmpls"], templates, strict=True):
        template["name"] = name
    collection.models.update_dict(model)


@pytest.mark.parametrize("note_type", ["clfcards Fact", "clfcards mine: \\a_b*", "AWS"])
def test_cards_whose_card_type_was_renamed_are_found_by_its_place_as_an_import_finds_them(
    learner: Learner, collection: Collection, anki: RunningAnki, note_type: str
) -> None:
    model = collection.models.by_name("clfcards Fact")
    model["name"] = note_type
    collection.models.update_dict(model)
    rename(collection, note_type, "Vorne", "Hinten")
    rename(collection, "clfcards Cloze", "Lücke")
    log(learner, *history())
    assert document(learner, anki, "--yes")["written"] == 10
    assert (days_until_due(collection, "a-0"), days_until_due(collection, "both")) == (2, -1)
    assert collection.get_card(card_of(collection, "both", 1)).reps == 1
    assert learner.take()["new"] == 0, "an import finds the same cards"


def test_a_card_type_that_the_learner_added_gets_nothing_and_the_others_are_found_by_name(
    learner: Learner, collection: Collection, anki: RunningAnki
) -> None:
    model = collection.models.by_name("clfcards Fact")
    own = collection.models.new_template("My own")
    own["qfmt"] = own["afmt"] = "{{Front}} {{Back}}"
    collection.models.add_template(model, own)
    collection.models.update_dict(model)
    collection.models.reposition_template(model, own, 0)
    collection.models.update_dict(model)
    log(learner, *history())
    export(learner, anki, "--yes")
    note = collection.get_note(collection.get_card(card_of(collection, "a-0", 0)).nid)
    assert {card.template()["name"]: card.reps for card in note.cards()} == {"My own": 0, "Card": 2}


def test_answers_that_were_undone_here_and_are_still_in_anki_are_named_with_what_to_do(
    learner: Learner, collection: Collection, anki: RunningAnki
) -> None:
    log(learner, *history())
    export(learner, anki, "--yes")
    assert document(learner, anki)["undone_here"] == []
    log(learner, undo("u", "r1", days_ago(1)), undo("v", "r9", days_ago(1)))
    found = document(learner, anki)
    assert found["undone_here"] == ["r9", "r1"]
    said = export(learner, anki)
    assert "2 answers that you undid here are still in Anki, which counts them: q-one/1, a-0/1" in said
    assert "'Set Due Date…' or 'Reset…' in Anki's Browser" in said
    collection.db.execute("DELETE FROM revlog WHERE cid = ?", card_of(collection, "q-one"))
    assert document(learner, anki)["undone_here"] == ["r1"]


def test_an_undone_answer_that_was_given_once_more_at_the_same_time_is_not_left_in_anki(
    learner: Learner, collection: Collection, anki: RunningAnki
) -> None:
    """The same answer is in the log twice, as two devices can have it; one of them is undone."""
    one = review("one", "a-0/1", 3, days_ago(2), 4, utc_offset=offset())
    log(learner, one, review("two", "a-0/1", 3, int(one.at) + 20, 4, utc_offset=offset()))
    export(learner, anki, "--yes")
    log(learner, undo("u", "two", days_ago(1)))
    collection.db.execute("DELETE FROM revlog WHERE id = ?", int(one.at) + 20)
    assert document(learner, anki)["undone_here"] == []


def test_no_history_a_file_with_yes_and_another_profile_are_refused(learner: Learner, anki: RunningAnki) -> None:
    assert "there is no history to export; run 'clfcards review'" in export(learner, anki, exit_code=1)
    log(learner, *history())
    result = learner.run("anki", "export", "x.apkg", "--yes")
    assert (result.exit_code, "--yes and --profile are for the running Anki" in result.stderr) == (2, True)
    assert "Anki has the profile 'anki' open, not 'Other'" in export(learner, anki, "--profile", "Other", exit_code=2)
