"""`check --baseline`: an adopted bank is checked for what is new."""

import json
from pathlib import Path

import pytest

from tests.command import run
from tests.small_exam import DECK, fact, facts_file, write_exam

FILE = "decks/tea-101/facts/a.yaml"


def cards(*more: str, before: str = "") -> None:
    items = fact("agree", back="Yes"), fact("vague", front="What does this service do?"), *more
    write_exam(Path("decks"), {"facts/a.yaml": before + facts_file("A.1", *items)})


@pytest.fixture(autouse=True)
def baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cards()
    assert run("check", "--baseline", "known.json", "--write-baseline").stdout == "2 findings in known.json\n"


def test_known_findings_are_counted_and_do_not_fail() -> None:
    result = run("check", "--strict", "--baseline", "known.json")
    assert (result.exit_code, result.stdout) == (0, "no new problems\n")
    assert result.stderr == "2 findings known from 'known.json'\n"


def test_a_new_finding_is_reported_and_fails() -> None:
    cards(fact("new", back="No"))
    result = run("check", "--strict", "--baseline", "known.json")
    assert result.exit_code == 1
    assert result.stdout.count("[card-yes-no]") == 1
    assert f"{FILE}:17:11: warning: a yes or no answer" in result.stdout


def test_it_survives_when_lines_and_files_move() -> None:
    cards(before="# a comment\n\n\n")
    assert run("check", "--strict", "--baseline", "known.json").exit_code == 0
    Path(FILE).rename("decks/tea-101/facts/b.yaml")
    assert run("check", "--strict", "--baseline", "known.json").exit_code == 0


def test_a_changed_text_is_a_new_finding() -> None:
    path = Path(FILE)
    path.write_text(path.read_text().replace("back: Yes", "back: No"))
    result = run("check", "--baseline", "known.json")
    assert "[card-yes-no]" in result.stdout
    assert "1 finding of the baseline not found any more" in result.stderr


def test_what_is_not_found_any_more_is_named() -> None:
    path = Path(FILE)
    path.write_text(path.read_text().replace("back: Yes", "back: hot"))
    result = run("check", "--strict", "--baseline", "known.json")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[1:] == [
        "1 finding of the baseline not found any more; 'clfcards check --baseline known.json --write-baseline' "
        "leaves them out:",
        "  agree [card-yes-no]",
    ]
    assert run("check", "--baseline", "known.json", "--write-baseline").stdout == "1 finding in known.json\n"


def test_one_rule_alone_calls_nothing_else_stale() -> None:
    result = run("check", "--rule", "card-yes-no", "--baseline", "known.json")
    assert result.stderr == "1 finding known from 'known.json'\n"


def test_while_the_guide_cannot_be_read_nothing_is_stale() -> None:
    Path("decks/tea-101/guide.yaml").write_text("x: [\n")
    assert "not found any more" not in run("check", "--baseline", "known.json").stderr


def test_while_a_file_cannot_be_read_nothing_is_stale_and_nothing_is_written() -> None:
    before = Path("known.json").read_bytes()
    path = Path(FILE)
    path.write_text(path.read_text() + "  x: [\n")
    assert "not found any more" not in run("check", "--baseline", "known.json").stderr
    result = run("check", "--baseline", "known.json", "--write-baseline")
    assert result.exit_code == 1
    assert "not all findings are known while a source cannot be read" in result.stderr
    assert Path("known.json").read_bytes() == before


def test_one_rule_alone_does_not_replace_the_findings_of_the_others() -> None:
    before = Path("known.json").read_bytes()
    result = run("check", "--rule", "card-yes-no", "--baseline", "known.json", "--write-baseline")
    assert result.exit_code == 2
    assert "a baseline has the findings of all rules: leave out --rule" in result.stderr
    assert Path("known.json").read_bytes() == before


def test_equal_findings_count_one_by_one() -> None:
    """Two items can have the same id: each finding is known once."""
    cards(fact("agree", back="Yes"))
    result = run("check", "--rule", "card-yes-no", "--baseline", "known.json")
    assert result.stdout.count("[card-yes-no]") == 1


def test_the_document_has_the_numbers() -> None:
    found = json.loads(run("check", "--json", "--baseline", "known.json").stdout)
    assert found == {"problems": [], "errors": 0, "warnings": 0, "known": 2, "stale": 0}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'known.json' is not a baseline"),
        ("[]", "'known.json' is not a baseline"),
        ('{"format": 1}', "'known.json' is not a baseline"),
        ('{"format": 99, "findings": []}', "was written by a newer clfcards"),
    ],
)
def test_a_damaged_baseline_is_refused(text: str, message: str) -> None:
    Path("known.json").write_text(text)
    result = run("check", "--baseline", "known.json")
    assert result.exit_code == 1
    assert message in result.stderr


def test_a_baseline_needs_a_file() -> None:
    assert "use --baseline to name it" in run("check", "--write-baseline").stderr


def test_a_rule_that_protects_answers_cannot_be_switched_off() -> None:
    write_exam(Path("decks"), deck=DECK + "rules: {card-yes-no: false, contradiction: false}\n")
    cards_file = Path(FILE)
    assert cards_file.exists()
    output = run("check").stdout
    assert "[card-yes-no]" not in output
    assert "'contradiction' cannot be switched off, because it protects right answers" in output
    assert "It cannot be switched off for a deck" in run("check", "--explain", "stale-fact").stdout
