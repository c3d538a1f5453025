"""What a learner reads about the differences between two releases."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.command import run
from tests.small_exam import cloze, fact, facts_file, question, questions_file, write_exam

OTHERS = [fact(f"a{i}", front=f"Which leaf has number {i * 11}?") for i in range(10)]
FILES = {
    "facts/a.yaml": facts_file("A.1", *OTHERS),
    "facts/b.yaml": facts_file(
        "B.1",
        fact("answer", front="How warm is it?", back="70 degrees", priority="1"),
        fact("typo", front="Whihc pot boils?", priority="1"),
        fact("reworded", front="What boils?", priority="1"),
        fact("why", front="Why boil?", priority="1"),
        fact("source", front="Where from?", priority="1"),
        cloze("blank", "Tea is {{hot}}.", priority="1"),
    ),
    "questions/c.yaml": questions_file("C.1", *(question(f"q{i}", priority="1") for i in range(4))),
}
EDITS = {
    "facts/b.yaml": [
        ("70 degrees", "80 degrees"),
        ("Whihc", "Which"),
        ("What boils?", "What is it that boils the water?"),
        ("Because why is so.", "Because it is so."),
        ("Tea is {{hot}}.", "Tea is {{warm}}."),
    ],
    "questions/c.yaml": [("jug q1 0", "can q1 0")],
}
SEVERITIES = {
    "answer": "answer changed", "blank": "answer changed", "typo": "typo", "reworded": "reworded",
    "why": "explanation", "source": "details", "q1": "reworded",
}  # fmt: skip


@pytest.fixture
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with one commit and a package built from it, followed by edits."""
    monkeypatch.chdir(tmp_path)
    folder = write_exam(tmp_path / "decks", FILES)
    result = run("build")
    assert result.exit_code == 0, result.output
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for arguments in (("init", "-q"), ("add", "decks"), (*identity, "commit", "-qm", "first")):
        subprocess.run(["git", *arguments], check=True)
    for name, edits in EDITS.items():
        text = (folder / name).read_text(encoding="utf-8")
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "facts" / "b.yaml"
    head, entry, rest = path.read_text(encoding="utf-8").partition("  - id: source\n")
    path.write_text(head + entry + rest.replace("2026-01-15", "2026-02-01", 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize("since", ["HEAD", "build/tea-101.apkg"])
def test_changes_have_their_severity(exam: Path, since: str) -> None:
    found = json.loads(run("whatsnew", since, "--json").output)
    assert {change["id"]: change["severity"] for change in found["changed"]} == SEVERITIES
    assert found["added"] == found["gone"] == []


def test_markdown_lists_the_most_important_changes_first(exam: Path) -> None:
    text = run("whatsnew", "HEAD").output
    titles = [line for line in text.splitlines() if line.startswith("##")]
    assert titles == [
        "## tea-101.apkg",
        "### The answer changed: learn these again: 2",
        "### Asked in other words: 2",
        "### Typos fixed: 1",
        "### Better explanations: 1",
        "### Only details changed: 1",
    ]
    assert "- Water: 2\n  - 70 degrees → 80 degrees\n  - hot → warm\n" in text
    assert "```\ntag:tea-101::* (Id:answer OR Id:blank)\n```" in text


def test_a_question_with_another_option_shows_the_option(exam: Path) -> None:
    """What it asks is the same before and after, so it would say nothing."""
    found = json.loads(run("whatsnew", "HEAD", "--json").output)
    (change,) = (change for change in found["changed"] if change["id"] == "q1")
    assert (change["before"], change["after"]) == ("jug q1 0", "can q1 0")


@pytest.mark.parametrize(
    ("before", "after", "severity", "texts"),
    [
        ("{{1:Oolong}} is {{2:blue}}.", "{{1:Oolong}} is blue.", "reworded", ("[…] is […].", "[…] is blue.")),
        ("{{Oolong}} is blue.", "{{Oolong}} is {{blue}}.", "reworded", ("[…] is blue.", "[…] is […].")),
        ("{{Oolong}} is blue.", "{{Assam}} is blue.", "answer changed", ("Oolong", "Assam")),
        (
            "{{1:Oolong}} is {{2:blue}}.",
            "{{1:Oolong}} is {{2:red}}.",
            "answer changed",
            ("Oolong; blue", "Oolong; red"),
        ),
        ("{{Oolong}} is blue.", "{{Oolong}} is azure.", "reworded", ("[…] is blue.", "[…] is azure.")),
    ],
)
def test_a_cloze_has_another_answer_only_if_it_says_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str, severity: str, texts: tuple[str, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_exam(tmp_path / "decks", {**FILES, "facts/b2.yaml": facts_file("B.1", cloze("c", before, priority="1"))})
    assert run("build").exit_code == 0
    write_exam(tmp_path / "decks", {**FILES, "facts/b2.yaml": facts_file("B.1", cloze("c", after, priority="1"))})
    (change,) = json.loads(run("whatsnew", "build/tea-101.apkg", "--json").output)["changed"]
    assert (change["id"], change["severity"], change["before"], change["after"]) == ("c", severity, *texts)


def test_a_build_writes_what_whatsnew_prints(exam: Path) -> None:
    assert run("build", "--since", "HEAD").exit_code == 0
    assert Path("build/whatsnew.md").read_text(encoding="utf-8") == run("whatsnew", "HEAD").output


def test_any_release_is_compared_with_any_other(exam: Path) -> None:
    Path("one.apkg").write_bytes(Path("build/tea-101.apkg").read_bytes())
    run("build")
    Path("two.apkg").write_bytes(Path("build/tea-101.apkg").read_bytes())
    (exam / "facts" / "b.yaml").write_text(FILES["facts/b.yaml"], encoding="utf-8")
    for since, until in (("one.apkg", "two.apkg"), ("HEAD", "two.apkg")):
        found = json.loads(run("whatsnew", since, until, "--json").output)
        assert {change["id"]: change["severity"] for change in found["changed"]} == SEVERITIES
    back = json.loads(run("whatsnew", "two.apkg", "HEAD", "--json").output)["changed"]
    assert {change["before"]: change["after"] for change in back if change["id"] == "answer"} == {
        "80 degrees": "70 degrees"
    }
    assert run("whatsnew", "HEAD", "one.apkg").output.endswith("Nothing changed.\n")


def test_a_smaller_deck_has_its_own_news(exam: Path) -> None:
    """In the deck of ten cards, B has three."""
    assert run("build", "--size", "10", "--since", "HEAD").exit_code == 0
    text = Path("build/whatsnew-10.md").read_text(encoding="utf-8")
    assert "## tea-101-10.apkg" in text
    assert text == run("whatsnew", "HEAD", "--size", "10").output
    found = json.loads(run("whatsnew", "HEAD", "--size", "10", "--json").output)
    assert {change["id"] for change in found["changed"]} < set(SEVERITIES)


@pytest.mark.parametrize("since", ["HEAD", "one.apkg"])
@pytest.mark.parametrize("size", [(), ("--size", "10")], ids=["full", "small"])
def test_subdecks_that_were_joined_on_the_day_of_the_release_before_are_told(
    exam: Path, since: str, size: tuple[str, ...]
) -> None:
    joined = (exam / "deck.yaml").read_text(encoding="utf-8")
    (exam / "deck.yaml").write_text(joined + "subdecks: true\n", encoding="utf-8")
    assert run("build", *size).exit_code == 0
    Path("one.apkg").write_bytes(next(Path("build").glob("tea-101-10.apkg" if size else "tea-101.apkg")).read_bytes())
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, "commit", "-qam", "with subdecks"], check=True)
    (exam / "deck.yaml").write_text(joined, encoding="utf-8")
    assert run("build").exit_code == 0
    news = run("whatsnew", since, *size).output
    assert "The package has one deck now" in news
    assert 'deck:"Tea Taster::*"' in news


def test_a_deck_that_was_renamed_before_the_release_is_not_told_again(exam: Path) -> None:
    settings = (exam / "deck.yaml").read_text(encoding="utf-8")
    (exam / "deck.yaml").write_text(settings.replace("deck: Tea Taster,", "deck: Tea Master,"), encoding="utf-8")
    assert run("build").exit_code == 0
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    assert "Tea Taster → Tea Master" in run("whatsnew", "HEAD").output
    subprocess.run(["git", *identity, "commit", "-qam", "another name"], check=True)
    assert "Tea Taster → Tea Master" not in run("whatsnew", "HEAD").output


def test_an_update_is_no_release(exam: Path) -> None:
    assert run("build", "--since", "HEAD").exit_code == 0
    result = run("whatsnew", "build/tea-101-update.apkg")
    assert result.exit_code == 2
    assert "holds corrections only" in result.output


def test_added_and_removed_notes_are_listed_by_their_question(exam: Path) -> None:
    path = exam / "facts" / "b.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: typo", "id: fresh"), encoding="utf-8")
    found = json.loads(run("whatsnew", "HEAD", "--json").output)
    assert found["added"] == [{"id": "fresh", "domain": "B", "asks": "Which pot boils?"}]
    assert found["gone"] == [{"id": "typo", "domain": "B", "asks": "Whihc pot boils?"}]


