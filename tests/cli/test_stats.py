"""`clfcards stats`, in its three forms."""

import json
from pathlib import Path

from tests.command import run
from tests.small_exam import full_exam


def stats(folder: Path, *options: str) -> str:
    full_exam(folder / "decks")
    data = ("--decks", str(folder / "decks"), "--data", str(folder / "data"))
    run("review", *data, "--limit", "2", stdin="\n4\n\n1\n")
    result = run("stats", *data, *options)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_terminal_shows_every_section_in_80_columns(tmp_path: Path) -> None:
    output = stats(tmp_path)
    for title in ("Retention", "Due", "Reviews a day", "Recall by day", "Domains", "Tasks", "Leeches"):
        assert f"\n{title}\n" in f"\n{output}"
    assert max(map(len, output.splitlines())) <= 80


def test_json_is_one_document(tmp_path: Path) -> None:
    document = json.loads(stats(tmp_path, "--json"))
    assert [day["answers"] for day in document["days"]] == [2]
    assert document["days"][0]["recall"] == 0.5
    assert sum(domain["seen"] for domain in document["domains"]) == 2


def test_the_page_loads_nothing(tmp_path: Path) -> None:
    stats(tmp_path, "--html", str(tmp_path / "stats.html"))
    page = (tmp_path / "stats.html").read_text(encoding="utf-8")
    assert "Cups &amp; saucers" in page
    assert "width=device-width" in page
    assert not any(word in page for word in ("http", "<script", "url(", "@import", "<link"))
