"""The reviewer between session and log: crashes, two programs at once, clocks, full and read-only disks."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clfcards.decks.study import StudyDeck, study_deck
from clfcards.errors import ClfcardsError
from clfcards.log.log import Log
from clfcards.memory.options import SessionOptions, StudySettings
from clfcards.memory.replay import replay, terms_of
from clfcards.memory.session import counts
from clfcards.memory.state import CardState
from clfcards.model.rating import Rating
from clfcards.use_cases.review import Clock, Reviewer
from tests.log_events import DAY, NOON, NOW, event, review, stamp
from tests.small_exam import full_exam

KILLS = 50


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> StudyDeck:
    return study_deck(full_exam(tmp_path_factory.mktemp("decks"), cards_per_task=40))


def clock(start: int = NOON, step_ms: int = 5000, prefix: str = "e", offset: int = 0) -> Clock:
    """A clock whose every reading is `step_ms` later than the one before."""
    moments = iter(range(start, start + 10**12, step_ms))
    return lambda: (lambda at: stamp(at, f"{prefix}{at}", offset))(next(moments))


def reviewer(deck: StudyDeck, log: Log, tick: Clock | None = None, **settings: int) -> Reviewer:
    return Reviewer(deck, log, StudySettings(**{"new_per_day": 500, **settings}), SessionOptions(), tick or clock())  # type: ignore[arg-type]


def states_follow(log: Log) -> bool:
    """Whether every stored state follows from the log; a card whose events are all undone is new."""
    events = log.events()
    stored = {card: state for card, state in log.states().items() if state != CardState(card)}
    return stored == replay(events, terms_of(events))


@pytest.mark.posix
def test_kill_9_at_any_moment_loses_no_acknowledged_answer(deck: StudyDeck, tmp_path: Path) -> None:
    """Fifty times, a child process answers and acknowledges as fast as it can until it is killed."""
    draw, acknowledged = random.Random(9), 0
    for attempt in range(KILLS):
        tick = clock(NOON + attempt * DAY, 1000, f"k{attempt}-")
        read, write = os.pipe()
        child = os.fork()
        if child == 0:  # pragma: no cover
            _answer_forever(deck, tmp_path, tick, write)
        os.close(write)
        first = os.read(read, 1)  # it has begun
        time.sleep(draw.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        acknowledged += len(first)
        while data := os.read(read, 4096):
            acknowledged += len(data)
        os.close(read)
    with Log.open(tmp_path, "tea", NOW) as log:
        assert acknowledged >= KILLS
        assert acknowledged <= len(log.events()) <= acknowledged + KILLS
        assert states_follow(log)
        assert reviewer(deck, log, clock(NOON + 60 * DAY, prefix="after")).card is not None


def _answer_forever(deck: StudyDeck, folder: Path, tick: Clock, write: int) -> None:  # pragma: no cover
    """Runs in the child: writes one byte per answer, after the answer was saved."""
    try:
        with Log.open(folder, "tea", NOW) as log:
            one = reviewer(deck, log, tick, reviews_per_day=9999)
            rating = 0
            while one.card is not None:
                rating = rating % 4 + 1
                one.rate(Rating(rating))
                os.write(write, b".")
        time.sleep(5)
    finally:
        os._exit(0)


def test_two_reviewers_at_once_lose_nothing(deck: StudyDeck, tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log_1, Log.open(tmp_path, "tea", NOW) as log_2:
        one = reviewer(deck, log_1, clock(prefix="one"))
        two = reviewer(deck, log_2, clock(NOON + 1, prefix="two"))
        assert one.card == two.card
        for turn in range(60):
            (one if turn % 2 else two).rate(Rating(3 + turn % 2))
        assert len(log_1.events()) == 60
        assert states_follow(log_1)
        one.refresh()
        two.refresh()
        assert all(one.session.state(key) == two.session.state(key) == log_1.state(key) for key in deck.cards)


def test_a_card_that_was_answered_elsewhere_stays_shown_after_it_is_flagged(deck: StudyDeck, tmp_path: Path) -> None:
    """Before the fix, another card replaced it without being shown, and got the rating that was meant for it."""
    with Log.open(tmp_path, "tea", NOW) as log_1, Log.open(tmp_path, "tea", NOW) as log_2:
        one = reviewer(deck, log_1, clock(prefix="one"))
        two = reviewer(deck, log_2, clock(NOON + 1, prefix="two"))
        shown = one.card
        two.rate(Rating.EASY)
        one.flag(1)
        assert one.card == shown
        assert one.rate(Rating.GOOD).subject == (shown.key if shown else "")
        assert states_follow(log_1)


@pytest.mark.posix
def test_two_processes_at_once_lose_nothing(deck: StudyDeck, tmp_path: Path) -> None:
    Log.open(tmp_path, "tea", NOW).close()
    children = []
    for name in ("one", "two"):
        child = os.fork()
        if child == 0:  # pragma: no cover
            try:
                with Log.open(tmp_path, "tea", NOW) as log:
                    mine = reviewer(deck, log, clock(prefix=name))
                    for _ in range(40):
                        mine.rate(Rating.EASY)
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    with Log.open(tmp_path, "tea", NOW) as log:
        assert len(log.events()) == 80
        assert states_follow(log)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    with Log.open(tmp_path, "tea", NOW) as opened:
        yield opened


def test_after_a_full_disk_the_card_is_unchanged_and_the_session_can_continue(deck: StudyDeck, log: Log) -> None:
    one = reviewer(deck, log)
    one.rate(Rating.GOOD)
    log.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    pages = log.connection.execute("PRAGMA page_count").fetchone()[0]
    log.connection.execute(f"PRAGMA max_page_count = {pages}")
    refused = False
    for _ in range(200):
        card, left = one.card, counts(one.session)
        try:
            one.rate(Rating.EASY)
        except ClfcardsError as error:
            refused = "the disk is full" in str(error)
            break
    assert refused
    assert (one.card, counts(one.session)) == (card, left)
    assert states_follow(log)
    log.connection.execute("PRAGMA max_page_count = 100000")
    one.rate(Rating.EASY)
    assert one.card != card


def test_a_read_only_log_says_what_to_do(deck: StudyDeck, log: Log) -> None:
    one = reviewer(deck, log)
    log.connection.execute("PRAGMA query_only = ON")
    card = one.card
    with pytest.raises(ClfcardsError, match="cannot be written: change its permissions"):
        one.rate(Rating.GOOD)
    assert one.card == card


def test_a_log_locked_by_another_program_is_a_readable_error(deck: StudyDeck, log: Log, tmp_path: Path) -> None:
    one = reviewer(deck, log)
    log.connection.execute("PRAGMA busy_timeout = 10")
    with Log.open(tmp_path, "tea", NOW) as other:
        other.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(ClfcardsError, match="another program has locked"):
            one.rate(Rating.GOOD)
        other.connection.execute("ROLLBACK")
    one.rate(Rating.GOOD)
    assert len(log.events()) == 1


def test_a_clock_set_back_a_day_loses_nothing(deck: StudyDeck, log: Log) -> None:
    first = reviewer(deck, log, clock(NOON))
    for _ in range(10):
        first.rate(Rating.GOOD)
    second = reviewer(deck, log, clock(NOON - DAY, prefix="back"))
    assert second.clock_behind > DAY - 600_000
    for _ in range(20):
        second.rate(Rating.GOOD)
    assert len(log.events()) == 30
    assert states_follow(log)
    undone = second.undo()
    assert undone is not None
    assert states_follow(log)


def test_states_follow_from_the_log_on_a_journey_around_the_world(deck: StudyDeck, log: Log) -> None:
    for day, offset in enumerate((540, -480, 0, 765, -720)):
        tick = clock(NOON + day * DAY, prefix=f"z{day}-", offset=offset)
        one = reviewer(deck, log, tick)
        for turn in range(15):
            if one.card is not None:
                one.rate(Rating(1 + turn % 4))
    assert states_follow(log)


def test_undo_undoes_the_last_action_even_if_an_event_with_a_later_date_was_merged(deck: StudyDeck, log: Log) -> None:
    """Before the fix, it always undid a review from another device whose clock was years ahead."""
    log.merge([review("ahead", "elsewhere/1", at=NOON + 1000 * DAY)])
    one = reviewer(deck, log)
    done = one.rate(Rating.GOOD)
    assert one.undo() == done
    assert log.state("elsewhere/1").reviews == 1


def test_undoing_everything_leads_back_to_the_start(deck: StudyDeck, log: Log) -> None:
    one = reviewer(deck, log)
    start: Callable[[], object] = lambda: (one.card, counts(one.session))  # noqa: E731
    at_first = start()
    for rating in (1, 3, 4, 2, 1):
        one.rate(Rating(rating))
    one.suspend()
    one.bury()
    for _ in range(7):
        assert one.undo() is not None
    assert one.undo() is None
    assert start() == at_first
    assert all(state.is_new and state.suspended is None for state in log.states().values())


def test_cards_answered_in_another_program_leave_the_queue(deck: StudyDeck, log: Log, tmp_path: Path) -> None:
    one = reviewer(deck, log)
    waiting = one.session.queue.main[0]
    with Log.open(tmp_path, "tea", NOW) as other:
        other.append(event("x", "suspend", waiting, NOON))
    assert one.refresh()
    assert waiting not in one.session.queue.main
    assert not one.refresh()


def test_a_card_left_open_for_an_hour_counts_five_minutes(deck: StudyDeck, log: Log) -> None:
    one = reviewer(deck, log, clock(step_ms=3_600_000))
    assert one.rate(Rating.GOOD).duration == 300_000


def test_two_equal_clock_readings_keep_the_order_of_events(deck: StudyDeck, log: Log) -> None:
    names = iter(f"{i:03}" for i in range(999, 0, -1))
    one = reviewer(deck, log, lambda: stamp(NOON, next(names)))
    kinds = [one.rate(Rating.GOOD).subject, one.rate(Rating.EASY).subject]
    assert [e.subject for e in log.events()] == kinds