def test_the_page_escapes_what_authors_write(exam: Path) -> None:
    path = exam / "facts" / "b.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("80 degrees", '"<b>80</b> & more"'), encoding="utf-8")
    assert run("whatsnew", "HEAD", "--html", "news.html").exit_code == 0
    page = Path("news.html").read_text(encoding="utf-8")
    assert "<ins>&lt;b&gt;80&lt;/b&gt; &amp; more</ins>" in page


def test_nothing_changed(exam: Path) -> None:
    run("build")
    assert run("whatsnew", "build/tea-101.apkg").output.endswith("Nothing changed.\n")


def test_a_note_with_a_picture_is_unchanged_until_the_picture_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package has the picture under a name with a hash of its content, so every such note used to be listed."""
    monkeypatch.chdir(tmp_path)
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 48"><rect width="64" height="48"/></svg>'
    files = {
        **FILES,
        "facts/a.yaml": facts_file("A.1", fact("leaf", back='"Sencha ![a leaf](leaf.svg)"', priority="1"), *OTHERS),
        "media/leaf.svg": picture,
    }
    folder = write_exam(tmp_path / "decks", files)
    assert run("build").exit_code == 0
    assert run("whatsnew", "build/tea-101.apkg").output.endswith("Nothing changed.\n")
    (folder / "media" / "leaf.svg").write_text(picture.replace("64", "65"), encoding="utf-8")
    found = json.loads(run("whatsnew", "build/tea-101.apkg", "--json").output)
    assert [change["id"] for change in found["changed"]] == ["leaf"]


@pytest.mark.parametrize("since", ["no-such-revision", "--", "decks/tea-101/guide.yaml"])
def test_neither_a_revision_nor_a_package(exam: Path, since: str) -> None:
    result = run("whatsnew", since)
    assert result.exit_code == 2


def test_a_truncated_package(exam: Path) -> None:
    data = Path("build/tea-101.apkg").read_bytes()
    for length in (0, 10, len(data) // 2):
        Path("cut.apkg").write_bytes(data[:length])
        result = run("whatsnew", "cut.apkg")
        assert result.exit_code == 2
        assert "is not a valid Anki package, or is damaged" in result.output
