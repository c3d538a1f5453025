"""A learner's own notes: the newest text counts, in whatever order the events arrive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.memory.own_notes import LONGEST, note_event, note_text, own_notes
from clfcards.model.event import Event
from tests.log_events import NOON, event, stamp, undo


def note(id_: str, text: str, at: int = NOON, item: str = "a") -> Event:
    return event(id_, "note", item, at, payload={"text": text})


def test_the_newest_text_counts_and_ties_are_decided_by_id() -> None:
    events = [note("c", "later", NOON + 1), note("b", "same time, higher id"), note("a", "first")]
    assert own_notes(events) == {"a": "later"}
    assert own_notes(events[1:]) == {"a": "same time, higher id"}


@pytest.mark.parametrize("empty", ["", "  ", "\n"])
def test_an_empty_text_removes_the_note(empty: str) -> None:
    assert own_notes([note("a", "kettle"), note("b", empty, NOON + 1)]) == {}


def test_undoing_a_note_brings_back_the_one_before() -> None:
    events = [note("a", "old"), note("b", "new", NOON + 1)]
    assert own_notes([*events, undo("u", "b", NOON + 2)]) == {"a": "old"}
    assert own_notes([*events, undo("u", "b"), undo("v", "a")]) == {}


NOTES = st.builds(
    note,
    st.text("abcdef", min_size=1, max_size=2),
    st.sampled_from(["", "kettle", "ket\ntle", "Æ"]),
    st.integers(NOON, NOON + 3),
    st.sampled_from(["x", "y"]),
)
LOGS = st.lists(NOTES | st.builds(undo, st.text("uvw", min_size=1, max_size=2), st.text("abc", min_size=1, max_size=2)),
                max_size=8, unique_by=lambda one: one.id)  # fmt: skip


@given(LOGS, st.randoms())
def test_the_order_in_which_events_arrive_does_not_matter(events: list[Event], random: object) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert own_notes(shuffled) == own_notes(events)


@given(LOGS)
def test_each_item_has_the_text_of_its_last_event_that_is_not_undone(events: list[Event]) -> None:
    undone = {one.subject for one in events if one.kind == "undo"}
    for item in ("x", "y"):
        kept = [one for one in events if one.kind == "note" and one.subject == item and one.id not in undone]
        last = max(kept, key=lambda one: (one.at, one.id), default=None)
        assert own_notes(events).get(item, "") == (last.payload["text"] if last else "")


def test_blanks_around_a_note_and_foreign_line_ends_are_not_kept() -> None:
    assert note_event(stamp(NOON, "n"), "a", "  tea\r\nleaf\r \n").payload == {"text": "tea\nleaf"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x" * (LONGEST + 1), "at most 2,000 characters, and this one has 2,001"),
        ("red\x1b[31m", r"control character U\+001B"),
        ("bell\x07", r"control character U\+0007"),
        ("next\x85line", r"control character U\+0085"),
        ("half \udcff", "not text in the encoding"),
    ],
)
def test_what_cannot_be_a_note_is_refused_with_a_sentence(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        note_text(text)


def test_the_longest_note_is_kept_whole_and_a_longer_one_of_another_program_is_shown_cut_off() -> None:
    assert note_text("x" * LONGEST) == "x" * LONGEST
    assert own_notes([note("a", "x" * 999_999)]) == {"a": "x" * LONGEST + "…"}
