"""`clfcards init`: from nothing to an exam that can be checked, built and practiced."""

import json
from pathlib import Path

import pytest

from clfcards.decks.load import load
from clfcards.exchange.new_exam import NewDomain, domain_of, pass_rule_of
from clfcards.model.pass_rule import PassRule, PercentPass, RawPass, ScaledPass
from tests.command import run

FLAGS = (
    "--name", "Tea: Master #2", "--vendor", "Tea Board", "--guide", "https://example.org/tea",
    "--domain", "62.5 Leaves", "--domain", "37.5 Water & cups", "--scored", "40", "--minutes", "60",
)  # fmt: skip


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLFCARDS_DATA", str(tmp_path / "data"))
    return tmp_path


@pytest.mark.parametrize(
    ("mark", "rule"),
    [
        ("29", RawPass(29)),
        ("72%", PercentPass(72)),
        ("72.5 %", PercentPass(72.5)),
        ("700 of 100-1000", ScaledPass(100, 1000, 700)),
    ],
)
def test_check_and_build_pass_at_once_whatever_passes_the_exam(mark: str, rule: PassRule) -> None:
    result = run("init", "TEA-201", *FLAGS, "--pass", mark)
    assert result.exit_code == 0, result.output
    folder = Path("decks/tea-201")
    guide = load(folder).guide
    assert guide is not None
    assert guide.pass_rule == rule
    assert (guide.exam.name, [domain.weight for domain in guide.domains]) == ("Tea: Master #2", [62.5, 37.5])
    checked = run("check", "--strict")
    assert (checked.exit_code, checked.stdout) == (0, "1 fact and 1 question, no problems\n")
    assert run("build", "--all").exit_code in (0, 1)
    assert run("build").exit_code == 0
    assert run("new", "fact", "--task", "1.1", "--no-edit").exit_code == 0


@pytest.mark.parametrize("language", ["ja", "ar", "de", "pt-BR"])
def test_other_languages(language: str) -> None:
    assert run("init", "TEA-201", *FLAGS, "--pass", "29", "--language", language).exit_code == 0
    assert run("check", "--strict").exit_code == 0
    assert run("build").exit_code == 0


def test_the_comments_say_what_to_do_next() -> None:
    result = run("init", "TEA-201", *FLAGS, "--pass", "29")
    assert "next: edit guide.yaml, then run 'clfcards check --exam tea-201'" in result.stderr
    texts = "".join(path.read_text(encoding="utf-8") for path in Path("decks/tea-201").rglob("*.yaml"))
    for part in ("# When the guide changes", "# Every field is described in docs/fields.md", "Never change it"):
        assert part in texts


def test_a_second_exam_stands_beside_the_first() -> None:
    assert run("init", "TEA-201", *FLAGS, "--pass", "29").exit_code == 0
    assert run("init", "TEA-202", *FLAGS, "--pass", "29").exit_code == 0
    for exam in ("tea-201", "tea-202"):
        assert run("--exam", exam, "check", "--strict").exit_code == 0


def test_a_folder_that_is_there_is_refused() -> None:
    assert run("init", "TEA-201", *FLAGS, "--pass", "29").exit_code == 0
    before = {path: path.read_bytes() for path in Path("decks").rglob("*.yaml")}
    result = run("init", "tea-201", *FLAGS, "--pass", "30")
    assert result.exit_code == 2
    assert "'decks/tea-201' is already there" in result.stderr
    assert {path: path.read_bytes() for path in Path("decks").rglob("*.yaml")} == before


