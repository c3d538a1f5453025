"""Two exams in one decks folder: every command works, and says or lets one say which exam it takes."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_decks_folder import READING, WRITING
from tests.command import run
from tests.small_exam import full_exam

HERBAL = {"tea-taster": "herbalist", "TEA-101": "HERB-7", "tea-101": "herb-7", "Tea Taster": "Herbalist"}
SECOND = "second"  # the second exam's folder: not the name of its code


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """TEA-101 in `tea-101`, and HERB-7, a copy with another namespace, in `second`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLFCARDS_DATA", "data")
    full_exam(Path("decks"))
    full_exam(Path("other"))
    Path("other/tea-101").rename(Path("decks", SECOND))
    for name in ("guide.yaml", "deck.yaml"):
        path = Path("decks", SECOND, name)
        text = path.read_text(encoding="utf-8")
        for old, new in HERBAL.items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    Path("new.yaml").write_bytes(Path("decks/tea-101/guide.yaml").read_bytes())
    return tmp_path


def exam_shown(*arguments: str, **environment: str) -> str:
    """The exam that a command took."""
    result = run(*arguments, "guide", "show", "--json", env=environment)
    assert result.exit_code == 0, result.output
    return str(json.loads(result.stdout)["exam"])


@pytest.mark.parametrize("code", ["second", "SECOND", "herb-7", "HERB-7"])
def test_an_exam_is_named_by_the_code_of_its_guide_or_by_its_folder(home: Path, code: str) -> None:
    """The help said "CODE", but only the folder's name was known."""
    assert exam_shown("--exam", code) == "HERB-7"
    assert exam_shown(CLFCARDS_EXAM=code) == "HERB-7"


def test_the_option_comes_before_the_variable(home: Path) -> None:
    assert exam_shown("--exam", "tea-101", CLFCARDS_EXAM="herb-7") == "TEA-101"


@pytest.mark.parametrize("command", [*READING, *WRITING])
def test_without_any_choice_the_exams_are_named(home: Path, command: str) -> None:
    result = run(*{**READING, **WRITING}[command], stdin="q\n")
    assert result.exit_code == 2
    assert "there are several exams in 'decks': second, tea-101; use --exam to choose one" in result.stderr


@pytest.mark.parametrize("command", READING)
def test_every_reading_command_works_once_an_exam_was_chosen(home: Path, command: str) -> None:
    assert run("use", "herb-7").exit_code == 0
    result = run(*READING[command], stdin="q\n")
    # The bank is too small for some; there is no collection, and no Anki is open.
    excuses = ("the bank", "has no question for a page", "cannot read 'collection.anki2'", "nothing answers at")
    assert result.exit_code == 0 or any(excuse in result.stderr for excuse in excuses), result.output
    assert "several exams" not in result.stderr


def test_the_choice_is_kept_with_the_progress_and_can_be_changed(home: Path) -> None:
    assert run("use").stdout == "  second\n  tea-101\n"
    assert run("use", "HERB-7").stdout == "● second\n  tea-101\n"
    assert exam_shown() == "HERB-7"
    assert exam_shown("--data", "elsewhere", "--exam", "tea-101") == "TEA-101"
    assert json.loads(run("use", "tea-101", "--json").stdout) == {"exams": ["second", "tea-101"], "chosen": "tea-101"}
    assert exam_shown() == "TEA-101"


def test_an_unknown_choice_is_refused_and_changes_nothing(home: Path) -> None:
    run("use", "herb-7")
    result = run("use", "coffee")
    assert (result.exit_code, exam_shown()) == (2, "HERB-7")
    assert "there is no exam 'coffee' in 'decks': choose one of second, tea-101" in result.stderr


def test_the_decks_name_the_exam_for_everybody_who_has_chosen_none(home: Path) -> None:
    Path("decks/default-exam").write_text("herb-7\n", encoding="utf-8")
    assert exam_shown() == "HERB-7"
    run("use", "tea-101")
    assert exam_shown() == "TEA-101"


