"""Adding a field takes only the two lines that CONTRIBUTING describes, and the field then works everywhere.

The two lines are added to a copy of the program, which another Python process runs.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.small_exam import GUIDE, fact, facts_file, question, questions_file, write_exam

ROOT = Path(__file__).resolve().parents[1]
LINES = {
    "source/item_fields.py": (
        '        Field("why", Prose(), "The reason for the answer, in a sentence or two.", required=True),\n',
        '        Field("mnemonic", Text(), "What helps to remember it."),\n',
    ),
    "model/bank.py": ("    cloze: str = \"\"\n", "    mnemonic: str = \"\"\n"),
}  # fmt: skip
SCRIPT = """
import json, sys
from pathlib import Path
from clfcards.decks.load import load_cached
from clfcards.decks.study import study_deck
from clfcards.rules.texts import texts
from clfcards.source.schema import json_schema
from clfcards.use_cases.check import problems_of

folder, cache = Path(sys.argv[1]), Path(sys.argv[2])
reads = [load_cached(folder, cache) for _ in range(2)] + [study_deck(folder, cache) for _ in range(2)]
facts = [read.bank.facts[0] if hasattr(read, "bank") else read.notes["green"] for read in reads]
print(json.dumps({
    "read": [fact.mnemonic for fact in facts],
    "texts": [text for path, text in texts(facts[0]) if path == ("mnemonic",)],
    "problems": [str(problem) for problem in problems_of(reads[0])],
    "schema": json_schema("facts")["properties"]["facts"]["items"]["properties"]["mnemonic"]["description"],
}))
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a copy of the program in which facts have a `mnemonic`."""
    folder = tmp_path_factory.mktemp("program")
    ignored = shutil.ignore_patterns("__pycache__", "packaged_decks")
    shutil.copytree(ROOT / "src" / "clfcards", folder / "clfcards", ignore=ignored)
    for name, (before, line) in LINES.items():
        path = folder / "clfcards" / name
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, name
        path.write_text(text.replace(before, line + before), encoding="utf-8")
    return folder


def python(program: Path, *arguments: str | Path) -> str:
    result = subprocess.run(
        [sys.executable, *arguments], env=os.environ | {"PYTHONPATH": str(program)}, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def exam(folder: Path, mnemonic: str) -> Path:
    files = {
        "facts/A.1-x.yaml": facts_file("A.1", fact("green", mnemonic=mnemonic), fact("black")),
        "questions/A.1-x.yaml": questions_file("A.1", question("q-green")),
    }
    return write_exam(folder / "decks", files)


def results_for(program: Path, folder: Path, mnemonic: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(python(program, "-c", SCRIPT, exam(folder, mnemonic), folder / "cache"))
    return found


def test_the_new_field_is_read_every_time_and_documented_for_editors(program: Path, tmp_path: Path) -> None:
    found = results_for(program, tmp_path, "Green is the sea.")
    assert found["read"] == ["Green is the sea."] * 4
    assert found["texts"] == ["Green is the sea."]
    assert found["schema"] == "What helps to remember it."


def test_the_rules_for_texts_check_the_new_field(program: Path, tmp_path: Path) -> None:
    found = results_for(program, tmp_path, '"(write here)"')
    assert [problem for problem in found["problems"] if "[unwritten]" in problem and ":9:" in problem]


def test_a_new_guide_renames_services_in_the_new_field(program: Path, tmp_path: Path) -> None:
    folder = exam(tmp_path, "The Brown Jug is green.")
    rename = "{service: tea-pot, old: Brown Jug, new: Tea Pot, by: 2026-02-01, source: syllabus}"
    new = tmp_path / "new.yaml"
    new.write_text(GUIDE.replace("TEA-101", "TEA-102").replace("renames:\n", f"renames:\n  - {rename}\n"))
    python(program, "-m", "clfcards", "--decks", folder.parent, "guide", "apply", new, "--yes")
    assert "mnemonic: The Tea Pot (formerly Brown Jug) is green." in (folder / "facts/A.1-x.yaml").read_text()