@pytest.mark.parametrize("namespace", ["tea-201", "aws-cloud-practitioner"])
def test_a_namespace_in_use_is_refused_also_that_of_the_shipped_decks(namespace: str) -> None:
    assert run("init", "TEA-201", *FLAGS, "--pass", "29").exit_code == 0
    result = run("init", "TEA-202", *FLAGS, "--pass", "29", "--namespace", namespace)
    assert result.exit_code == 2
    assert f"the namespace '{namespace}' is that of" in result.stderr
    assert not Path("decks/tea-202").exists()


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--domain", "60 Leaves", "--pass", "29"), "the weights of the domains sum to 160, not 100"),
        (("--pass", "41"), "41 right answers are needed to pass, but only 40 questions are scored"),
        (("--pass", "half"), "'half' is not a pass mark: write a number of right answers (29)"),
        (("--pass", "50 of 100-1000"), "the passing score 50 is not between 100 and 1000"),
        (("--pass", "29", "--guide", "example"), "'example' is not a web address"),
        (("--pass", "29", "--language", "English please"), "is not a valid language tag"),
        (("--pass", "29", "--namespace", "Tea 2"), "'Tea 2' is not a valid namespace"),
        (("--pass", "29", "--domain", "Leaves"), "'Leaves' is not a domain"),
    ],
)
def test_what_is_not_valid_is_one_sentence_and_leaves_nothing(flags: tuple[str, ...], message: str) -> None:
    result = run("init", "TEA-201", *FLAGS, *flags)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not Path("decks").exists()


def test_without_a_terminal_everything_that_is_missing_is_named() -> None:
    result = run("init", "TEA-201", "--name", "Tea")
    assert result.exit_code == 2
    assert result.stderr.rstrip().endswith("--vendor, --guide, --domain, --scored, --minutes, --pass")


_GIVEN = ["TEA-201", "Tea Master", "Tea Board", "www", "https://example.org/tea", "60 Leaves", "50 Water", "40 Water"]
ANSWERS = "\n".join([*_GIVEN, "40", "", "60", "half", "29", "", ""])


def test_a_dialogue_asks_again_until_an_answer_is_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clfcards.cli.init.is_terminal", lambda stream: True)
    result = run("init", stdin=ANSWERS)
    assert result.exit_code == 0, result.output
    assert "'www' is not a web address" in result.stderr
    assert "50% is not possible: 40% are left" in result.stderr
    assert "'half' is not a pass mark" in result.stderr
    assert run("check", "--strict").exit_code == 0


@pytest.mark.parametrize("answers", range(13))
def test_ctrl_c_anywhere_in_the_dialogue_leaves_nothing(answers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of the input, like Ctrl-C, aborts a prompt."""
    monkeypatch.setattr("clfcards.cli.init.is_terminal", lambda stream: True)
    result = run("init", stdin="".join(f"{line}\n" for line in ANSWERS.split("\n")[:answers]))
    assert result.exit_code == 1
    assert list(Path().iterdir()) == []


def test_ctrl_c_while_it_writes_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", interrupted)
    assert run("init", "TEA-201", *FLAGS, "--pass", "29").exit_code == 1
    assert list(Path().iterdir()) == []


def test_the_document_names_the_folder_and_its_files() -> None:
    found = json.loads(run("init", "TEA-201", *FLAGS, "--pass", "29", "--json").stdout)
    assert found["folder"] == "decks/tea-201"
    assert found["files"] == ["deck.yaml", "facts/1.1-start.yaml", "guide.yaml", "questions/1.1-start.yaml"]


@pytest.mark.parametrize(
    "text",
    [
        "24 Cloud Concepts",
        "24% Cloud Concepts",
        "24%: Cloud Concepts",
        "Cloud Concepts: 24",
        "Cloud Concepts, 24%",
    ],
)
def test_spellings_of_a_domain(text: str) -> None:
    assert domain_of(text) == NewDomain("Cloud Concepts", 24)


def test_a_pass_mark_keeps_its_unit() -> None:
    assert pass_rule_of(" 65 ") == RawPass(65)
    assert pass_rule_of("65%") == PercentPass(65)
    assert pass_rule_of("700 of 100 to 1000") == ScaledPass(100, 1000, 700)


@pytest.mark.parametrize("name", [" ", "a\nb"])
def test_a_name_of_nothing_or_of_two_lines_is_quoted(name: str) -> None:
    result = run("init", "TEA-201", *FLAGS, "--pass", "29", "--name", name)
    assert result.exit_code == 2
    assert f"{name!r} is not a name: write a text on one line" in result.stderr
