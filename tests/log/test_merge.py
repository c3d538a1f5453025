"""Imports in parts: other windows write between them, and an import that ends early loses nothing."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings

from clfcards.errors import ClfcardsError
from clfcards.log import derive, merge, staged_events
from clfcards.log.log import Log
from clfcards.log.merge import merge_staged
from clfcards.log.rows import event_of
from clfcards.log.staged_events import StagedEvents
from clfcards.memory.replay import replay, terms_of
from clfcards.memory.state import CardState
from clfcards.model.event import Event
from tests.log.test_log import logs
from tests.log_events import DAY, NOON, NOW, event, review, undo

MANY = [review(f"m{i:03}", f"c{i % 40}/1", 1 + i % 4, NOON + (i * 7919 % 300) * DAY) for i in range(300)]


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge, "_AT_ONCE", 20)
    monkeypatch.setattr(merge, "_PART", 20)
    monkeypatch.setattr(derive, "_CARDS_IN_PART", 7)


def merged(log: Log, events: Iterable[Event]) -> int:
    staged = StagedEvents()
    staged.add(events)
    return merge_staged(log, staged)


def assert_states_follow(log: Log) -> None:
    events = log.events()
    replayed = replay(events, terms_of(events))
    for card in {*replayed, *log.states()}:
        assert log.state(card) == replayed.get(card, CardState(card))


def test_parts_lead_to_the_same_log_as_one_merge(tmp_path: Path) -> None:
    own = [review("own", "c3/1"), undo("gone", "m007"), event("set", "set", "cutoff_hour", payload={"value": 2})]
    with Log.open(tmp_path / "parts", "tea", NOW) as parts, Log.open(tmp_path / "once", "tea", NOW) as once:
        for log in (parts, once):
            log.append(*own)
        assert merged(parts, [*MANY, *own, *MANY[:50]]) == once.merge(MANY) == 300
        assert merged(parts, MANY) == 0
        assert parts.events() == once.events()
        assert parts.states() == once.states()
        assert_states_follow(parts)
        numbers = [
            log.connection.execute("SELECT number, id FROM event ORDER BY number").fetchall() for log in (parts, once)
        ]
        assert numbers[0] == numbers[1]


@settings(max_examples=40, deadline=None)
@given(events=logs(), later=logs())
def test_any_events_in_any_parts(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event], later: list[Event]
) -> None:
    """Each of them also pulls cards, or undoes events of the other list."""
    with pytest.MonkeyPatch.context() as patch, Log.open(tmp_path_factory.mktemp("log"), "tea", NOW) as log:
        patch.setattr(merge, "_AT_ONCE", 2)
        patch.setattr(merge, "_PART", 2)
        patch.setattr(derive, "_CARDS_IN_PART", 1)
        for e in later:
            log.append(e)
        merged(log, events)
        assert_states_follow(log)
        assert {e.id for e in log.events()} == {e.id for e in [*events, *later]}


def test_settings_in_the_import_apply_to_all_cards(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(review("own", "z/1", at=NOON + 15 * 3_600_000))
        merged(log, [*MANY, event("set", "set", "cutoff_hour", NOON + DAY, payload={"value": 0})])
        assert_states_follow(log)
        assert log.replay.terms.cutoff_hour == 0


def test_another_window_writes_between_the_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Log.open(tmp_path, "tea", NOW) as log, Log.open(tmp_path, "tea", NOW) as window:
        answers = iter(range(1000))
        merge_part = log.merge_part

        def answer() -> None:
            n = next(answers)
            window.append(review(f"w{n:03}", f"c{n % 50}/1", at=NOON + (400 + n) * DAY))

        def with_answer(*arguments: object) -> object:
            answer()
            return merge_part(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(log, "merge_part", with_answer)
        assert merged(log, MANY) == 300
        assert next(answers) == 15
        assert_states_follow(log)


def test_a_window_that_opens_in_between_has_the_states_of_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        merge_part = log.merge_part

        def with_window(*arguments: object) -> object:
            with Log.open(tmp_path, "tea", NOW) as window:
                assert_states_follow(window)
            return merge_part(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(log, "merge_part", with_window)
        assert merged(log, MANY) == 300
        assert_states_follow(log)


def test_terms_that_another_window_changes_meanwhile_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Log.open(tmp_path, "tea", NOW) as log, Log.open(tmp_path, "tea", NOW) as window:
        derive_in_parts = log.derive_in_parts

        def after_a_change() -> None:
            window.append(event("set", "set", "cutoff_hour", NOON + 999 * DAY, payload={"value": 0}))
            derive_in_parts()

        monkeypatch.setattr(log, "derive_in_parts", after_a_change)
        merged(log, MANY)
        assert_states_follow(log)


@pytest.mark.parametrize("fails_after", [1, 7, 14])
def test_an_import_that_ends_early_says_so_and_can_be_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_after: int
) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        merge_part, calls = log.merge_part, iter(range(100))

        def failing(*arguments: object) -> object:
            if next(calls) == fails_after:
                raise ClfcardsError("the disk is full")
            return merge_part(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(log, "merge_part", failing)
        with pytest.raises(ClfcardsError) as error:
            merged(log, MANY)
        added = 20 * fails_after
        expected = f"the disk is full; {added} of 300 new events were imported: import again to add the rest"
        assert str(error.value) == expected
    with Log.open(tmp_path, "tea", NOW) as log:
        assert len(log.events()) == added
        assert_states_follow(log)
        assert merged(log, MANY) == 300 - added
        assert_states_follow(log)


def test_an_import_that_is_killed_while_states_are_derived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        monkeypatch.setattr(log, "derive_in_parts", lambda: None)
        merged(log, MANY)
        assert log.states() == {}
    with Log.open(tmp_path, "tea", NOW) as log:
        assert_states_follow(log)


def test_a_few_events_are_merged_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        monkeypatch.setattr(log, "merge_part", None)
        assert merged(log, MANY[:20]) == 20
        assert merged(log, MANY[:20]) == 0


def test_staged_events_are_counted_once() -> None:
    staged = StagedEvents()
    staged.add([review("a", "x/1", 3), review("a", "y/1", 4)])
    staged.add([review("a", "z/1", 1), review("b", "x/1", at=NOON - 1)])
    assert staged.count() == 2
    assert staged.most_of_one() == ("x/1", 2)
    staged.remove(lambda ids: {"b"} & set(ids))
    assert [event_of(row).subject for row in staged.in_order()] == ["x/1"]


def test_one_id_twice_in_a_merge_is_one_event_and_the_first_counts(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        assert log.merge([review("a", "x/1", 3), review("a", "x/1", 4), review("b", "x/1", 4, NOON + DAY)]) == 2
        assert [event.rating for event in log.events()] == [3, 4]
        assert_states_follow(log)


def test_more_events_than_a_learner_has_are_refused_before_they_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(staged_events, "MAX_EVENTS", 20)
    given = iter(MANY)
    with pytest.raises(ClfcardsError, match=r"more than 20 events, .* nothing was imported"):
        StagedEvents().add(given)
    assert len(list(given)) == 300 - 21


def test_payloads_that_would_fill_the_memory_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staged_events, "MAX_CHARACTERS", 2_000_000)
    notes = (event(f"n{i}", "note", "x", payload={"text": "a" * 100_000}) for i in range(100))
    with pytest.raises(ClfcardsError, match=r"more than 2,000,000 characters .* nothing was imported"):
        StagedEvents().add(notes)
    assert len(list(notes)) == 100 - 20
