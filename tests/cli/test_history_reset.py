"""`clfcards history reset`: cards become new again, nothing is lost, and it can be undone."""

import json
from pathlib import Path

import pytest

from clfcards.decks.study import study_deck
from clfcards.log.log import Log
from clfcards.memory.event_kinds import MOST_RESET
from clfcards.memory.state import Suspension
from clfcards.use_cases.reset_progress import Reset, reset_of, reset_progress
from clfcards.use_cases.statistics import deck_statistics
from tests.command import run
from tests.log_events import DAY, NOON, NOW, event, review, stamp, undo
from tests.small_exam import full_exam

CARD, OTHER = "a-1-f0/1", "a-1-f1/1"


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    """Two learned cards of task A.1, one of A.2, and one suspended by the learner."""
    full_exam(tmp_path / "decks")
    with Log.open(tmp_path / "data", "tea-taster", NOW) as log:
        log.append(
            review("r1", CARD, at=NOON - 9 * DAY, interval=4),
            review("r2", CARD, at=NOON - 5 * DAY, interval=9),
            review("r3", OTHER, at=NOON - 5 * DAY, interval=3),
            review("r4", "a-2-f0/1", at=NOON - 5 * DAY, interval=3),
            event("f", "flag", CARD, NOON - 4 * DAY, payload={"flag": 2}),
            event("s", "suspend", OTHER, NOON - 4 * DAY),
        )
    return tmp_path


def reset(folder: Path, *words: str, stdin: str = "", code: int = 0) -> str:
    where = ("--decks", str(folder / "decks"), "--data", str(folder / "data"))
    result = run("history", "reset", *where, *words, stdin=stdin)
    assert result.exit_code == code, result.output
    return result.output


def learned(folder: Path) -> set[str]:
    with Log.open(folder / "data", "tea-taster", NOW) as log:
        return {key for key, state in log.states().items() if not state.is_new}


def test_it_names_how_many_cards_and_asks(tea: Path) -> None:
    output = reset(tea, "--task", "A.1", stdin="n\n")
    assert "Of task A.1, 2 learned cards become new again. The history keeps every answer. Reset? [y/N]" in output
    assert "nothing was reset" in output
    assert len(learned(tea)) == 3


def test_a_task_a_card_a_note_or_the_deck(tea: Path) -> None:
    assert "2 cards of task A.1 were reset" in reset(tea, "--task", "A.1", stdin="y\n")
    assert learned(tea) == {"a-2-f0/1"}
    assert "1 card of a-2-f0 was reset" in reset(tea, "a-2-f0", "--yes")
    assert learned(tea) == set()
    assert "no card was learned, so there is nothing to reset" in reset(tea, "--deck", "--yes")


def test_the_history_keeps_everything_and_the_reset_can_be_undone(tea: Path) -> None:
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        before = log.states()
    output = reset(tea, "--deck", "--yes")
    where = ("--decks", str(tea / "decks"), "--data", str(tea / "data"))
    history = run("history", *where).output
    assert "reset the whole deck: " in history
    assert history.count(" review a-") == 4
    assert "history undo" in output
    run(*output.rsplit("'clfcards ", 1)[1].split("'")[0].split(), *where)
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        after = log.states()
    assert {key: after[key] for key in before} == before


def test_flags_and_own_suspensions_stay_and_a_leech_returns(tea: Path) -> None:
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        log.append(*(review(f"l{n}", "a-2-f1/1", 1 if n else 3, NOON - (20 - n) * DAY) for n in range(9)))
        assert log.state("a-2-f1/1").suspended is Suspension.AS_LEECH
    reset(tea, "--deck", "--yes")
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        assert log.state(CARD).flag == 2
        assert log.state(OTHER).suspended is Suspension.BY_LEARNER
        assert log.state("a-2-f1/1").suspended is None


