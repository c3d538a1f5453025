"""`clfcards history`: list, undo, export, import, and suspended cards."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import Result

from clfcards.cli import history as cli_history
from clfcards.log.log import Log
from tests.command import run
from tests.log_events import DAY, NOON, NOW, event, review, undo
from tests.small_exam import full_exam


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    full_exam(tmp_path / "decks")
    return tmp_path


def history(folder: Path, *arguments: str, data: str = "data") -> Result:
    return run("history", "--decks", str(folder / "decks"), "--data", str(folder / data), *arguments)


def log(folder: Path, data: str = "data") -> Log:
    return Log.open(folder / data, "tea-taster", NOW)


def test_the_newest_is_listed_first(tea: Path) -> None:
    assert "nothing yet" in history(tea).output
    with log(tea) as open_log:
        open_log.append(review("r1", "a/1", 3), review("r2", "b/1", 1, NOON + DAY, -600))
    lines = [line for line in history(tea, "list").output.splitlines() if line.startswith("2")]
    assert [line.split()[2] for line in lines] == ["r2", "r1"]
    assert "review b/1: again in 5 s, then 10 min" in lines[0]
    assert json.loads(history(tea, "--json").stdout)["events"][0]["id"] == "r2"


def test_undo_undoes_the_newest_or_the_one_named(tea: Path) -> None:
    with log(tea) as open_log:
        open_log.append(review("r1", "a/1"), review("r2", "b/1", at=NOON + 1), review("r3", "c/1", at=NOON + 2))
    assert "undone" in history(tea, "undo").output
    history(tea, "undo", "r1")
    with log(tea) as open_log:
        assert {card for card, state in open_log.states().items() if state.reviews} == {"b/1"}


@pytest.mark.parametrize(
    ("id_", "message"),
    [
        ("nothing", "there is no event 'nothing'; run 'clfcards history'"),
        ("a1", "'a1' is an event of kind 'answer': it cannot be undone"),
        ("u1", "'u1' is an event of kind 'undo': it cannot be undone"),
        ("r1", "'r1' is already undone"),
    ],
)
def test_what_cannot_be_undone_is_refused_and_nothing_is_added(tea: Path, id_: str, message: str) -> None:
    with log(tea) as open_log:
        open_log.append(review("r1", "a/1"), review("r2", "b/1", at=NOON + 1), event("a1", "answer", "q-1"))
        open_log.append(undo("u1", "r1"))
        before = open_log.events()
    result = history(tea, "undo", "r2", id_)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"clfcards: {message}")
    with log(tea) as open_log:
        assert open_log.events() == before


def test_an_event_named_twice_is_undone_once(tea: Path) -> None:
    with log(tea) as open_log:
        open_log.append(review("r1", "a/1"))
    assert history(tea, "undo", "r1", "r1").output.count("undone:") == 1
    with log(tea) as open_log:
        assert len(open_log.events(["undo"])) == 1


@pytest.mark.parametrize(
    ("before", "message"),
    [
        (("--show", "1"), "there is no attempt 1: there are none yet"),
        (("--html", "x.html"), "choose it with --show"),
        (("--compare", "1", "2"), "there is no attempt 1: there are none yet"),
    ],
)
def test_options_may_come_before_the_subcommand(tea: Path, before: tuple[str, ...], message: str) -> None:
    result = history(tea, *before, "exams")
    assert result.exit_code == 2
    assert message in result.output


def test_every_option_with_values_may_come_before_the_subcommand() -> None:
    group = cli_history.command
    context = click.Context(group)
    for name in group.list_commands(context):
        subcommand = group.get_command(context, name)
        assert subcommand
        options = [option for option in subcommand.params if isinstance(option, click.Option) and not option.is_flag]
        assert {option.opts[0]: option.nargs for option in options}.items() <= group.values_taken(context).items()


def test_an_export_is_not_one_document(tea: Path) -> None:
    refused = history(tea, "export", "--json")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "leave out --json" in refused.stderr


def test_an_export_is_utf_8_in_any_terminal(tea: Path) -> None:
    with log(tea) as open_log:
        open_log.append(review("r1", "a/1", payload={"answer": "茶 ✓"}))
    done = subprocess.run(
        [sys.executable, "-m", "clfcards", "history", "export", "--decks", tea / "decks", "--data", tea / "data"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert json.loads(done.stdout.splitlines()[1])["payload"] == {"answer": "茶 ✓"}


def test_two_devices_merge_in_any_order(tea: Path) -> None:
    with log(tea, "one") as one, log(tea, "two") as two:
        one.append(review("r1", "a/1"), event("s1", "set", "new_per_day", payload={"value": 3}))
        two.append(review("r2", "a/1", 1, NOON + DAY, -600), undo("u2", "r9"))
    for data in ("one", "two"):
        assert history(tea, "export", str(tea / f"{data}.jsonl"), data=data).exit_code == 0
    assert "2 new events, 0 were already here" in history(tea, "import", str(tea / "two.jsonl"), data="one").output
    assert "0 new events, 2 were already here" in history(tea, "import", str(tea / "two.jsonl"), data="one").output
    history(tea, "import", str(tea / "one.jsonl"), data="two")
    with log(tea, "one") as one, log(tea, "two") as two:
        assert one.events() == two.events()
        assert one.states() == two.states()


def test_an_export_goes_to_standard_output_and_back(tea: Path) -> None:
    with log(tea) as open_log:
        events = [review("r1", "a/1", payload={"answer": "héiß"}), undo("u1", "r1")]
        open_log.append(*events)
    text = history(tea, "export").stdout
    (tea / "copy.jsonl").write_text(text, encoding="utf-8")
    history(tea, "import", str(tea / "copy.jsonl"), data="other")
    with log(tea, "other") as open_log:
        assert open_log.events() == events


HEAD = '{"clfcards_log":1,"namespace":"tea-taster"}\n'
GOOD = '{"id":"r1","at":5,"utc_offset":0,"kind":"review","subject":"a/1","rating":3,"interval":1}\n'
QUESTION = (
    '[{"id":"q","domain":"A","task":"A.1","scored":true,"difficulty":0.0,"options":["x"],"key":["x"],"stem":"y"}]'
)


def sitting_of(questions: str, zone: str = "+00:00") -> str:
    form = f'{{"kind":"exam","seed":1,"questions":{questions}}}'
    payload = f'{{"form":{form},"limit_seconds":5,"strict":false,"wall":"2026-01-01T00:00:00{zone}","ticks":1}}'
    return f'{{"id":"s","at":5,"utc_offset":0,"kind":"sitting","payload":{payload}}}\n'


def test_unusual_events_that_every_command_can_handle_are_merged(tea: Path) -> None:
    """A card named twice in `pulled` caused a traceback."""
    pulled = GOOD.replace('"interval":1', '"interval":1,"payload":{"pulled":["a/1","b/1","b/1"]}')
    last = GOOD.replace('"id":"r1","at":5', '"id":"r2","at":7258118399999')
    (tea / "good.jsonl").write_text(HEAD + pulled + last + sitting_of(QUESTION))
    assert "3 new events" in history(tea, "import", "--any-date", str(tea / "good.jsonl")).output
    where = ("--decks", str(tea / "decks"), "--data", str(tea / "data"))
    for command in (["history"], ["doctor"], ["readiness"], ["review"], ["exam"], ["history", "exams"]):
        assert run(*where, *command, stdin="q\n").exit_code == 0, command
    with log(tea) as open_log:
        assert open_log.state("b/1").is_pulled


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no json", "line 1: it is not JSON"),
        (HEAD + GOOD + GOOD[:30], "line 3: it is not JSON; the file may be cut off"),
        (GOOD, "line 1: the file does not begin with the header of a log"),
        ('{"clfcards_log":1,"namespace":"coffee"}\n', "is a log of 'coffee'"),
        ('{"clfcards_log":2,"namespace":"tea-taster"}\n', "newer clfcards"),
        (HEAD + "[]\n", "line 2: it is not an event"),
        (HEAD + GOOD.replace('"rating":3', '"rating":7'), "'rating' must be 1, 2, 3 or 4, not 7"),
        (HEAD + GOOD.replace('"at":5', '"at":"now"'), "'at' must be a whole number, not 'now'"),
        (HEAD + GOOD.replace('"interval":1', '"interval":1.5'), "'interval' must be a whole number, not 1.5"),
        (HEAD + GOOD.replace('"at":5', '"at":99999999999999999999'), "'at' must be a whole number"),
        (HEAD + GOOD.replace('"interval":1', '"interval":1,"payload":{"pulled":3}'), "'pulled'"),
        (HEAD + '{"id":"w","at":5,"utc_offset":0,"kind":"weights","payload":{"weights":[1]}}', "'weights'"),
        ("[" * 100_000, "line 1"),
        (HEAD + GOOD.replace('"at":5', f'"at":{2**52}'), "must be a time from 1970 to 2200"),
        (HEAD + GOOD.replace('"at":5', '"at":-5'), "must be a time from 1970 to 2200"),
        (HEAD + GOOD.replace('"utc_offset":0', '"utc_offset":1440'), "less than a day"),
        (HEAD + GOOD.replace('"interval":1', '"interval":36501'), "at most 36500 days"),
        (HEAD + GOOD.replace('"interval":1', f'"interval":-{2**52}'), "at most 36500 days"),
        (HEAD + GOOD.replace('"interval":1', '"interval":1,"payload":{"x":NaN}'), "NaN or Infinity"),
        (HEAD + GOOD.replace("a/1", r"\ud800/1"), "half of a surrogate pair"),
        (HEAD + sitting_of("[]"), "a form must have at least one question"),
        (HEAD + sitting_of(QUESTION, zone=""), "has no time zone"),
        (HEAD + '{"id":"s","at":5,"utc_offset":0,"kind":"sitting","payload":{}}', "cannot read its practice exam"),
        (HEAD + '{"id":"s","at":5,"utc_offset":0,"kind":"sitting-step","payload":{}}', "cannot read its practice exam"),
        (HEAD + '{"id":"s","at":5,"utc_offset":0,"kind":"sitting-end","payload":{}}', "cannot read its practice exam"),
    ],
)
def test_a_file_with_an_error_is_refused_as_a_whole(tea: Path, text: str, message: str) -> None:
    (tea / "bad.jsonl").write_text(text)
    result = history(tea, "import", str(tea / "bad.jsonl"))
    assert result.exit_code == 1
    assert message in result.output
    with log(tea) as open_log:
        assert open_log.events() == []


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_an_empty_file_is_refused(tea: Path, data: bytes) -> None:
    """For a failed copy, '0 new events' was printed, as if all were already here."""
    (tea / "empty.jsonl").write_bytes(data)
    result = history(tea, "import", str(tea / "empty.jsonl"))
    assert result.exit_code == 1
    assert "empty.jsonl' is empty: " in result.output


@pytest.mark.parametrize("data", [HEAD.encode() + b'{"id":"\xc0"}\n', HEAD.encode("utf-16"), b"\x81\x8b\x08\xff"])
def test_the_error_for_a_file_that_is_not_text_does_not_quote_the_codec(tea: Path, data: bytes) -> None:
    (tea / "bad.jsonl").write_bytes(data)
    result = history(tea, "import", str(tea / "bad.jsonl"))
    assert result.exit_code == 1
    assert "it is not UTF-8 text; nothing was imported" in result.output
    assert "codec" not in result.output


def test_a_missing_file_is_reported_in_a_sentence(tea: Path) -> None:
    result = history(tea, "import", str(tea / "none.jsonl"))
    assert result.exit_code == 1
    assert "cannot read" in result.output


def test_suspended_cards_are_listed_and_can_be_unsuspended(tea: Path) -> None:
    with log(tea) as open_log:
        open_log.append(event("s1", "suspend", "a-1-f0/1"), event("s2", "suspend", "gone/1"))
    listed = history(tea, "suspended").output
    assert "a-1-f0/1  (by you)  What does a-1-f0 mean?" in listed
    assert "gone/1    (by you)  no longer in the deck" in listed
    assert history(tea, "unsuspend", "a-1-f0").exit_code == 0
    assert "a-1-f0" not in history(tea, "suspended").output
    assert history(tea, "unsuspend", "a-1-f0").exit_code == 2


def test_a_learned_card_that_left_the_deck_is_listed_as_retired(tea: Path) -> None:
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        log.append(review("r1", "gone/1"), review("r2", "a-1-f0/1"))
    assert history(tea, "suspended").output == "gone/1  (retired)  no longer in the deck\n"
    assert json.loads(history(tea, "suspended", "--json").output)["suspended"] == [
        {"card": "gone/1", "why": "retired", "lapses": 0}
    ]


def test_an_unknown_subcommand_is_wrong_usage(tea: Path) -> None:
    result = history(tea, "erase")
    assert result.exit_code == 2
    assert "No such command 'erase'" in result.output


def test_the_help_lists_the_subcommands() -> None:
    output = run("history", "--help").output
    assert "unsuspend" in output
    assert "Merge exports" in output
