"""The three output formats of `coverage`."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.command import run
from tests.small_exam import fact, facts_file, question, questions_file, write_exam


@pytest.fixture(autouse=True)
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = {
        "facts/a.yaml": facts_file("A.1", *(fact(f"f{i}", topics="[green-tea]") for i in range(6))),
        "questions/c.yaml": questions_file("C.1", question("q", pool="exam")),
    }
    write_exam(tmp_path / "decks", files)


def test_the_heat_map_has_a_mark_for_each_topic() -> None:
    lines = run("coverage").output.splitlines()
    assert next(line for line in lines if "Tell leaves apart" in line).endswith("▓·")
    assert "Exam forms by number of questions: 0" in lines


def test_json_has_the_same_numbers() -> None:
    document = json.loads(run("coverage", "--json").output)
    assert document["domains"][0]["tasks"][0]["topics"][0] == {
        "id": "green-tea", "facts": 6, "study": 0, "exam": 0, "easy": 0, "medium": 0, "hard": 0,
    }  # fmt: skip
    assert document["domains"][2]["exam"] == 1


def test_the_page_needs_no_other_file_and_escapes_names() -> None:
    assert run("coverage", "--html", "out/coverage.html").exit_code == 0
    page = Path("out/coverage.html").read_text(encoding="utf-8")
    assert "Cups &amp; saucers" in page
    assert "@" not in page.replace("@media", "")
    links = _Links()
    links.feed(page)
    assert links.found == []


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("src", "href")]
