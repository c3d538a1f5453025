"""Names, keys, tags and texts from files, as `check` and `build` print them: nothing in them is obeyed.

In a pull request they come from a stranger, and the terminal of a maintainer and a CI system would obey them.
"""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.command import run
from tests.small_exam import fact, facts_file, full_exam

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
HOSTILE = {
    "an unknown key": facts_file("A.1", fact("one") + '    "ev\\e]0;PWN\\a": 1\n'),
    "a key with a line break": facts_file("A.1", fact("one") + '    "x\\n::stop-commands::tok": 1\n'),
    "a key with a carriage return": facts_file("A.1", fact("one") + '    "x\\r##[add-mask]e": 1\n'),
    "a key that turns text": facts_file("A.1", fact("one") + '    "\\u202Eyek": 1\n'),
    "a key of C1 controls": facts_file("A.1", fact("one") + '    "\\x9B31m": 1\n'),
    "a key twice": facts_file("A.1", fact("one") + '    "\\e[8m": 1\n    "\\e[8m": 2\n'),
    "a tag": facts_file("A.1", fact("one", back="!<x%1b]0;TAG%07> hot")),
    "a tag with a command": facts_file("A.1", fact("one", back="!<x%0A::set-env%20name=A::b> hot")),
    "a number": facts_file("A.1", fact("one", priority='"1\\e"')),
    "a date": facts_file("A.1", fact("one", verified='"2026\\x85\\e[2J"')),
    "a task": 'task: "A.1\\n::error::"\nfacts:\n' + fact("one"),
    "an id": facts_file("A.1", fact('"one\\u2067"')),
    "an address": facts_file("A.1", fact("one", source='"https://x.org/\\e[2J"')),
    "a line that begins like a command": facts_file("A.1", fact("one") + "    ::stop-commands::x: 1\n"),
    "a line with a command of the older kind": facts_file("A.1", fact("one") + "    x##[add-mask]a: 1\n"),
    "a line that turns text": facts_file("A.1", fact("one", back="hot \u202etoh") + "    unknown: 1\n"),
    "an isolate in a text": facts_file("A.1", fact("one", back='"\\u2066hot"')),
}


@pytest.fixture
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return full_exam(tmp_path / "decks")


def assert_harmless(output: str) -> None:
    assert not CONTROLS.search(output)
    assert not [line for line in output.splitlines() if line.strip().startswith("::") or "##[" in line]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_text_from_a_file_is_shown_and_not_obeyed(exam: Path, text: str) -> None:
    (exam / "facts/A.1-y.yaml").write_text(text, encoding="utf-8")
    for arguments in (["check"], ["build"]):
        result = run(*arguments)
        assert result.exit_code == 1
        assert "facts/A.1-y.yaml:" in result.output
        assert_harmless(result.output)
    problems = json.loads(run("check", "--json").stdout)["problems"]
    annotations = run("check", "--format", "github").stdout
    assert not CONTROLS.search(annotations)
    assert [re.match("::(error|warning) file=", line) is not None for line in annotations.splitlines()] == [True] * len(
        problems
    )


@pytest.mark.posix
@pytest.mark.parametrize(
    "name", ["\x1b]0;PWN\x07", "a\n::stop-commands::b", "\x9b2J", "\u202elmay", "a,line=7::x", "50%"]
)
def test_a_file_name_is_shown_and_not_obeyed(exam: Path, name: str) -> None:
    (exam / f"facts/{name}.yaml").write_text(facts_file("A.9", fact("one")), encoding="utf-8")
    (exam / f"media/{name}.svg").parent.mkdir()
    (exam / f"media/{name}.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (exam / f"{name}.d").mkdir()
    for result in (run("check"), run("build")):
        assert result.exit_code == 1
        assert_harmless(result.output)
    for line in run("check", "--format", "github").stdout.splitlines():
        assert re.fullmatch(r"::(error|warning) file=[^,:]*,line=\d+,col=\d+,title=[a-z-]+::[^\x00-\x1f]*", line)
    results = json.loads(run("check", "--format", "sarif").stdout)["runs"][0]["results"]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]
    assert all(re.fullmatch(r"[A-Za-z0-9/._~%-]+", place) for place in places)
    assert any(unquote(place).startswith("decks/tea-101/facts/") for place in places)


def test_json_stays_json_and_has_no_command(exam: Path) -> None:
    text = facts_file("A.1", fact("one") + '    "##[error]x##vso[a]###": 1\n')
    (exam / "facts/A.1-y.yaml").write_text(text, encoding="utf-8")
    result = run("check", "--json")
    assert "##" not in result.stdout
    assert "'##[error]x##vso[a]###'" in json.loads(result.stdout)["problems"][0]["message"]
