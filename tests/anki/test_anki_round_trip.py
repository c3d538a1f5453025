"""From the terminal to Anki and back: the log is the union, and both schedulers mean the same.

The oracle is Anki's own scheduler, under equal weights, retention and steps, without fuzz, at one offset from UTC.
From the memory that Anki keeps, all next days are exactly Anki's. From our own, which is not rounded, a next day can
be another one, by one day, and only where the interval is within a hundredth of the half between two days. No export
can change that: Anki rounds the stability to four digits and the difficulty to three whenever it saves a card, so also
after its next answer.
"""

import datetime as dt
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from clfcards.log.json_lines import export_lines
from clfcards.memory.model import MemoryModel
from clfcards.memory.replay import Replay, ReplayTerms
from clfcards.memory.schedule import Scheme, Traffic, preview
from clfcards.memory.state import CardState, Learning, Memory, Relearning, Review
from clfcards.memory.study_day import study_day
from clfcards.model.event import Event
from clfcards.model.interval import Steps, number_of
from clfcards.model.rating import Rating
from clfcards.model.time import StudyDay, Timestamp, UtcOffset
from clfcards.use_cases.open_log import open_to_read
from tests.anki.anki_learner import DAY, Learner
from tests.log_events import event, review

pytestmark = pytest.mark.anki

CARDS = ("a-0/1", "a-1/1", "a-2/1", "both/1", "both/2", "blanks/1", "blanks/3", "q-one/1", "q-two/1")
SCHEME = Scheme(fuzz=False)
TERMINAL_DAYS, ANKI_DAYS = 30, 30
UTC = UtcOffset(0)


def terminal_history(seed: int, now: int, cutoff_hour: int) -> list[Event]:
    """Days of study in the terminal that end before the days in Anki begin; the intervals are our scheduler's."""
    return [event("cutoff", "set", "cutoff_hour", 1, payload={"value": cutoff_hour}), *_reviews(seed, now, cutoff_hour)]


def _reviews(seed: int, now: int, cutoff_hour: int) -> Iterator[Event]:
    dice = random.Random(seed)
    replay = Replay(ReplayTerms(cutoff_hour=cutoff_hour))
    states = {key: CardState(key) for key in dice.sample(CARDS, 7)}
    for day in range(TERMINAL_DAYS):
        at = now - (TERMINAL_DAYS + ANKI_DAYS - day) * DAY
        today = study_day(Timestamp(at), UTC, cutoff_hour)
        for key in states:
            while _is_due(states[key], today, dice):
                at += dice.randint(2_000, 40_000)
                rating = dice.choices(list(Rating), (2, 1, 6, 1))[0]
                interval = preview(replay.model, SCHEME, states[key], today, Traffic())[rating].interval
                answered = review(f"t{at}", key, int(rating), at, number_of(interval))
                states[key] = replay.apply(states[key], answered)
                at += 1000 * interval.seconds if isinstance(interval, Steps) else 0
                yield answered


def _is_due(state: CardState, today: StudyDay, dice: random.Random) -> bool:
    if isinstance(state.phase, Review):
        return state.phase.due_day <= today + dice.randint(0, 1)  # now and then a day early
    return isinstance(state.phase, Learning | Relearning) or dice.random() < 0.2


def days_in_anki(learner: Learner, package: Path, seed: int, cutoff_hour: int) -> dict[str, Any]:
    (learner.folder / "anki").mkdir()
    spec = {"folder": str(learner.folder / "anki"), "package": str(package), "days": ANKI_DAYS, "seed": seed,
            "cutoff_hour": cutoff_hour}  # fmt: skip
    found: dict[str, Any] = _in_anki(learner, spec, "UTC")
    return found


