"""`clfcards anki import`: Anki's review log becomes events. The files are written by Anki's own back end."""

import itertools
from pathlib import Path

import pytest

from clfcards.model.event import Event
from clfcards.use_cases.anki_decisions import Decision
from tests.anki.anki_learner import DAY, FIRST, Learner, add_row, answer, card_of, exported
from tests.anki.collection import note_id

pytestmark = pytest.mark.anki


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return Learner(tmp_path)


def facts(event: Event) -> tuple[str, str, int, int | None]:
    return event.kind, event.subject, event.at, event.rating


# ── where reviews come from ──


def test_answers_given_in_anki_arrive_as_they_were_given(learner: Learner) -> None:
    with learner.anki() as collection:
        add_row(collection, card_of(collection, "a-0"), FIRST, 1, kind=0, interval=-600, time=4200)
        add_row(collection, card_of(collection, "a-0"), FIRST + DAY, 4, interval=12)
    result = learner.take()
    assert (result["new"], result["known"], result["cards"], result["written"]) == (2, 0, 1, True)
    first, second = learner.events()
    assert facts(first) == ("review", "a-0/1", FIRST, 1)
    assert (first.duration, first.id.startswith(f"anki-{FIRST}-")) == (4200, True)
    assert facts(second) == ("review", "a-0/1", FIRST + DAY, 4)
    history = learner.run("history").output
    assert "a-0/1: again in 4 s, then 10 min" in history
    assert "a-0/1: easy in 7 s, then 12 days" in history


def test_a_package_without_any_answers_says_how_to_export_them(learner: Learner) -> None:
    assert "in Anki, export it with 'Include scheduling information' switched on" in learner.say(learner.package)


@pytest.mark.parametrize("command", ["import", "diff"])
def test_a_file_of_another_kind_is_named_with_the_command_that_takes_it(learner: Learner, command: str) -> None:
    with learner.anki() as collection:
        add_row(collection, card_of(collection, "a-0"), FIRST)
    learner.take()
    file = learner.folder / "mine.jsonl"
    assert learner.run("history", "export", str(file)).exit_code == 0
    result = learner.run("anki", command, str(file))
    assert (result.exit_code, "Traceback" in result.stderr) == (2, False)
    assert "is the history of a learner; run 'clfcards history import'" in result.stderr


def test_without_yes_nothing_is_written(learner: Learner) -> None:
    with learner.anki() as collection:
        add_row(collection, card_of(collection, "a-0"), FIRST)
    said = learner.say()
    assert "1 answer to 1 card of this deck, from 2026-03-02 to 2026-03-02" in said
    assert "nothing was written: add --yes to import 1 event" in said
    assert not (learner.folder / "data").exists()


@pytest.mark.parametrize("kind", ["apkg", "apkg-legacy", "colpkg", "colpkg-legacy", "open", "closed"])
def test_every_kind_of_file_gives_the_same_events(learner: Learner, kind: str) -> None:
    file = learner.folder / f"x.{kind.partition('-')[0]}"
    with learner.anki() as collection:
        for number in range(3):
            answer(collection, card_of(collection, f"a-{number}"))
        rows = collection.db.list("SELECT id FROM revlog ORDER BY id")
        if kind.startswith("apkg"):
            exported(collection, file, legacy=kind.endswith("legacy"))
        elif kind == "open":
            assert Path(f"{learner.collection()}-wal").stat().st_size > 0
            learner.take()
    if kind.startswith("colpkg"):
        with learner.anki() as collection:
            collection.export_collection_package(str(file), include_media=False, legacy=kind.endswith("legacy"))
            collection.reopen()
    if kind != "open":
        learner.take(*([] if kind == "closed" else [file]))
    assert [event.at for event in learner.events()] == rows
    assert {event.subject for event in learner.events()} == {"a-0/1", "a-1/1", "a-2/1"}


