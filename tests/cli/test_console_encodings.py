"""Consoles that are not UTF-8, as on Windows: nothing crashes, and what is printed can be read.

`PYTHONIOENCODING` stands for the code page of a console, so these tests run on every system. Every command runs in
this process, on streams with the encoding; that a start of the program has such streams is tried with some of them.
"""

import gc
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from clfcards import cli
from clfcards.system.lookalikes import lookalike
from tests.small_exam import DECK, GUIDE, fact, facts_file, full_exam, question, questions_file

ENCODINGS = ("cp1252", "cp437", "cp932", "koi8-r")  # not ASCII: click takes that for a mistake, and writes UTF-8
BAD = "task: A.1\nfacts:\n  - id: ‘leaf’ → 茶\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    exam = full_exam(tmp_path / "decks")
    (exam / "guide.yaml").write_text(GUIDE.replace("title: Water", "title: Wasser – heiß → 水"), encoding="utf-8")
    (exam / "deck.yaml").write_text(DECK, encoding="utf-8")
    facts = facts_file("A.1", fact("tea", front="What is “茶” → in English…?", back="tea – not ≤ √2", priority="1"))
    (exam / "facts" / "A.1-a.yaml").write_text(facts, encoding="utf-8")
    for task in ("A.1", "A.2", "B.1", "C.1"):
        asked = questions_file(task, *(question(f"q-{task.lower().replace('.', '')}-{n}", "exam") for n in range(12)))
        (exam / "questions").mkdir(exist_ok=True)
        (exam / "questions" / f"{task}.yaml").write_text(asked, encoding="utf-8")
    return tmp_path


def printed(home: Path, encoding: str, *words: str, typed: str = "") -> tuple[int, str, str]:
    """The exit code, standard output and standard error of a command on a console with this encoding."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "CLFCARDS_DATA": str(home / "data")}
    done = subprocess.run(
        [sys.executable, "-m", "clfcards", *words],
        input=typed.encode(encoding), capture_output=True, cwd=home, env=environment, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding)


COMMANDS = (
    (("build",), ""),
    (("coverage",), ""),
    (("guide", "show"), ""),
    (("preview",), ""),
    (("review", "--limit", "2"), "\n3\n\n3\n"),
    (("exam", "--seed", "1"), "a\nl\n?\nsubmit\ny\nn\n"),
    (("stats",), ""),
    (("history",), ""),
    (("readiness",), ""),
    (("doctor",), ""),
    (("check", "--explain", "length"), ""),
)


@pytest.fixture
def settings_of_the_collector() -> Iterator[None]:
    """They are as before after the program ran in this process: it sets when garbage is collected."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def printed_here(home: Path, encoding: str, words: tuple[str, ...], typed: str) -> tuple[int, str, str]:
    """What `printed` returns, of a command that runs in this process; its streams are files with the encoding."""
    files = [home / name for name in ("input", "output", "errors")]
    files[0].write_bytes(typed.encode(encoding))
    with (
        files[0].open(encoding=encoding) as stdin,
        files[1].open("w", encoding=encoding) as stdout,
        files[2].open("w", encoding=encoding, errors="backslashreplace") as stderr,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in {"argv": ["clfcards", *words], "stdin": stdin, "stdout": stdout, "stderr": stderr}.items():
            patch.setattr(sys, name, value)
        with pytest.raises(SystemExit) as ended:
            cli.main()
    code = ended.value.code or 0
    assert isinstance(code, int)
    return code, files[1].read_bytes().decode(encoding), files[2].read_bytes().decode(encoding)


@pytest.mark.usefixtures("settings_of_the_collector")
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_command_works(home: Path, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    monkeypatch.setenv("CLFCARDS_DATA", str(home / "data"))
    for words, typed in COMMANDS:
        code, output, errors = printed_here(home, encoding, words, typed)
        assert (code, bool(output), errors.startswith("clfcards:")) == (0, True, False), (words, errors)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_table_has_rules_instead_of_question_marks(home: Path, encoding: str) -> None:
    code, output, _ = printed(home, encoding, "build")
    assert code == 0
    assert re.search("^(-+|─+)\r?$", output, re.MULTILINE)
    assert output.count("?") <= 2  # the German and the Chinese letter of a title


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_problem_with_foreign_letters_is_reported(home: Path, encoding: str) -> None:
    (home / "decks" / "tea-101" / "facts" / "bad.yaml").write_text(BAD, encoding="utf-8")
    code, output, errors = printed(home, encoding, "check")
    assert code == 1
    assert "bad.yaml:3:" in output
    assert "Traceback" not in errors


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_error_with_foreign_letters_is_one_sentence(home: Path, encoding: str) -> None:
    code, _, errors = printed(home, encoding, "--decks", "茶→", "check")
    assert code == 2
    assert "is not a folder" in errors
    assert "Traceback" not in errors


def test_similar_characters_are_chosen_and_others_are_question_marks() -> None:
    text = "“a” → b…茶"
    assert lookalike(UnicodeEncodeError("ascii", text, 0, len(text), "")) == ('"a" -> b...?', len(text))


def test_what_cannot_be_read_is_still_an_error() -> None:
    with pytest.raises(UnicodeDecodeError):
        lookalike(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"))
