"""Hostile exports given to `history import`: each is refused as a whole, in one sentence."""

import re
from pathlib import Path

import pytest

from clfcards.log.import_limits import MAX_DEPTH, MAX_PULLED
from clfcards.log.log import Log
from tests.command import run
from tests.foreign.hostile_exports import EXPORTS, HEAD, YEARS_AHEAD, line
from tests.log_events import NOW
from tests.small_exam import full_exam

COMMANDS = [
    ["history"], ["history", "--json"], ["history", "suspended"], ["history", "export"], ["history", "exams"],
    ["stats"], ["readiness"], ["review"], ["exam"], ["optimize"], ["doctor"],
]  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    full_exam(tmp_path / "decks")
    return tmp_path


def imported(content: bytes | str, *options: str) -> tuple[int, str]:
    """The exit code and the output of an import of this content."""
    Path("x.jsonl").write_bytes(content if isinstance(content, bytes) else content.encode())
    result = run("--data", "data", "history", "import", "x.jsonl", *options)
    return result.exit_code, result.output


@pytest.mark.parametrize("content", EXPORTS.values(), ids=EXPORTS)
def test_a_hostile_export_is_one_sentence_and_nothing_is_imported(home: Path, content: bytes | str) -> None:
    code, output = imported(content)
    assert code == 1
    assert len(output.splitlines()) == 1
    assert re.match(r"clfcards: '(x\.jsonl|a|a/1)' ", output)
    assert output.rstrip().isprintable()
    assert len(output) < 500
    with Log.open(home / "data", "tea-taster", NOW) as log:
        assert log.events() == []


def test_an_event_at_the_limits_is_one_that_every_command_can_handle(home: Path) -> None:
    deepest: object = 2**63 - 1
    for _ in range(MAX_DEPTH - 2):
        deepest = [deepest]
    payload = {"x": deepest, "answer": "two\n\tlines 緑茶", "pulled": [f"c{i}/1" for i in range(MAX_PULLED)]}
    text = line(id="!" * 64, subject="a" * 200, payload=payload) + line(
        id="~", kind="unknown", payload={"x": [1.5, None]}
    )
    assert imported(HEAD + text) == (0, "2 new events, 0 were already here\n")
    for command in COMMANDS:
        result = run("--data", "data", *command, stdin="q\n")
        assert result.exit_code in (0, 1, 2), command
        assert "Traceback" not in result.output
    exported = run("--data", "data", "history", "export").stdout
    assert "0 new events, 2 were already here" in imported(exported)[1]


def test_a_date_ahead_of_the_clock_is_imported_if_asked(home: Path) -> None:
    code, output = imported(HEAD + line(at=YEARS_AHEAD))
    assert (code, output) == (
        1,
        "clfcards: 'x.jsonl' line 2: the event 'r1' is dated 2096-10-02, more than 2 days ahead of this computer's "
        "clock: set the clock if it is wrong; nothing was imported; use --any-date to import it anyway\n",
    )
    assert imported(HEAD + line(at=YEARS_AHEAD), "--any-date") == (0, "1 new event, 0 were already here\n")


def test_what_an_older_log_holds_is_shown_and_not_obeyed(home: Path) -> None:
    """Earlier versions imported such events, and they stay in the log."""
    from tests.log_events import event, review

    hostile = "\x1b]0;PWN\x07"
    with Log.open(home / "data", "tea-taster", NOW) as log:
        log.append(
            review(f"r{hostile}", "a-1-f0/1", payload={"answer": hostile}),
            event("s", "suspend", f"a{hostile}\n::error::/1"),
            event("t", "set", f"x{hostile}", payload={"value": hostile}),
            event("u", f"kind{hostile}", "x"),
        )
    for command in COMMANDS:
        result = run("--data", "data", *command, stdin="\n\n3\nq\n")
        if command != ["history", "export"]:  # these are data
            assert "\x1b" not in result.output, command
            assert not re.search(r"^\s*::", result.output, re.MULTILINE), command
