"""The options of `check`: single rules, explanations, other formats, age and similarity."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

from tests.command import run
from tests.small_exam import fact, facts_file, full_exam, write_exam


@pytest.fixture(autouse=True)
def two_warnings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cards = fact("agree", back="Yes"), fact("vague", front="What does this service do?")
    write_exam(tmp_path / "decks", {"facts/a.yaml": facts_file("A.1", *cards)})


def test_one_rule_alone() -> None:
    result = run("check", "--rule", "card-yes-no")
    assert "[card-yes-no]" in result.output
    assert "[card-vague-front]" not in result.output


def test_several_rules() -> None:
    output = run("check", "--rule", "card-yes-no", "--rule", "card-vague-front").output
    assert output.rstrip().endswith("2 warnings")


def test_an_unknown_rule_is_wrong_usage() -> None:
    result = run("check", "--rule", "card-yes-noo")
    assert result.exit_code == 2
    assert "did you mean 'card-yes-no'?" in result.output


def test_strict_counts_warnings() -> None:
    assert run("check").exit_code == 0
    assert run("check", "--strict").exit_code == 1


def test_explain_says_why_and_how_to_waive_the_rule_or_switch_it_off() -> None:
    output = run("check", "--explain", "card-yes-no").output
    assert "Why: A guess is right half the time." in output
    assert "Source: Matuschak" in output
    assert "Instead of\n\n    front: Is Amazon S3 a block store?\n    back: No\n\nwrite\n\n" in output
    assert "waive: {card-yes-no:" in output
    assert "in deck.yaml:\n\n    rules: {card-yes-no: false}\n" in output
    assert "It cannot be waived or switched off." in run("check", "--explain", "duplicate-id").output


def test_explain_all_lists_every_rule() -> None:
    from clfcards.rules import RULES

    output = run("check", "--explain", "all").output
    assert len(output.splitlines()) == len(RULES)


def test_github_shows_a_warning_next_to_its_line() -> None:
    output = run("check", "--format", "github").output.splitlines()
    assert output[0] == (
        "::warning file=decks/tea-101/facts/a.yaml,line=5,col=11,title=card-yes-no"
        "::a yes or no answer can be guessed: ask what, which or who"
    )
    assert len(output) == 2


def test_sarif_has_the_shape_that_code_scanning_reads() -> None:
    """The required members of SARIF 2.1.0, sections 3.13 to 3.30, are written here as a schema."""
    log = json.loads(run("check", "--format", "sarif").output)
    region = {"type": "object", "required": ["startLine", "startColumn"]}
    location = {"physicalLocation": {"required": ["artifactLocation", "region"], "properties": {"region": region}}}
    result = {
        "required": ["ruleId", "level", "message", "locations"],
        "properties": {"locations": {"items": {"properties": location}}, "level": {"enum": ["warning", "error"]}},
    }
    run_ = {"required": ["tool", "results"], "properties": {"results": {"items": result, "minItems": 2}}}
    schema = {"properties": {"version": {"const": "2.1.0"}, "runs": {"items": run_}}, "required": ["version", "runs"]}
    jsonschema_rs.validate(schema, log)
    names = {rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in log["runs"][0]["results"]} <= names


def test_stale_takes_days() -> None:
    assert "[stale-fact]" in run("check", "--stale", "0d").output
    assert "[stale-fact]" not in run("check", "--stale", "99999").output
    assert run("check", "--stale", "soon").exit_code == 2


def test_against_names_the_line_of_the_other_bank(tmp_path: Path) -> None:
    text = "Which green leaf from the northern highlands is steamed after the spring picking"
    write_exam(tmp_path / "decks", {"facts/a.yaml": facts_file("A.1", fact("one", front=text + "?"))})
    Path("dump.txt").write_text(f"Q1\n\n{text.replace('spring', 'autumn')}?\n", encoding="utf-8")
    output = run("check", "--against", "dump.txt").output
    assert "11 words in a row are the same as in dump.txt:3: 'Which green leaf" in output


def test_against_a_text_broken_into_lines(tmp_path: Path) -> None:
    text = "Which green leaf from the northern highlands is steamed after the spring picking?"
    write_exam(tmp_path / "decks", {"facts/a.yaml": facts_file("A.1", fact("one", front=text))})
    Path("dump.txt").write_text(text.replace(" ", "\n"), encoding="utf-8")
    assert "dump.txt:1:" in run("check", "--against", "dump.txt").output


def test_against_a_folder_reads_its_text_files(tmp_path: Path) -> None:
    text = "Which green leaf from the northern highlands is steamed after the spring picking?"
    write_exam(tmp_path / "decks", {"facts/a.yaml": facts_file("A.1", fact("one", front=text))})
    for name in ("bank/deep/b.html", "bank/.hidden/c.txt"):
        Path(name).parent.mkdir(parents=True)
    Path("bank/deep/b.html").write_text(f"<p>Before.</p>\n<p>{text}</p>", encoding="utf-8")
    Path("bank/.hidden/c.txt").write_text(text, encoding="utf-8")
    Path("bank/a.png").write_bytes(b"\0" + text.encode())
    result = run("check", "--against", "bank")
    assert "all 13 words are the same as in bank/deep/b.html:2" in result.output
    assert result.output.count("[foreign-likeness]") == 1


def test_against_a_folder_without_text(tmp_path: Path) -> None:
    full_exam(tmp_path / "decks")
    Path("empty").mkdir()
    result = run("check", "--against", "empty")
    assert result.exit_code == 1
    assert "there is no text file in 'empty'" in result.output


def test_a_date_in_the_future_is_found(tmp_path: Path) -> None:
    write_exam(tmp_path / "decks", {"facts/a.yaml": facts_file("A.1", fact("one", verified="2199-01-31"))})
    assert "verified on 2199-01-31, which is in the future" in run("check").output


def test_against_a_file_that_is_not_text(tmp_path: Path) -> None:
    Path("dump.bin").write_bytes(b"\0\1")
    result = run("check", "--against", "dump.bin")
    assert result.exit_code == 1
    assert "is not a text file" in result.output
    assert run("check", "--against", "gone.txt").exit_code == 1