def test_cards_are_found_wherever_they_lie_and_whatever_was_edited(learner: Learner) -> None:
    with learner.anki() as collection:
        cards = [("both", 0), ("both", 1), ("blanks", 0), ("blanks", 2), ("q-one", 0)]
        for number, (id_, ordinal) in enumerate(cards):
            add_row(collection, card_of(collection, id_, ordinal), FIRST + number * 1000)
        collection.set_deck(collection.find_cards("deck:*"), collection.decks.id("Mine::elsewhere"))
        note = collection.get_note(note_id(collection, "both"))
        note["Front"], note["Id"], note.tags = "my own words", "mine", []
        collection.update_note(note)
    learner.take()
    found = [event.subject for event in learner.events()]
    assert found == ["both/1", "both/2", "blanks/1", "blanks/3", "q-one/1"]


def test_a_note_that_left_the_sources_is_still_known_by_its_id(learner: Learner) -> None:
    with learner.anki() as collection:
        add_row(collection, card_of(collection, "b-1"), FIRST)
    path = learner.exam / "facts/B.1-x.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: b-1", "id: b-9"), encoding="utf-8")
    learner.take()
    assert [event.subject for event in learner.events()] == ["b-1/1"]


# ── the laws of an import ──


def test_whatever_numbers_anki_has_each_event_passes_the_checks_of_an_import_from_elsewhere(learner: Learner) -> None:
    """The numbers of an entry are looked at when it is decided what becomes of it, and not a second time."""
    extremes = (-(2**62), -3_153_600_001, -3_153_600_000, -1, 0, 1, 36_500, 36_501, 86_400_000, 86_400_001, 2**62)
    with learner.anki() as collection:
        card = card_of(collection, "a-0")
        at = itertools.count(FIRST)
        for number, kind, factor in itertools.product(extremes, range(-1, 6), (0, 500)):
            for ease in (0, 1, 4, 5):
                add_row(collection, card, next(at), ease, kind=kind, factor=factor, interval=number)
                add_row(collection, card, next(at), ease, kind=kind, factor=factor, time=number)
        for time in (-1, 0, 1, 7_258_118_399_999, 7_258_118_400_000, 2**62):
            add_row(collection, card, time)
    result = learner.run("anki", "import", str(learner.collection()), "--yes", "--any-date")
    assert result.exit_code == 0, result.output
    assert {event.kind for event in learner.events()} == {"review", "cram", "reset"}
    file = str(learner.folder / "all.jsonl")
    assert learner.run("history", "export", file).exit_code == 0
    result = learner.run("history", "import", file, "--any-date", data="other")
    assert result.exit_code == 0, result.output
    assert learner.events("other") == learner.events()


def test_twice_is_once_in_any_order_and_overlapping_files_add_nothing(learner: Learner) -> None:
    with learner.anki() as collection:
        files = []
        for number in range(3):
            add_row(collection, card_of(collection, f"a-{number}"), FIRST + number * DAY)
            files.append(exported(collection, learner.folder / f"{number}.apkg", legacy=number == 1))
    logs = []
    for number, order in enumerate(itertools.permutations(files)):
        for file in (*order, order[0]):
            learner.take(file, data=f"data{number}")
        logs.append(learner.events(f"data{number}"))
    assert len(logs[0]) == 3
    assert all(log == logs[0] for log in logs)
    assert learner.take(*files, data="data0")["new"] == 0


def test_two_devices_that_import_the_same_answers_merge_to_one_log(learner: Learner) -> None:
    with learner.anki() as collection:
        add_row(collection, card_of(collection, "a-0"), FIRST)
        early = exported(collection, learner.folder / "early.apkg")
        add_row(collection, card_of(collection, "a-1"), FIRST + DAY)
    learner.take(early, data="one")
    learner.take(data="two")
    learner.run("history", "export", str(learner.folder / "one.jsonl"), data="one")
    result = learner.run("history", "import", str(learner.folder / "one.jsonl"), data="two")
    assert "0 new events, 1 was already here" in result.output


def test_an_import_is_backed_up_and_counts_in_the_statistics(learner: Learner) -> None:
    with learner.anki() as collection:
        add_row(collection, card_of(collection, "a-0"), FIRST)
    learner.take()
    assert [path.name for path in (learner.folder / "data/backups").iterdir() if "import" in path.name]
    assert "the log is intact" in learner.run("doctor", "--check").output


