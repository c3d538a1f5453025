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
    titles = [line for line in text.splitlines() if line.startswith("## ")]
    assert titles == [
        "## The answer changed: learn these again: 2",
        "## Reworded: 2",
        "## Typos fixed: 1",
        "## Better explanations: 1",
        "## Only the source, date or tags changed: 1",
    ]
    assert "- Water: 2\n  - 70 degrees → 80 degrees\n  - hot → warm\n" in text


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