def test_another_device_learned_more_before_the_reset_and_goes_on_after_it(tmp_path: Path) -> None:
    full_exam(tmp_path / "decks")
    deck = study_deck(tmp_path / "decks" / "tea-101")
    with Log.open(tmp_path / "one", "tea", NOW) as one, Log.open(tmp_path / "two", "tea", NOW) as two:
        one.append(review("r1", CARD, at=NOON))
        two.append(review("r2", OTHER, at=NOON), review("r3", CARD, at=NOON + 9 * DAY))
        scope = reset_of(deck, one, everything=False, task="A.1", names=())
        reset_progress(one, scope, lambda at: stamp(max(at, NOON + DAY), "reset"))
        for log, other in ((one, two), (two, one)):
            log.merge(other.events())
        assert one.states() == two.states()
        assert one.state(OTHER).is_new
        assert one.state(CARD).reviews == 1


def test_a_reset_comes_after_what_happened_to_its_cards_whatever_the_clock_shows(tea: Path) -> None:
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        log.append(review("ahead", CARD, at=NOON + 400 * 365 * DAY))
    reset(tea, CARD, "--yes")
    assert CARD not in learned(tea)


def test_a_large_deck_takes_several_events(tmp_path: Path) -> None:
    cards = tuple(f"c{n:05}/1" for n in range(MOST_RESET + 1))
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(*(review(f"r{n}", card) for n, card in enumerate(cards)))
        ids = iter(("one", "two"))
        events = reset_progress(log, Reset("the whole deck", cards, len(cards)), lambda at: stamp(at, next(ids)))
        assert [len(each.payload["cards"]) for each in events] == [MOST_RESET, 1]
        assert all(state.is_new for state in log.states().values())
        log.append(undo("u1", "one"), undo("u2", "two"))
        assert not any(state.is_new for state in log.states().values())


def test_the_first_answer_after_a_reset_is_no_review_of_a_learned_card(tea: Path) -> None:
    deck = study_deck(tea / "decks" / "tea-101")
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        reset_progress(log, Reset("x", (CARD,), 1), lambda _: stamp(NOON - DAY, "z"))
        log.append(review("again", CARD, 1, NOON))
        found = deck_statistics(deck, log, stamp(NOON, "now"))
    assert sum(day.retention.answers for day in found.figures.days) == 1  # r2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "name cards, a --task, or the whole --deck"),
        (("--deck", "--task", "A.1"), "name cards, a --task, or the whole --deck"),
        (("--task", "Z.9"), "there is no task 'Z.9'"),
        (("a-1-f9x",), "there is no card or note 'a-1-f9x'"),
    ],
)
def test_wrong_usage_is_reported_and_changes_nothing(tea: Path, words: tuple[str, ...], message: str) -> None:
    assert message in reset(tea, *words, "--yes", code=2)
    assert len(learned(tea)) == 3


def test_json_names_the_events(tea: Path) -> None:
    where = ("--decks", str(tea / "decks"), "--data", str(tea / "data"))
    found = json.loads(run("history", "reset", *where, "--deck", "--yes", "--json").stdout)
    assert found["learned"] == 3
    assert len(found["events"]) == 1


@pytest.mark.parametrize("cards", ["x", [], [1], [""], ["c"] * (MOST_RESET + 1), ["c" * 201]])
def test_a_reset_that_later_commands_could_not_read_is_not_imported(tea: Path, cards: object) -> None:
    line = {"id": "n1", "at": NOON, "utc_offset": 0, "kind": "reset", "subject": "x", "payload": {"cards": cards}}
    head = '{"clfcards_log":1,"namespace":"tea-taster"}'
    (tea / "in.jsonl").write_text(f"{head}\n{json.dumps(line)}\n", encoding="utf-8")
    where = ("--decks", str(tea / "decks"), "--data", str(tea / "data"))
    assert run("history", "import", *where, str(tea / "in.jsonl")).exit_code == 1
    assert len(learned(tea)) == 3
