"""`clfcards anki export`: the whole history in Anki's own back end, and what an import does to cards that exist."""

import datetime as dt
import random
from pathlib import Path

import pytest

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from clfcards.log.json_lines import export_lines
from clfcards.model.event import Event
from clfcards.use_cases.open_log import open_to_read
from tests.anki.anki_learner import DAY, FIRST, Learner, card_of
from tests.log_events import event, review, undo

pytestmark = pytest.mark.anki

CARDS = ("a-0/1", "a-1/1", "both/1", "both/2", "blanks/1", "blanks/3", "q-one/1", "q-two/1")
HOUR = 3_600_000


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return Learner(tmp_path)


def log(learner: Learner, *events: Event) -> None:
    """Puts events into the terminal's log."""
    file = learner.folder / "log.jsonl"
    file.write_text("".join(export_lines(events, "tea-taster")), encoding="utf-8")
    result = learner.run("history", "import", str(file))
    assert result.exit_code == 0, result.output


def into_anki(collection: Collection, package: Path, *, progress: bool = True) -> None:
    options = ImportAnkiPackageOptions(with_scheduling=progress)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))


def fresh(learner: Learner, name: str = "fresh") -> Collection:
    (learner.folder / name).mkdir()
    return Collection(str(learner.collection(name)))


def export(learner: Learner) -> tuple[Path, str]:
    file = learner.folder / "history.apkg"
    result = learner.run("anki", "export", str(file))
    assert result.exit_code == 0, result.output
    return file, result.output


def history(number: int, seed: int = 1) -> list[Event]:
    """Answers on successive days, some of them to the same card and some in the same millisecond."""
    dice = random.Random(seed)
    return [
        review(f"r{i}", dice.choice(CARDS), dice.choice((1, 2, 3, 4)), FIRST + i // 2 * HOUR, dice.choice((-600, 3)))
        for i in range(number)
    ]


def test_160_of_160_answers_arrive_in_a_fresh_anki(learner: Learner) -> None:
    log(learner, *history(160))
    file, said = export(learner)
    assert "160 answers to 8 cards in" in said
    assert "with 'Import any learning progress' switched on" in said
    collection = fresh(learner)
    into_anki(collection, file)
    assert collection.db.scalar("SELECT count(*) FROM revlog") == 160
    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)
    collection.close()
    assert learner.take(learner.collection("fresh"), data="other")["new"] == 160
    assert learner.take(learner.collection("fresh"))["new"] == 0, "all are known where they come from"


def test_due_days_flags_suspended_cards_and_lapses_arrive(learner: Learner) -> None:
    log(
        learner,
        review("1", "a-0/1", 3, FIRST, 30),
        review("2", "a-1/1", 3, FIRST, 5),
        review("3", "a-1/1", 1, FIRST + 5 * DAY, -600),
        event("4", "suspend", "a-0/1", FIRST + 5 * DAY),
        event("5", "flag", "a-0/1", FIRST + 5 * DAY, payload={"flag": 4}),
        review("6", "blanks/3", 2, FIRST + 5 * DAY, 12),
        review("7", "both/1", 1, FIRST + 5 * DAY, -60),
    )
    file, _ = export(learner)
    collection = fresh(learner)
    into_anki(collection, file)
    state = {id_: collection.get_card(card_of(collection, id_)) for id_ in ("a-0", "a-1", "both", "p-0")}
    blanks = collection.get_card(card_of(collection, "blanks", 2))
    states = open_to_read(learner.folder / "data", "tea-taster").log.states()
    assert (blanks.type, blanks.queue, blanks.ivl) == (2, 2, 12)
    assert (state["a-0"].type, state["a-0"].queue, state["a-0"].ivl, state["a-0"].flags) == (2, -1, 30, 4)
    assert (state["a-1"].type, state["a-1"].lapses) == (3, 1)
    assert (state["both"].type, state["both"].reps) == (1, 1)
    assert (state["p-0"].type, state["p-0"].queue) == (0, 0), "a new card stays new"
    past = states["a-0/1"].past
    assert past is not None
    assert state["a-0"].memory_state.stability == pytest.approx(past.memory.stability, rel=1e-3)
    collection.close()