@pytest.mark.parametrize("text", ["", "coffee\n", "\xff", "x" * 1000])
def test_a_default_that_names_no_exam_is_none(home: Path, text: str) -> None:
    Path("decks/default-exam").write_text(text, encoding="latin-1")
    assert "there are several exams" in run("guide", "show").stderr


def test_in_an_exams_folder_that_exam_is_taken(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("use", "tea-101")
    monkeypatch.chdir(home / "decks" / SECOND / "facts")
    assert exam_shown() == "HERB-7"


def test_a_command_that_writes_says_which_exam_it_took(home: Path) -> None:
    run("use", "herb-7")
    result = run("new", "fact", "--task", "A.1", "--no-edit")
    assert result.exit_code == 0, result.output
    assert "using second: --exam takes another one" in result.stderr
    assert "new-a-1-1" in Path("decks/second/facts/A.1-x.yaml").read_text(encoding="utf-8")
    assert "new-a-1-1" not in Path("decks/tea-101/facts/A.1-x.yaml").read_text(encoding="utf-8")


def test_each_exam_has_a_log_of_its_own(home: Path) -> None:
    for code in ("tea-101", "herb-7"):
        assert run("--exam", code, "result", "passed").exit_code == 0
    assert {path.name for path in Path("data").glob("*.db")} == {"tea-taster.db", "herbalist.db"}


def test_all_exams_are_checked_at_once(home: Path) -> None:
    assert run("check", "--every-exam").stdout.count("no problems") == 2
    path = Path("decks/second/facts/A.1-x.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("back: hot", "bak: hot", 1), encoding="utf-8")
    result = run("check", "--every-exam")
    assert result.exit_code == 1
    assert "decks/second/facts/A.1-x.yaml" in result.stdout.replace("\\", "/")
    assert "tea-101: " in result.stdout
    assert json.loads(run("check", "--every-exam", "--json").stdout)["errors"] == 1


def test_all_exams_are_built_each_in_its_folder(home: Path) -> None:
    result = run("build", "--every-exam", "--all", "--json")
    assert result.exit_code == 0, result.output
    assert [built["exam"] for built in json.loads(result.stdout)] == ["herb-7", "tea-101"]
    built = {path.relative_to("build").as_posix() for path in Path("build").rglob("*") if path.is_file()}
    assert built >= {"second/herb-7.apkg", "second/whatsnew.md", "tea-101/tea-101.apkg", "tea-101/whatsnew.md"}
    assert run("build", "--every-exam", "--all", "--locked").exit_code == 0


def test_all_guides_and_all_counts_are_shown(home: Path) -> None:
    assert [guide["exam"] for guide in json.loads(run("guide", "show", "--every-exam", "--json").stdout)] == [
        "HERB-7",
        "TEA-101",
    ]
    assert json.loads(run("coverage", "--every-exam", "--json").stdout).keys() == {"second", "tea-101"}
    assert "second\n" in run("coverage", "--every-exam").stdout


@pytest.mark.parametrize("command", ["check", "build", "coverage", "guide show"])
def test_one_exam_and_every_exam_contradict_each_other(home: Path, command: str) -> None:
    result = run("--exam", "herb-7", *command.split(), "--every-exam")
    assert result.exit_code == 2
    assert "--every-exam is for all exams" in result.stderr


def test_a_namespace_used_twice_is_refused_before_anything_is_written(home: Path) -> None:
    path = Path("decks/second/deck.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("herbalist", "tea-taster"), encoding="utf-8")
    result = run("build", "--every-exam", "--all")
    assert result.exit_code == 1
    assert "has the namespace 'tea-taster' too" in result.stderr
    assert not Path("build").exists()
    assert not list(Path("decks").rglob("ledger.json"))


def studied(exam: str) -> None:
    assert run("review", "--plain", "--exam", exam, "--limit", "1", stdin="\n3\n").exit_code == 0


def test_today_shows_every_exam_that_is_studied_and_names_the_one_of_the_next_command(home: Path) -> None:
    studied("herb-7")
    studied("tea-101")
    run("use", "tea-101")
    shown = run("today")
    assert shown.stdout.index("Certified Tea Taster") < shown.stdout.index("Certified Herbalist")
    document = json.loads(run("today", "--json").stdout)
    assert [exam["exam"] for exam in document["exams"]] == ["TEA-101", "HERB-7"]
    assert document["next"]["command"].startswith("clfcards review --exam ")
    assert " --exam " in run("--plain").stdout
    only = json.loads(run("today", "--json", "--exam", "herb-7").stdout)
    assert [exam["exam"] for exam in only["exams"]] == ["HERB-7"]


def test_today_shows_the_only_exam_that_is_studied_and_names_it_if_commands_take_another(home: Path) -> None:
    Path("decks/default-exam").write_text("tea-101\n", encoding="utf-8")
    studied("herb-7")
    document = json.loads(run("today", "--json").stdout)
    assert [exam["exam"] for exam in document["exams"]] == ["HERB-7"]
    assert document["next"]["command"].endswith("--exam HERB-7")
    run("use", "herb-7")
    assert "--exam" not in json.loads(run("today", "--json").stdout)["next"]["command"]
    run("use", "tea-101")
    document = json.loads(run("today", "--json").stdout)
    assert [exam["exam"] for exam in document["exams"]] == ["TEA-101", "HERB-7"]


def test_today_needs_no_choice_among_exams_if_one_is_studied(home: Path) -> None:
    assert run("today").exit_code == 2
    studied("herb-7")
    assert json.loads(run("today", "--json").stdout)["exams"][0]["exam"] == "HERB-7"


def test_an_exam_that_cannot_be_read_does_not_hide_the_others_day(home: Path) -> None:
    studied("herb-7")
    studied("tea-101")
    Path("decks/tea-101/guide.yaml").write_text("exam: {code: TEA-101}\n", encoding="utf-8")
    shown = run("today", "--json")
    assert shown.exit_code == 0
    assert "clfcards: tea-101: guide.yaml or deck.yaml has errors" in shown.stderr
    assert [exam["exam"] for exam in json.loads(shown.stdout)["exams"]] == ["HERB-7"]


@pytest.mark.parametrize("command", ["review", "exam", "result passed", "history undo", "settings set new_per_day=5"])
def test_nothing_is_written_to_a_log_that_two_exams_would_share(home: Path, command: str) -> None:
    deck = Path("decks", SECOND, "deck.yaml")
    deck.write_text(deck.read_text(encoding="utf-8").replace("herbalist", "tea-taster"), encoding="utf-8")
    result = run(*command.split(), "--exam", "tea-101", stdin="q\n")
    assert result.exit_code == 1, result.output
    assert "'second' and 'tea-101' have the same namespace 'tea-taster'" in result.stderr
    assert not list(Path("data").glob("*.db"))


def test_a_default_exam_that_is_not_there_is_said(home: Path) -> None:
    Path("decks/default-exam").write_text("tea-102\n", encoding="utf-8")
    result = run("guide", "show")
    assert result.exit_code == 2
    assert "second, tea-101, and the file 'default-exam' there names none of them; use --exam" in result.stderr


def test_the_week_has_whole_names_of_domains_and_weights_in_a_column(home: Path) -> None:
    """Every name ended in "…", also where there was room."""
    guide = Path("decks/tea-101/guide.yaml")
    text = guide.read_text(encoding="utf-8")
    guide.write_text(
        text.replace("weight: 30", "weight: 30.25").replace("weight: 50", "weight: 49.75"), encoding="utf-8"
    )
    studied("tea-101")
    rows = [line for line in run("today", "--exam", "tea-101").stdout.splitlines() if ", weight" in line]
    assert [row.rsplit("  ", 1)[1] for row in rows] == ["A Leaves", "B Water", "C Cups & saucers"]
    assert len({row.rindex("%") for row in rows}) == 1


# ── Today ──


def today(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("today", "--json", *arguments).stdout)
    return found


def study(code: str) -> None:
    assert run("--exam", code, "review", "--plain", "--limit", "1", stdin="\n3\n").exit_code == 0


def codes(found: dict[str, Any]) -> list[str]:
    return [exam["exam"] for exam in found["exams"]]


def test_an_exam_never_begun_takes_one_line_of_the_day(home: Path) -> None:
    Path("decks/default-exam").write_text("tea-101\n", encoding="utf-8")
    found = today()
    assert (codes(found), found["not_begun"]) == (["TEA-101"], [SECOND])
    assert found["next"]["command"] == "clfcards review"
    shown = run("today").stdout
    assert "Not begun      second (see 'clfcards --exam second')\n" in shown
    assert "Herbalist" not in shown


def test_the_exam_that_was_begun_is_shown_and_not_the_default_that_was_not(home: Path) -> None:
    """The command names its exam: without the name, it would take the default."""
    Path("decks/default-exam").write_text("tea-101\n", encoding="utf-8")
    study("herb-7")
    found = today()
    assert (codes(found), found["not_begun"]) == (["HERB-7"], ["tea-101"])
    assert found["next"]["command"] == "clfcards review --exam HERB-7"


def test_an_exam_that_was_only_opened_is_not_begun(home: Path) -> None:
    Path("decks/default-exam").write_text("tea-101\n", encoding="utf-8")
    study("tea-101")
    assert run("--exam", "herb-7", "review", "--plain", stdin="q\n").exit_code == 0
    assert Path("data/herbalist.db").exists()
    assert (codes(today()), today()["not_begun"]) == (["TEA-101"], [SECOND])


def test_the_day_has_all_exams_that_were_begun_the_default_first_and_one_next_command(home: Path) -> None:
    study("herb-7")
    study("tea-101")
    Path("decks/default-exam").write_text("tea-101\n", encoding="utf-8")
    found = today()
    assert (codes(found), found["not_begun"]) == (["TEA-101", "HERB-7"], [])
    assert found["next"]["command"] == "clfcards review --exam TEA-101"
    text = run("today").stdout
    assert text.index("Certified Tea Taster") < text.index("Certified Herbalist")
    assert text.count("Next: ") == 1
    new = sum(exam["new"] for exam in found["exams"])
    assert f"{new} new" in run("today", "--short").stdout
    assert run("today", "--short").stdout.rstrip().endswith("clfcards review --exam TEA-101")
    assert codes(today("--exam", "herb-7")) == ["HERB-7"]
    assert today("--exam", "herb-7")["next"]["command"] == "clfcards review --exam HERB-7"


def test_an_exam_that_was_chosen_is_shown_before_it_is_begun(home: Path) -> None:
    study("tea-101")
    run("use", "herb-7")
    assert codes(today()) == ["HERB-7", "TEA-101"]


def test_with_a_folder_of_one_exam_the_day_has_only_that_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study("tea-101")
    study("herb-7")
    monkeypatch.setenv("CLFCARDS_DATA", str(home / "data"))
    monkeypatch.chdir(home / "decks" / SECOND)
    assert codes(today()) == ["HERB-7"]


ENDINGS = ("stats", "history", "readiness", "show a-1-f0", "search hot", "history mistakes", "learn A.1 --read",
           "history exams", "optimize --dry-run")  # fmt: skip


@pytest.mark.parametrize("command", ENDINGS)
def test_a_report_ends_with_the_next_command_which_names_its_exam(home: Path, command: str) -> None:
    run("use", "tea-101")
    study("tea-101")
    assert run(*command.split()).stdout.count("Next: clfcards review (") == 1
    study("herb-7")
    assert run(*command.split()).stdout.count("Next: clfcards review --exam TEA-101 (") == 1
    named = run(*command.split(), "--exam", "herb-7").stdout
    assert named.count("Next: clfcards review --exam HERB-7 (") == 1
    assert " ".join(named.split()).rpartition("Next: ")[2].endswith(")"), named
