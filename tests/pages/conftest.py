"""Every kind of page, made once by its own command."""

from collections.abc import Callable
from pathlib import Path

import pytest

from clfcards.pages.preview import waiting_page
from tests.command import run
from tests.exams.copied import copied_exam
from tests.small_exam import DECK, cloze, fact, facts_file, question, questions_file, write_exam

TASKS = ("A.1", "A.2", "B.1", "C.1")
REPORT_URL = "report_url: https://example.org/report/{id}?version={version}\n"
LONG = "https://example.org/" + "a-very-long-address/" * 12


def _evil(id_: str, tests: str) -> str:
    """A question with Markdown, HTML and a long word in it."""
    text = question(id_, "exam", tests=f"[{tests}]", source=LONG)
    text = text.replace(f"cup {id_} 0", '"`cup` <b>0</b>"')
    return text.replace("It is no cup.", '"No **cup** & no <i>."')


def _tea(folder: Path) -> None:
    """The exam with hostile questions, and the package of an earlier version of it."""
    files = {}
    for task in TASKS:
        slug = task.lower().replace(".", "")
        items = [_evil(f"q-{slug}-{n}", f"f-{slug}") for n in range(13)]
        files[f"questions/{task}-x.yaml"] = questions_file(task, *items)
        files[f"facts/{task}-x.yaml"] = facts_file(
            task,
            fact(f"f-{slug}", front=f"'What is <u>green</u> tea? ({slug})'"),
            cloze(f"c-{slug}", f"Tea {slug} is {{{{hot}}}}."),
        )
    earlier = {
        name: text.replace("green", "a green").replace(" is {{hot}}", " was {{hot}}") for name, text in files.items()
    }
    write_exam(folder / "earlier" / "decks", earlier)
    _run("--decks", str(folder / "earlier" / "decks"), "build", "--out", str(folder / "earlier"))
    write_exam(folder / "decks", files, deck=DECK + REPORT_URL)


def _run(*arguments: str, stdin: str = "") -> None:
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Makes the page with this name by running its command. Names with "arabic-" are those of the Arabic exam."""
    folder = tmp_path_factory.mktemp("pages")
    _tea(folder)
    copied_exam(folder / "arabic" / "decks", "sahab-101")

    def make(name: str) -> Path:
        path = folder / f"{name}.html"
        if path.exists():
            return path
        language, _, kind = name.rpartition("-")
        where = folder / language
        options = ("--decks", str(where / "decks"), "--data", str(where / "data"))
        commands = {
            "coverage": ("coverage", "--html", str(path)),
            "preview": ("preview", "--out", str(path)),
            "report": ("exam", "--seed", "3", "--html", str(path)),
            "stats": ("stats", "--html", str(path)),
            "news": ("whatsnew", str(folder / "earlier" / "tea-101.apkg"), "--html", str(path)),
            "booklet": ("bank", "export", "--as", "print", str(path)),
        }
        if kind == "waiting":
            problems = ["'guide.yaml' is <broken>", f"{LONG}: no such file"]
            path.write_text(waiting_page(problems, version="v"), encoding="utf-8")
        else:
            run("review", *options, "--limit", "2", stdin="\n4\n\n1\n")
            _run(*commands[kind], *options, stdin="flag\nsubmit\ny\n")
        return path

    return make