def test_due_days_are_those_of_the_terminal(learner: Learner) -> None:
    """Anki counts days from when a collection was made, and moves them when it imports a package."""
    now = dt.datetime.now().astimezone()
    offset = round((now.utcoffset() or dt.timedelta()).total_seconds() / 60)
    at = int(now.timestamp() * 1000) - 10 * DAY
    log(learner, *(review(f"r{days}", f"a-{days % 7}/1", 3, at, days, utc_offset=offset) for days in (8, 10, 16)))
    file, _ = export(learner)
    collection = fresh(learner)
    into_anki(collection, file)
    due = [collection.get_card(card_of(collection, f"a-{number}")).due - collection.sched.today for number in (1, 3, 2)]
    assert due == [-2, 0, 6]
    collection.close()


def test_cards_that_anki_has_already_take_nothing_and_the_command_says_so(learner: Learner) -> None:
    log(learner, *history(20))
    file, said = export(learner)
    assert "where the deck is there already, Anki takes nothing of the history" in said
    with learner.anki() as collection:
        into_anki(collection, file)
        assert collection.db.scalar("SELECT count(*) FROM revlog") == 0
        assert collection.db.scalar("SELECT count(*) FROM cards WHERE type <> 0") == 0


def test_undone_answers_stay_behind_and_resets_and_crams_keep_their_kind(learner: Learner) -> None:
    log(
        learner,
        review("1", "a-0/1", 3, FIRST, 3),
        review("2", "a-0/1", 3, FIRST + 3 * DAY, 9),
        undo("u", "2", FIRST + 4 * DAY),
        event("3", "cram", "a-0/1", FIRST + 4 * DAY, rating=1, duration=900),
        event("4", "reset", "a card", FIRST + 5 * DAY, payload={"cards": ["a-0/1", "p-0/1"]}),
        review("5", "a-0/1", 3, FIRST + 6 * DAY, -600, payload={"learning": True}),
    )
    file, said = export(learner)
    assert "1 reset, as Anki's 'Reset' writes them" in said
    collection = fresh(learner)
    into_anki(collection, file)
    rows = collection.db.all("SELECT id, ease, type, factor FROM revlog ORDER BY id")
    assert rows == [
        [FIRST, 3, 0, 0],
        [FIRST + 4 * DAY, 1, 3, 0],
        [FIRST + 5 * DAY, 0, 4, 0],
        [FIRST + 6 * DAY, 3, 3, 0],
    ]
    collection.close()
    assert learner.take(learner.collection("fresh"))["new"] == 0


def test_answers_to_cards_that_left_the_sources_are_counted_and_left_out(learner: Learner) -> None:
    log(learner, review("1", "gone/1"), review("2", "a-0/1"))
    file, said = export(learner)
    assert "1 answer to cards that are no longer in the sources: left out" in said
    collection = fresh(learner)
    into_anki(collection, file)
    assert collection.db.scalar("SELECT count(*) FROM revlog") == 1
    collection.close()


def test_an_export_without_history_says_what_to_do(learner: Learner) -> None:
    result = learner.run("anki", "export", str(learner.folder / "x.apkg"))
    assert (result.exit_code, result.stderr) == (1, "clfcards: there is no history to export; run 'clfcards review'\n")


def test_the_ledger_and_the_log_are_not_touched(learner: Learner) -> None:
    log(learner, review("1", "a-0/1"))
    before = {path: path.read_bytes() for path in learner.exam.rglob("*") if path.is_file()}
    events = learner.events()
    export(learner)
    assert {path: path.read_bytes() for path in learner.exam.rglob("*") if path.is_file()} == before
    assert learner.events() == events
