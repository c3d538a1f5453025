"""Events from outside: the short way for plain answers lets in what the checks one by one let in, and nothing else."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clfcards.log import checked_event as module
from clfcards.log.checked_event import checked_event
from clfcards.use_cases.event_kinds import KINDS

PLAIN: dict[str, Any] = {
    "id": "r1", "at": 1_700_000_000_000, "utc_offset": 60, "kind": "review", "subject": "a/1", "rating": 3,
    "duration": 4000, "interval": 5,
}  # fmt: skip
ODD: st.SearchStrategy[Any] = st.sampled_from(
    (
        None,
        True,
        "",
        "x",
        "é",
        "\ud800",
        "review",
        "cram",
        "undo",
        "set",
        "unknown",
        1.0,
        float("nan"),
        [],
        {},
        0,
        -1,
        1,
        4,
        5,
        1439,
        1440,
        -1440,
        36_500,
        36_501,
        -3_153_600_000,
        -3_153_600_001,
        2**53 - 1,
        2**53,
        -(2**70),
        7_258_118_399_999,
        7_258_118_400_000,
        {"learning": True},
        {"pulled": ["a/1"]},
        {"pulled": 1},
    )
)
NAMES = st.sampled_from([*PLAIN, "payload", "other"])


def outcome(raw: dict[str, Any]) -> object:
    """The event, or what is said about the value."""
    try:
        return checked_event(raw, KINDS)
    except ValueError as error:
        return str(error)


@settings(max_examples=500, deadline=None)
@given(changed=st.dictionaries(NAMES, ODD, max_size=3), removed=st.sets(NAMES, max_size=2))
def test_the_short_way_says_what_the_long_one_says(changed: dict[str, Any], removed: set[str]) -> None:
    raw = {name: value for name, value in {**PLAIN, **changed}.items() if name not in removed}
    with pytest.MonkeyPatch.context() as patch:
        by_short_way = outcome(raw)
        patch.setattr(module, "_plain_answer", lambda *_: None)
        assert by_short_way == outcome(raw)


def test_a_plain_answer_takes_the_short_way() -> None:
    assert module._plain_answer(PLAIN, KINDS) == checked_event(PLAIN, KINDS)
    assert module._plain_answer({**PLAIN, "payload": {}}, KINDS) is None
