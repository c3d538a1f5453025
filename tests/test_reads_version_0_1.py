"""Files of version 0.1 can still be read: its log, its export, its ledger. Its caches are ignored."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from clfcards.anki.ledger_file import ledger_bytes, read_ledger
from tests.command import run
from tests.fixed_clock import Clock
from tests.fixtures.version_0_1 import COMMANDS, FOLDER, LAST_DAY

_SENTENCES = {"reasons", "next_step"}  # their wording may be improved
_PLACES = {"path"}
_LATER = {"score", "seen", "partly_right"}  # later versions add them; the old score is still there as `scaled`
_RECOUNTED = {"due"}  # later versions count a pulled card as due today, as the queue of the day does
_OF_FEW_ANSWERS = {"scaled", "interval", "cut"}  # later versions estimate a diagnostic's score by another model
_OF_EXAMS = {"sitting", "report"}  # later versions list an exam that ended by its report
_KINDS = {
    "review", "cram", "suspend", "unsuspend", "bury", "flag", "undo", "set", "weights",
    "sitting", "sitting-step", "sitting-end", "answer", "report",
}  # fmt: skip
_HEAD = '{"clfcards_log":1,"namespace":"tea-taster"}\n'
_UNKNOWN = (
    '{"id":"f1","at":1774800000000,"utc_offset":120,"kind":"from-the-future","subject":"a-1-f1/1",'
    '"rating":2,"duration":7,"interval":-60,"payload":{"mood":"señor","nested":{"list":[1,2.5,null]}}}\n'
    '{"id":"f2","at":1774800000001,"utc_offset":120,"kind":"from-the-future","subject":""}\n'
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The exam and the learner of version 0.1, on the last day, in the learner's time zone."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLFCARDS_DATA", "data")
    for name in ("decks", "data", "build"):
        shutil.copytree(FOLDER / name, tmp_path / name)
    Clock(LAST_DAY).install(monkeypatch, "cli", "system")
    return tmp_path


def answer(*arguments: str) -> str:
    result = run(*arguments, env={"COLUMNS": "80"})
    assert result.exit_code == 0, result.output
    return str(result.stdout)


def numbers(document: Any) -> Any:
    """The document without sentences, paths on this machine, and what later versions add.

    Since 3.12 Python computes sums more precisely, so numbers with a fraction are compared to twelve digits.
    """
    if isinstance(document, dict):
        left_out = _SENTENCES | _PLACES | _LATER | _RECOUNTED
        form = document.get("form")
        if isinstance(form, dict) and form.get("kind") == "diagnostic":
            left_out |= _OF_FEW_ANSWERS
        return {name: numbers(value) for name, value in document.items() if name not in left_out}
    if isinstance(document, list):
        return [numbers(value) for value in document]
    return float(f"{document:.12g}") if isinstance(document, float) else document


def exported_kinds() -> set[str]:
    lines = (FOLDER / "export.jsonl").read_text(encoding="utf-8").splitlines()
    return {json.loads(line)["kind"] for line in lines[1:]}


def test_the_log_of_version_0_1_has_every_kind_of_event() -> None:
    """Otherwise the tests below would check less than they claim."""
    assert exported_kinds() == _KINDS


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_prints_the_same_as_in_version_0_1(home: Path, name: str) -> None:
    expected = json.loads((FOLDER / "expected" / name).read_text(encoding="utf-8"))
    printed = json.loads(answer(*COMMANDS[name]))
    if name == "doctor.json":
        expected["backups"] = 0  # the learner's backups are not part of the fixture
        printed = {key: value for key, value in printed.items() if key in expected}  # later versions say more
    if name == "difficulties.json":  # later versions fit all answers together, name the learner, and count diagnostics
        printed = {id_: row["answers"] for id_, row in printed["questions"].items() if id_ in expected}
        expected = {id_: row["answers"] for id_, row in expected.items()}
        del expected["q-a-1-x4"]  # its options were changed after the answer, which now counts no more
    if name == "history.json":
        printed, expected = (
            [event for event in document["events"] if event["kind"] not in _OF_EXAMS]
            for document in (printed, expected)
        )
        expected = expected[: len(printed)]  # the limit of the command reaches less far back
    assert numbers(printed) == numbers(expected)


def test_pulled_cards_are_due_today(home: Path) -> None:
    """Version 0.1 said 27. Eight more had waited since missed questions, and a review showed them on that day.

    Two of the 35 are second cards of their notes, which have one card a day.
    """
    due = json.loads(answer("stats", "--json"))["due"]
    (exam,) = json.loads(answer("today", "--json"))["exams"]
    assert due[0]["cards"] == exam["due"] == 27 + 8 - 2


def test_readiness_has_reasons_and_a_next_step(home: Path) -> None:
    """Its numbers come from another model than in version 0.1, so they are not compared with that version's."""
    document = json.loads(answer("readiness", "--json"))
    assert document["reasons"]
    assert document["next"]["command"].startswith("clfcards ")


def test_doctor_finds_the_log_intact(home: Path) -> None:
    document = json.loads(answer("doctor", "--json"))
    assert (document["damage"], document["mended"], document["from_backups"]) == ("", [], 0)
    assert document["events"] == len((FOLDER / "export.jsonl").read_bytes().splitlines()) - 1