# ── entries that need a decision: each has a sentence ──


@pytest.mark.parametrize(
    ("decision", "row", "kind", "sentence"),
    [
        (
            Decision.EARLY,
            {"kind": 3, "factor": 600},
            "review",
            "1 × answer in a filtered deck that reschedules: imported",
        ),
        (Decision.CRAM, {"kind": 3, "factor": 0}, "cram", "imported as cramming, which moves no schedule"),
        (
            Decision.FORGOTTEN,
            {"ease": 0, "kind": 4, "factor": 0},
            "reset",
            "imported as a reset: the card is new again",
        ),
        (Decision.DATE_SET, {"ease": 0, "kind": 4, "factor": 2500}, "", "1 × due date set by hand: left out"),
        (Decision.RESCHEDULED, {"ease": 0, "kind": 5}, "", "1 × card moved by Anki when its options changed: left out"),
        (Decision.NO_RATING, {"ease": 0, "kind": 1}, "", "1 × entry without a rating: left out"),
        (Decision.UNUSABLE, {"ease": 5}, "", "that Anki does not write: left out"),
        (Decision.UNUSABLE, {"interval": 99_999}, "", "that Anki does not write: left out"),
        (Decision.UNUSABLE, {"time": -5}, "", "that Anki does not write: left out"),
        (Decision.UNUSABLE, {"kind": 9}, "", "that Anki does not write: left out"),
    ],
)
def test_an_entry_that_is_no_plain_answer(
    learner: Learner, decision: Decision, row: dict[str, int], kind: str, sentence: str
) -> None:
    with learner.anki() as collection:
        add_row(collection, card_of(collection, "a-0"), FIRST, **row)
    assert sentence in learner.say()
    assert learner.take()["entries"] == {decision.value: 1}
    assert [event.kind for event in learner.events()] == ([kind] if kind else [])
    assert learner.take()["new"] == 0


def test_what_anki_itself_writes_for_forget_set_due_date_and_filtered_decks(learner: Learner) -> None:
    with learner.anki() as collection:
        collection.set_config("fsrs", True)
        cards = [card_of(collection, f"a-{number}") for number in range(4)]
        for card in cards:
            answer(collection, card, 4)
        collection.sched.schedule_cards_as_new([cards[0]])
        collection.sched.set_due_date([cards[1]], "3")
        for card, reschedules in ((cards[2], True), (cards[3], False)):
            deck = collection.sched.get_or_create_filtered_deck(0)
            deck.name = f"filtered {card}"
            deck.config.reschedule = reschedules
            deck.config.search_terms[0].search = f"cid:{card}"
            collection.sched.add_or_update_filtered_deck(deck)
            answer(collection, card)
    found = learner.take()["entries"]
    assert found == {"answer": 4, "early": 1, "cram": 1, "forget": 1, "date set": 1}
    assert "a-0/1" in {card for event in learner.events() for card in event.payload.get("cards", ())}


def test_a_card_that_was_reset_in_anki_is_new_here_and_keeps_its_history(learner: Learner) -> None:
    with learner.anki() as collection:
        card = card_of(collection, "a-0")
        add_row(collection, card, FIRST)
        add_row(collection, card, FIRST + DAY, ease=0, kind=4, factor=0)
    learner.take()
    stats = learner.run("stats", "--json").output
    assert len(learner.events()) == 2
    assert '"seen": 0' in stats


def test_answers_of_a_minute_or_more_are_named_because_anki_stops_its_clock(learner: Learner) -> None:
    with learner.anki() as collection:
        add_row(collection, card_of(collection, "a-0"), FIRST, time=60_000)
        add_row(collection, card_of(collection, "a-1"), FIRST + 1, time=59_999)
    assert "1 answer took 60 s or more, where Anki stops its clock" in learner.say()
    learner.take()
    assert [event.duration for event in learner.events()] == [60_000, 59_999]


def test_a_collection_without_fsrs_is_named_and_keeps_its_intervals(learner: Learner) -> None:
    with learner.anki() as collection:
        for number in range(2):
            answer(collection, card_of(collection, f"a-{number}"), 4)
        assert collection.db.list("SELECT factor FROM revlog") == [2500, 2500], "Anki's default algorithm is SM-2"
    assert "2 intervals chosen by SM-2, as Anki does without FSRS: kept as they are" in learner.say()


