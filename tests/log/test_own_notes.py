"""Own notes in the log: merged across devices, exported and imported, and undone."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clfcards.errors import ClfcardsError
from clfcards.log.import_limits import ANY_DATE
from clfcards.log.json_lines import export_lines, import_events
from clfcards.log.log import Log
from clfcards.memory.own_notes import own_notes
from clfcards.model.event import Event
from clfcards.use_cases.event_kinds import KINDS
from tests.log_events import NOON, NOW, event, review
from tests.memory.test_own_notes import LOGS, note


def imported(lines: list[str]) -> list[Event]:
    return list(import_events([line.encode() for line in lines], "a file", "tea", KINDS, ANY_DATE))


@settings(max_examples=25)
@given(LOGS, LOGS)
def test_two_devices_agree_after_merging_in_either_order(
    tmp_path_factory: pytest.TempPathFactory, one: list[Event], two: list[Event]
) -> None:
    two = [event for event in two if event.id not in {known.id for known in one}]
    folder = tmp_path_factory.mktemp("logs")
    with Log.open(folder / "1", "tea", NOW) as first, Log.open(folder / "2", "tea", NOW) as second:
        first.append(*one)
        second.append(*two)
        first.merge(second.events())
        second.merge(imported(list(export_lines(first.events(), "tea"))))
        assert first.own_notes() == second.own_notes() == own_notes([*one, *two])
        first.merge(second.events())  # again: nothing changes
        assert first.own_notes() == second.own_notes()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40))
def test_a_text_is_the_same_after_export_and_import(text: str) -> None:
    sent = note("a", text)
    assert imported(list(export_lines([sent], "tea"))) == [sent]


@pytest.mark.parametrize("payload", [{}, {"text": 5}, {"text": None}, {"text": ["a"]}])
def test_a_note_without_a_text_is_refused_by_an_import(payload: dict[str, object]) -> None:
    with pytest.raises(ClfcardsError, match="'text' is not a text"):
        imported(list(export_lines([event("a", "note", "leaf", payload=payload)], "tea")))


def test_a_note_changes_no_card(tmp_path: Path) -> None:
    with Log.open(tmp_path, "tea", NOW) as log:
        log.append(review("r", "a/1"))
        before = log.states()
        assert log.append(note("n", "kettle", NOON + 1)) == {}
        assert log.states() == before
        assert log.own_notes() == {"a": "kettle"}