def test_the_log_is_exported_byte_for_byte(home: Path) -> None:
    answer("history", "export", "again.jsonl")
    assert (home / "again.jsonl").read_bytes() == (FOLDER / "export.jsonl").read_bytes()


def test_importing_an_export_twice_gives_the_same_log(home: Path) -> None:
    readiness = answer("readiness", "--json")
    (home / "data/tea-taster.db").unlink()
    imported = [json.loads(answer("history", "import", str(FOLDER / "export.jsonl"), "--json")) for _ in range(2)]
    events = len((FOLDER / "export.jsonl").read_bytes().splitlines()) - 1
    assert [next(iter(document.values())) for document in imported] == [events, 0]
    answer("history", "export", "again.jsonl")
    assert (home / "again.jsonl").read_bytes() == (FOLDER / "export.jsonl").read_bytes()
    assert answer("readiness", "--json") == readiness
    for name in ("stats.json", "exams.json"):
        expected = json.loads((FOLDER / "expected" / name).read_text(encoding="utf-8"))
        assert numbers(json.loads(answer(*COMMANDS[name]))) == numbers(expected), name


def test_a_sitting_left_in_version_0_1_is_resumed(home: Path) -> None:
    result = run("exam", stdin="\nl\nq\n")
    assert result.exit_code == 0
    assert "4 of 12" in result.output


def test_kinds_of_events_that_this_version_does_not_know_are_kept(home: Path) -> None:
    """A newer program wrote them on another device: they are imported and exported, and are not damage."""
    (home / "data/tea-taster.db").unlink()
    (home / "newer.jsonl").write_text(_HEAD + _UNKNOWN, encoding="utf-8")
    answer("history", "import", "newer.jsonl")
    document = json.loads(answer("doctor", "--json"))
    assert (document["events"], document["damage"], document["mended"]) == (2, "", [])
    answer("history", "export", "again.jsonl")
    assert (home / "again.jsonl").read_text(encoding="utf-8") == _HEAD + _UNKNOWN
    answer("readiness", "--json")
    for name in ("stats.json", "history.json", "exams.json"):
        answer(*COMMANDS[name])


def test_unknown_kinds_between_known_ones_do_not_change_a_number(home: Path) -> None:
    (home / "newer.jsonl").write_text(_HEAD + _UNKNOWN, encoding="utf-8")
    answer("history", "import", "newer.jsonl")
    assert json.loads(answer("doctor", "--json"))["mended"] == []
    for name in ("stats.json", "exams.json", "suspended.json"):
        expected = json.loads((FOLDER / "expected" / name).read_text(encoding="utf-8"))
        assert numbers(json.loads(answer(*COMMANDS[name]))) == numbers(expected), name


def test_a_ledger_is_read_and_what_it_says_is_kept() -> None:
    data = (FOLDER / "decks/tea-101/ledger.json").read_bytes()
    ledger = read_ledger("ledger.json", data, "tea-taster")
    entries = ledger.notes.values()
    assert any(entry.retired and entry.successor == "b-1-f3" for entry in entries)
    assert any(entry.left for entry in entries)
    assert any(entry.moved for entry in entries)
    assert any(entry.fewer_cards for entry in entries)
    assert any(entry.renamed for entry in ledger.decks.values())
    assert read_ledger("ledger.json", ledger_bytes(ledger), "tea-taster") == ledger


def test_a_build_keeps_every_note_of_the_ledger(home: Path) -> None:
    path = home / "decks/tea-101/ledger.json"
    before = json.loads(path.read_bytes())["notes"]
    answer("build", "--all", "--date", "2026-03-30")
    after = json.loads(path.read_bytes())["notes"]
    kept = ("published", "type", "deck", "cards", "left", "retired", "reason", "successor", "moved")
    assert {id_: [note.get(name) for name in kept] for id_, note in after.items()} == {
        id_: [note.get(name) for name in kept] for id_, note in before.items()
    }
    # Their texts were edited after the build of version 0.1; the last one had left the deck before.
    edited = {"q-a-1-x3", "q-a-1-x4", "q-c-1-x1"}
    assert {id_ for id_, note in after.items() if len(note["versions"]) > 1} == edited
    assert all(note["versions"][0]["at"] == before[id_]["modified"] for id_, note in after.items())


@pytest.mark.parametrize("cached", [b"{", b'{"task": "A.1", "facts": [["poison"]], "questions": []}'])
def test_old_caches_are_ignored(home: Path, cached: bytes) -> None:
    """Whatever they contain, packages and statistics are the same as without them."""
    caches = [*(home / "build/.cache").iterdir(), *(home / "data/cache").rglob("*.json")]
    assert len(caches) > 12
    for path in caches:
        path.write_bytes(cached)
    answer("build", "--all", "--out", "build", "--date", "2026-03-30")
    answer("build", "--all", "--out", "fresh", "--date", "2026-03-30")
    assert (home / "build/tea-101.apkg").read_bytes() == (home / "fresh/tea-101.apkg").read_bytes()
    expected = json.loads((FOLDER / "expected/stats.json").read_text(encoding="utf-8"))
    assert numbers(json.loads(answer(*COMMANDS["stats.json"]))) == numbers(expected)