def test_answers_undone_in_anki_between_two_exports_are_named_and_kept(learner: Learner) -> None:
    with learner.anki() as collection:
        card = card_of(collection, "a-0")
        answer(collection, card, 1)
        learner.take()
        collection.undo()
        answer(collection, card, 4)
        collection.undo()
        answer(collection, card, 4)
    (first,) = learner.events()
    said = learner.say()
    assert "1 event imported earlier and missing in this newer file: kept" in said
    assert f"run 'clfcards history undo' with their ids: {first.id}" in said
    assert learner.take()["undone"] == [first.id]
    assert len(learner.events()) == 2
    assert learner.run("history", "undo", first.id).exit_code == 0
    assert learner.take()["undone"] == []


def test_an_older_file_says_nothing_about_what_came_after_it(learner: Learner) -> None:
    with learner.anki() as collection:
        add_row(collection, card_of(collection, "a-0"), FIRST)
        early = exported(collection, learner.folder / "early.apkg")
        add_row(collection, card_of(collection, "a-0"), FIRST + DAY)
    learner.take()
    assert learner.take(early)["undone"] == []


def test_a_copy_that_the_learner_made_is_named_and_left_out(learner: Learner) -> None:
    with learner.anki() as collection:
        original = collection.get_note(note_id(collection, "a-0"))
        add_row(collection, card_of(collection, "a-0"), FIRST)
        copy = collection.new_note(original.note_type())
        copy.fields = list(original.fields)
        collection.add_note(copy, original.cards()[0].did)
        add_row(collection, copy.cards()[0].id, FIRST + 1)
    assert "1 × entry of a copy of one of our notes: left out" in learner.say()
    learner.take()
    assert [event.at for event in learner.events()] == [FIRST]


def test_a_note_type_with_a_plus_that_anki_made_is_ours_and_a_card_type_of_ones_own_is_not(learner: Learner) -> None:
    with learner.anki() as collection:
        type_ = collection.models.by_name("clfcards Fact")
        template = collection.models.new_template("My card")
        template["qfmt"], template["afmt"] = "{{Back}} {{Id}}", "{{Front}}"
        collection.models.add_template(type_, template)
        type_["tmpls"].insert(0, type_["tmpls"].pop())
        type_["name"] = "clfcards Fact+"
        collection.models.update_dict(type_)
        note = collection.get_note(note_id(collection, "both"))
        by_name = {card.template()["name"]: card.id for card in note.cards()}
        assert [template["name"] for template in note.note_type()["tmpls"]] == ["My card", "Card", "Reversed"]
        for number, name in enumerate(("Card", "Reversed", "My card")):
            add_row(collection, by_name[name], FIRST + number)
    assert "1 × entry of a card type of your own: left out" in learner.say()
    learner.take()
    assert [(event.at, event.subject) for event in learner.events()] == [(FIRST, "both/1"), (FIRST + 1, "both/2")]


def test_reviews_of_other_decks_are_left_alone(learner: Learner) -> None:
    with learner.anki() as collection:
        note = collection.new_note(collection.models.by_name("Basic"))
        note["Front"] = "my own"
        collection.add_note(note, collection.decks.id("Mine"))
        add_row(collection, note.cards()[0].id, FIRST)
    said = learner.say()
    assert "no answers to cards of this deck" in said
    assert "1 × entry of another deck: left alone" in said


def test_answers_of_the_future_need_a_word(learner: Learner) -> None:
    with learner.anki() as collection:
        add_row(collection, card_of(collection, "a-0"), FIRST * 2)
    result = learner.run("anki", "import", str(learner.collection()), "--yes")
    assert result.exit_code == 1
    assert "more than 2 days ahead of this computer's clock" in result.stderr
    assert "use --any-date to import it anyway" in result.stderr
    assert learner.events() == []
    assert learner.run("anki", "import", str(learner.collection()), "--yes", "--any-date").exit_code == 0
    assert len(learner.events()) == 1
