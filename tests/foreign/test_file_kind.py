"""A file is recognized by its beginning, whatever its name, and the command that takes it is named."""

import sqlite3
from pathlib import Path

import pytest

from clfcards.foreign.file_kind import BEGINNING, kind_of, who_takes
from clfcards.next_step import NextStep
from tests.command import run
from tests.small_exam import full_exam

CASES = {
    "csv": ("bank.csv", b"question,a,b,answer\nQ?,x,y,A\n"),
    "csv without its ending": ("bank.txt", b"stem;option_1;right\nQ?;x;A\n"),
    "gift": ("bank.gift", b"Q?{=a ~b}"),
    "gift without its ending": ("bank.txt", b"// a\n::T::Which? {\n~a\n=b\n}\n"),
    "markdown": ("bank.md", b"1. Q?\n"),
    "markdown with a tag of its generator": ("bank.md", b"{% include head.html %}\n1. Q?\n"),
    "markdown with an attribute": ("bank.md", b"{: .no_toc }\n1. Q?\n"),
    "gift without a text": ("bank.gift", b"{=a ~b}"),
    "markdown without its ending": ("bank.txt", b"1. Which?\n   - A. x\n   - B. y\n"),
    "anki-text": ("notes.txt", b"#separator:tab\n#html:true\na\tb\n"),
    "anki-text without headers": ("notes.txt", b"a\tb\nc\td\n"),
    "history": ("x.jsonl", b'{"clfcards_log":1,"namespace":"tea"}\n'),
    "log": ("x.db", b"SQLite format 3\x00rest"),
    "collection": ("collection.anki2", b"SQLite format 3\x00rest"),
    "package": ("deck.apkg", b"PK\x03\x04rest"),
    "package without its ending": ("deck", b"PK\x03\x04\x00\x00collection.anki2"),
    "office": ("bank.xlsx", b"PK\x03\x04....xl/workbook.xml"),
    "archive": ("x.zip", b"PK\x03\x04rest"),
    "pdf": ("x.pdf", b"%PDF-1.7"),
    "picture": ("x.csv", b"\x89PNG\r\n"),
    "source": ("x.yaml", b"task: A.1\nfacts:\n"),
    "ledger": ("ledger.json", b'{"format": 2,\n"namespace": "tea",\n"notes": {'),
    "json": ("x.json", b'[{"a": 1}]'),
    "page": ("x.html", b"<!doctype html><p>"),
    "empty": ("x.csv", b" \n"),
    "binary": ("x.csv", b"a\x00b"),
    "text": ("x.txt", b"some words"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_kind_of_file(case: str) -> None:
    name, beginning = CASES[case]
    assert kind_of(name, beginning) == case.split(" ")[0]


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.md", "a"])
def test_no_beginning_is_too_odd(name: str) -> None:
    for beginning in (
        b"\xff\xfe",
        b"\xff\xfe\x00",
        b"\xfe\xff\xd8",
        b"{",
        b"#",
        b"{" * BEGINNING,
        b"\\" * BEGINNING,
        b"(" * 9999,
    ):
        kind = kind_of(name, beginning)
        assert who_takes(kind)[0].startswith("is ")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLFCARDS_DATA", str(tmp_path / "data"))
    full_exam(tmp_path / "decks")
    return tmp_path


def test_a_history_given_to_bank_import_is_named_with_its_command(here: Path) -> None:
    assert run("history", "export", "log.jsonl").exit_code == 0
    result = run("bank", "import", "log.jsonl")
    assert (result.exit_code, result.stderr) == (
        2, "clfcards: 'log.jsonl' is the history of a learner; run 'clfcards history import'\n",
    )  # fmt: skip


def test_a_bank_given_to_history_import_is_named_with_its_command(here: Path) -> None:
    Path("bank.csv").write_text("question,a,b,answer\nQ?,x,y,A\n")
    result = run("history", "import", "bank.csv")
    assert result.exit_code == 1
    assert "'bank.csv' is a table (CSV); run 'clfcards bank import'" in result.stderr


def test_a_package_is_told_what_is_possible(here: Path) -> None:
    assert run("build").exit_code == 0
    for command in ("bank", "history"):
        result = run(command, "import", "build/tea-101.apkg")
        assert result.exit_code in (1, 2)
        assert "is an Anki package: in Anki, export its notes" in result.stderr


def test_a_log_itself_is_told_to_be_exported(here: Path) -> None:
    connection = sqlite3.connect("tea.db")
    connection.execute("CREATE TABLE event (id TEXT)")
    connection.close()
    assert "run 'clfcards history export'" in run("history", "import", "tea.db").stderr


def test_every_kind_has_a_sentence() -> None:
    kinds = {case.split(" ")[0] for case in CASES}
    assert {kind: who_takes(kind)[0][:3] for kind in kinds} == dict.fromkeys(kinds, "is ")  # type: ignore[arg-type]
    assert who_takes("history")[1] == NextStep.run("history import")
