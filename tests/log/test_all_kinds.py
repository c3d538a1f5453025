"""Logs with every kind of event mixed: what the log promises holds for all of them, on any number of devices."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clfcards.log.doctor import examine, repair
from clfcards.log.json_lines import export_lines, import_events
from clfcards.log.log import Log, log_path
from clfcards.log.restore import find_restorable
from clfcards.memory.own_notes import own_notes
from clfcards.memory.replay import replay, terms_of
from clfcards.memory.state import CardState
from clfcards.model.event import Event, live
from clfcards.use_cases.event_kinds import KINDS, UNDOABLE
from tests.log_events import NOON, NOW, event, review, undo

CARDS = ("a/1", "a/2", "b/1", "c/1")
HOUR = 3_600_000
CARD = st.sampled_from(CARDS)
SOME_CARDS = st.lists(CARD, min_size=1, max_size=3)
NO_PAYLOAD: st.SearchStrategy[dict[str, object]] = st.just({})

PAYLOADS: dict[str, st.SearchStrategy[dict[str, object]]] = {
    "review": st.fixed_dictionaries(
        {},
        optional={
            "learning": st.just(value=True),
            "pulled": SOME_CARDS,
            "answer": st.sampled_from(("", "hot", "cold")),
        },
    ),
    "cram": st.sampled_from(({}, {"mistakes": True}, {"pulled": ["b/1"]})),
    "suspend": NO_PAYLOAD,
    "unsuspend": NO_PAYLOAD,
    "bury": NO_PAYLOAD,
    "flag": st.fixed_dictionaries({"flag": st.integers(0, 7)}),
    "set": st.fixed_dictionaries({"value": st.sampled_from((0, 4, 7, None))}),
    "reset": st.fixed_dictionaries({"cards": SOME_CARDS}),
    "note": st.fixed_dictionaries({"text": st.sampled_from(("", "tea", "hot & <b>", "two\nlines"))}),
    "result": st.fixed_dictionaries({"passed": st.booleans(), "day": st.just("2026-03-05"), "value": st.just(130)}),
    "study-plan": st.fixed_dictionaries({"tasks": st.just([{"task": "A.1", "minutes": 40}])}),
    "exam-plan": st.just({"exam_date": "2026-04-01", "weekdays": [30, 30, 30, 30, 30, 0, 0]}),
    "exam-plan-end": NO_PAYLOAD,
    "exam-plan-promise": st.just(
        {
            "plan": "e00",
            "date": "2026-03-05",
            "recall": 0.8,
            "low": 0.7,
            "high": 0.9,
            "value": 0.8,
            "minutes": 300.0,
        }
    ),
    "answer": st.fixed_dictionaries({"right": st.booleans(), "confidence": st.just("guess"), "pulled": SOME_CARDS}),
    "from-the-future": st.just({"mood": "señor"}),
}
SUBJECTS = {"set": "cutoff_hour", "note": "a", "reset": "task A.1", "result": "TEA-101", "answer": "q",
            "exam-plan": "TEA-101", "exam-plan-end": "TEA-101", "exam-plan-promise": "e00"}  # fmt: skip


@st.composite
def devices(draw: st.DrawFn) -> list[list[Event]]:
    """The events of two or three devices, in the order in which each did them; an undo may name those of another."""
    total = draw(st.integers(2, 18))
    logs: list[list[Event]] = [[] for _ in range(draw(st.integers(2, 3)))]
    for i in range(total):
        id_, at = f"e{i:02}", NOON + draw(st.integers(0, 24 * 30)) * HOUR
        kind = draw(st.sampled_from((*PAYLOADS, "review", "review", "undo", "undo")))
        if kind == "undo":
            one = undo(id_, f"e{draw(st.integers(0, total)):02}", at)
        else:
            payload = draw(PAYLOADS[kind])
            subject = SUBJECTS.get(kind) or draw(CARD)
            offset = draw(st.sampled_from((0, 540, -480)))
            if kind in ("review", "cram"):
                interval = draw(st.sampled_from((-60, -600, 1, 9, 60)))
                one = review(id_, subject, draw(st.integers(1, 4)), at, interval, payload=payload, utc_offset=offset)
                one = (
                    one
                    if kind == "review"
                    else event(
                        id_,
                        kind,
                        subject,
                        at,
                        rating=int(one.rating or 1),
                        interval=0,
                        payload=payload,
                        utc_offset=offset,
                    )
                )
            else:
                one = event(id_, kind, subject, at, payload=payload, utc_offset=offset)
        draw(st.sampled_from(logs)).append(one)
    return logs


def learned_from(log: Log) -> tuple[list[Event], dict[str, CardState], dict[str, str]]:
    """Everything that a log leads to."""
    return log.events(), {c: s for c, s in log.states().items() if s != CardState(c)}, log.own_notes()


def expected(events: list[Event]) -> tuple[list[Event], dict[str, CardState], dict[str, str]]:
    """The same, from the events alone."""
    events = sorted(events, key=lambda e: e.order)
    states = {c: s for c, s in replay(events, terms_of(events)).items() if s != CardState(c)}
    return events, states, own_notes(events)


def test_every_kind_that_can_be_undone_is_drawn() -> None:
    """But for `weights`, which has tests of its own: it would make every example slow."""
    assert set(UNDOABLE) - {"weights"} <= PAYLOADS.keys()


@settings(max_examples=60, deadline=None)
@given(logs=devices(), data=st.data())
def test_devices_that_merge_in_any_order_agree(
    tmp_path_factory: pytest.TempPathFactory, logs: list[list[Event]], data: st.DataObject
) -> None:
    everything = expected([e for log in logs for e in log])
    order = data.draw(st.sampled_from(list(permutations(range(len(logs))))))
    folder = tmp_path_factory.mktemp("devices")
    opened = [Log.open(folder / str(i), "tea", NOW) for i in range(len(logs))]
    try:
        for log, events in zip(opened, logs, strict=True):
            for e in events:
                log.append(e)
        for i in (*order, *order):  # the second round brings what a device learned from another one
            for other in opened:
                opened[i].merge(other.events())
        for log in opened:
            assert learned_from(log) == everything
    finally:
        for log in opened:
            log.close()


@settings(max_examples=30, deadline=None)
@given(logs=devices())
def test_an_export_holds_all_of_it(tmp_path_factory: pytest.TempPathFactory, logs: list[list[Event]]) -> None:
    events = [e for log in logs for e in log]
    folder = tmp_path_factory.mktemp("export")
    with Log.open(folder / "one", "tea", NOW) as one, Log.open(folder / "two", "tea", NOW) as two:
        one.append(*events)
        lines = [line.encode() for line in export_lines(one.events(), "tea")]
        two.merge(import_events(lines, "export", "tea", KINDS, max(e.at for e in events)))
        assert learned_from(two) == learned_from(one) == expected(events)


@settings(max_examples=40, deadline=None)
@given(logs=devices(), data=st.data())
def test_undoing_what_was_done_last_leaves_no_trace(
    tmp_path_factory: pytest.TempPathFactory, logs: list[list[Event]], data: st.DataObject
) -> None:
    """Whatever came after it on other devices."""
    events = [e for log in logs for e in log]
    with Log.open(tmp_path_factory.mktemp("undo"), "tea", NOW) as log:
        log.append(*events)
        targets = [e for e in live(events) if e.kind in UNDOABLE]
        if not targets:
            return
        target = data.draw(st.sampled_from(targets))
        log.append(undo("u", target.id))
        _, states, notes = expected([e for e in events if e.id != target.id])
        assert learned_from(log)[1:] == (states, notes)


@pytest.mark.parametrize("damage", ["lost", "cut off", "one byte", "wrong states"])
def test_doctor_brings_back_every_kind(tmp_path: Path, damage: str) -> None:
    events = [
        review("e00", "a/1", interval=-60, payload={"learning": True}),
        review("e01", "a/1", at=NOON + HOUR, interval=4),
        event("e02", "cram", "a/1", NOON + 2 * HOUR, rating=1, interval=0, duration=900),
        event("e03", "note", "a", NOON + 3 * HOUR, payload={"text": "like the kettle"}),
        event("e04", "reset", "task A.1", NOON + 4 * HOUR, payload={"cards": ["a/1", "b/1"]}),
        event("e05", "result", "TEA-101", NOON + 5 * HOUR, payload={"passed": True, "day": "2026-03-05", "value": 130}),
        event("e06", "study-plan", "s", NOON + 6 * HOUR, payload={"tasks": [{"task": "A.1", "minutes": 40}]}),
        event("e07", "answer", "q", NOON + 7 * HOUR, payload={"right": True, "confidence": "guess", "pulled": ["b/1"]}),
        event("e08", "set", "cutoff_hour", NOON + 8 * HOUR, payload={"value": 7}),
    ]
    path = log_path(tmp_path, "tea")
    with Log.open(tmp_path, "tea", NOW) as log:
        log.keep_plain_copy(None)
        log.append(*events)
        log.flush()
        before = learned_from(log)
        log.back_up_daily(NOW)
    data = bytearray(path.read_bytes())
    if damage == "lost":
        path.unlink()
    elif damage == "cut off":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "one byte":
        data[data.index(b"like the kettle")] ^= 1
        path.write_bytes(data)
    else:
        with Log.open(tmp_path, "tea", NOW) as log:
            log.connection.execute("UPDATE card SET pulled_at = 1, phase = 'new'")
    assert before == expected(events)
    repair(examine(tmp_path, "tea", KINDS), NOW)
    with Log.open(tmp_path, "tea", NOW) as log:
        log.merge(find_restorable(path, KINDS).events)
        assert learned_from(log) == before