def _in_anki(learner: Learner, spec: dict[str, Any], zone: str) -> Any:
    """The last line that Anki's process prints, as JSON."""
    (learner.folder / "spec.json").write_text(json.dumps(spec), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.anki.days_in_anki", str(learner.folder / "spec.json")],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
        env={**os.environ, "ANKI_TEST_MODE": "1", "TZ": zone},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def in_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """A function that sets the zone of this process."""

    def set_zone(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield set_zone
    monkeypatch.undo()
    time.tzset()


@pytest.mark.posix
@pytest.mark.parametrize("seed", [1, 2])
def test_a_round_trip_is_the_union_and_both_schedulers_mean_the_same(
    tmp_path: Path, in_zone: Callable[[str], None], seed: int
) -> None:
    in_zone("UTC")
    learner = Learner(tmp_path)
    now = dt.datetime.now(dt.UTC)
    cutoff_hour = (now.hour + 12) % 24  # no day begins while the test runs
    terminal = terminal_history(seed, int(now.timestamp() * 1000), cutoff_hour)
    (tmp_path / "log.jsonl").write_text("".join(export_lines(terminal, "tea-taster")), encoding="utf-8")
    assert learner.run("history", "import", str(tmp_path / "log.jsonl")).exit_code == 0
    assert learner.run("anki", "export", str(tmp_path / "history.apkg")).exit_code == 0

    found = days_in_anki(learner, tmp_path / "history.apkg", seed, cutoff_hour)
    assert found["before"] == sorted(event.at for event in terminal[1:]), "all answers arrived at their times"
    in_anki = found["after"][len(found["before"]) :]
    assert len(in_anki) > 60

    result = learner.take(tmp_path / "anki/after.apkg")
    assert (result["new"], result["known"]) == (len(in_anki), len(found["before"]))
    assert sorted(e.at for e in learner.events()[1:]) == sorted(found["after"])
    assert learner.take(tmp_path / "anki/after.apkg")["new"] == 0
    today = study_day(Timestamp(int(now.timestamp() * 1000)), UTC, cutoff_hour)  # on which no card may have been due
    _compare(learner, found["cards"], today)


def _compare(learner: Learner, cards: list[dict[str, Any]], today: StudyDay) -> None:
    """The stability is the one that Anki computes from the history; the next days follow from the one that it keeps.

    Anki keeps the stability after each answer with four digits, and computes the next one from it with 32 bits. After
    many answers it is 0.2% away from the one that Anki itself computes, so that a half day can round either way.
    """
    log = open_to_read(learner.folder / "data", "tea-taster").log
    states = log.states()
    assert len(cards) >= 10
    for card in cards:
        state = states[card["key"]]
        assert isinstance(state.phase, Review)
        assert state.phase.past.memory.stability == pytest.approx(card["stability"], rel=1e-3), card["key"]
        assert state.phase.due_day - today == card["due"], card["key"]
        assert card["kept"][0] == pytest.approx(card["stability"], rel=1e-2), card["key"]
        as_kept = replace(state.phase, past=state.phase.past._replace(memory=Memory(*card["kept"])))
        outcomes = preview(log.replay.model, SCHEME, state._replace(phase=as_kept), today, Traffic())
        found = [number_of(outcomes[rating].interval) for rating in Rating]
        assert found == [-card["again"], *card["days"]], (card, state)
        _is_nearly(log.replay.model, state, found, today)


def _is_nearly(model: MemoryModel, state: CardState, theirs: list[int], today: StudyDay) -> None:
    """From our own memory, a next day differs by one day at most, and only near the half between two days.

    "Good" is at least a day after "hard", and "easy" a day after "good", so a difference can be that of the one before.
    """
    past = state.past
    assert past is not None
    outcomes = preview(model, SCHEME, state, today, Traffic())
    is_near = False
    for rating, there in zip(Rating, theirs, strict=True):
        here = number_of(outcomes[rating].interval)
        after = model.after(past.memory, rating, today - past.last_day)
        days = model.interval(after.stability, SCHEME.desired_retention)
        is_near = rating is not Rating.AGAIN and (is_near or abs(days % 1 - 0.5) <= days / 100)
        assert abs(here - there) <= (1 if is_near else 0), (state.card, rating, here, there, days)


@pytest.mark.posix
def test_with_daylight_saving_anki_counts_old_days_at_todays_offset_and_we_at_the_offset_of_then(
    tmp_path: Path, in_zone: Callable[[str], None]
) -> None:
    """The known difference: an answer within an hour of 4 a.m. can be on another day for Anki half a year later."""
    in_zone("Europe/Berlin")
    learner = Learner(tmp_path)
    first, second, today = _around_a_change(ZoneInfo("Europe/Berlin"))
    (tmp_path / "anki").mkdir()
    spec = {"folder": str(tmp_path / "anki"), "package": str(learner.package), "times": [first, second]}
    in_anki = _in_anki(learner, spec, "Europe/Berlin")

    learner.take(learner.collection())
    events = learner.events()
    replay = Replay(ReplayTerms())
    as_then, as_today = (_stability(replay, each) for each in (events, [replace(e, utc_offset=today) for e in events]))
    assert as_today == pytest.approx(in_anki, rel=1e-3)
    assert as_then != pytest.approx(in_anki, rel=1e-3)
    assert as_then == pytest.approx(in_anki, rel=0.2), "a day of ten"


def _around_a_change(zone: ZoneInfo) -> tuple[int, int, UtcOffset]:
    """An answer half an hour from 4 a.m. on a day with another offset, one ten days later, and today's offset."""
    now = dt.datetime.now(zone)
    at = now.replace(hour=12, minute=0, second=0, microsecond=0) - dt.timedelta(days=30)
    while at.utcoffset() == now.utcoffset():
        at -= dt.timedelta(days=1)
    at -= dt.timedelta(days=15)
    offsets = [round((when.utcoffset() or dt.timedelta()).total_seconds() / 60) for when in (at, now)]
    midnight = dt.datetime(at.year, at.month, at.day, tzinfo=dt.UTC)
    first = midnight + dt.timedelta(hours=4) - dt.timedelta(minutes=sum(offsets) / 2)
    second = midnight + dt.timedelta(days=10, hours=12)
    return int(first.timestamp() * 1000), int(second.timestamp() * 1000), UtcOffset(offsets[1])


def _stability(replay: Replay, events: list[Event]) -> float:
    past = replay.card("a-0/1", events).past
    assert past is not None
    return past.memory.stability
