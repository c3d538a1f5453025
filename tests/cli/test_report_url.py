"""`report_url`: where the link to report a mistake appears, and what it costs learners to set it."""

import html
import json
import re
from pathlib import Path

import pytest

from clfcards.model.bank import Fact, Question
from clfcards.render.report_link import report_link
from clfcards.source.bank import read_bank_file
from tests.anki.collection import import_package, learner, note_id, review_once
from tests.command import run
from tests.small_exam import DECK, cloze, fact, facts_file, question, questions_file, write_exam

URL = "https://example.org/new?title={id}&body=Version+{version}"
FACTS = facts_file("A.1", fact("leaf"), fact("bud", reverse="true"), cloze("pot", "Tea is {{hot}}."))
QUESTIONS = {
    task: questions_file(
        task, *(question(f"q-{task[0].lower()}{task[2]}-{n}", "exam" if n else "study") for n in range(12))
    )
    for task in ("A.1", "A.2", "B.1", "C.1")
}
OTHERS = {task: facts_file(task, *(fact(f"{task[0].lower()}-{n}") for n in range(6))) for task in ("B.1", "C.1")}
FILES = {f"questions/{task}.yaml": text for task, text in QUESTIONS.items()}
FILES |= {f"facts/{task}.yaml": text for task, text in (OTHERS | {"A.1": FACTS}).items()}


@pytest.fixture
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The exam with an address for reports."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLFCARDS_DATA", "data")
    monkeypatch.setenv("COLUMNS", "200")
    return write_exam(tmp_path / "decks", FILES, deck=DECK + f"report_url: {URL}\n")


def out(*arguments: str, stdin: str = "") -> str:
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == 0, result.output
    return result.output


def link(id_: str) -> str:
    """The address for a report about an item of the exam as it was written."""
    banks = [read_bank_file("x", text) for text in (FACTS, *OTHERS.values(), *QUESTIONS.values())]
    items: dict[str, Fact | Question] = {fact.id: fact for bank in banks for fact in bank.facts}
    items |= {question.id: question for bank in banks for question in bank.questions}
    return report_link(URL, items[id_])


def test_the_terminal_names_the_address_with_the_card_and_with_the_item(exam: Path) -> None:
    (address,) = re.findall(r"^report a mistake: (\S+)$", out("review", stdin="i\nq\n"), re.MULTILINE)
    assert address == link(re.findall(r"title=([^&]+)", address)[0])
    assert f"Mistake?    Report it: {link('leaf')}\n" in out("show", "leaf")
    (shown,) = json.loads(out("show", "leaf", "--json"))["items"]
    assert (shown["report_url"], link("leaf")) == (link("leaf"), URL.format(id="leaf", version=shown["version"]))


def test_the_report_of_an_exam_has_the_address_of_each_question_in_text_and_on_the_page(exam: Path) -> None:
    text = out("exam", "--seed", "3", "--html", "one.html", stdin="submit\ny\na\n" + "\n" * 30)
    asked = re.findall(r"^Report a mistake: (\S+)$", text, re.MULTILINE)
    assert len(asked) == len(set(asked)) == 24
    assert all(address == link(re.findall(r"title=([^&]+)", address)[0]) for address in asked)
    again = out("history", "exams", "--show", "1", "--every-question", "--html", "two.html")
    assert re.findall(r"^Report a mistake: (\S+)$", again, re.MULTILINE) == asked
    for name in ("one.html", "two.html"):
        page = Path(name).read_text(encoding="utf-8")
        links = [html.unescape(found) for found in re.findall(r'<a href="([^"]+)">Report a mistake', page)]
        assert sorted(links) == sorted(asked)


def test_without_an_address_nothing_mentions_reports(exam: Path) -> None:
    (exam / "deck.yaml").write_text(DECK, encoding="utf-8")
    texts = [
        out("review", stdin="i\nq\n"),
        out("show", "leaf"),
        out("exam", "--seed", "3", "--html", "one.html", stdin="submit\ny\na\n" + "\n" * 30),
        Path("one.html").read_text(encoding="utf-8"),
    ]
    assert not any("mistake" in text.lower() for text in texts)


@pytest.mark.anki
def test_setting_the_address_reaches_every_note_once_and_costs_no_history(exam: Path, tmp_path: Path) -> None:
    """An author sets it after learners have the deck, corrects a text later, and removes it in the end."""
    deck, facts = exam / "deck.yaml", exam / "facts" / "A.1.yaml"
    package = tmp_path / "out" / "tea-101.apkg"
    with_link = deck.read_text(encoding="utf-8")

    def built(day: str) -> bytes:
        out("build", "--all", "--out", str(tmp_path / "out"), "--date", day)
        return package.read_bytes()

    deck.write_text(DECK, encoding="utf-8")
    plain = built("2026-11-01")
    with learner(tmp_path) as collection:
        import_package(collection, package)
        review_once(collection, "leaf")
        before = collection.db.all("select id, ivl, due, reps from cards order by id")

        deck.write_text(with_link, encoding="utf-8")
        linked = built("2026-11-03")
        assert linked != plain
        news = (tmp_path / "out" / "whatsnew.md").read_text(encoding="utf-8")
        assert "answer changed" not in news.lower()
        assert import_package(collection, package) == {"updated": len(collection.find_notes(""))}
        assert f'href="{html.escape(link("leaf"))}"' in collection.get_note(note_id(collection, "leaf"))["Verified"]
        assert collection.db.all("select id, ivl, due, reps from cards order by id") == before
        assert built("2026-11-05") == linked  # built again, nothing is new

        facts.write_text(FACTS.replace("What does bud mean?", "What is a bud?"), encoding="utf-8")
        built("2026-11-07")
        found = import_package(collection, package)
        assert found["updated"] == 1
        assert html.escape(link("bud")) not in collection.get_note(note_id(collection, "bud"))["Verified"]

        deck.write_text(DECK, encoding="utf-8")
        built("2026-11-09")
        import_package(collection, package)
        assert collection.get_note(note_id(collection, "leaf"))["Verified"] == "2026-01-15"
        assert collection.db.all("select id, ivl, due, reps from cards order by id") == before


def test_the_news_says_that_only_the_link_changed(exam: Path) -> None:
    deck = exam / "deck.yaml"
    with_link = deck.read_text(encoding="utf-8")
    deck.write_text(DECK, encoding="utf-8")
    out("build", "--date", "2026-11-01")
    deck.write_text(with_link, encoding="utf-8")
    news = out("whatsnew", "build/tea-101.apkg")
    (notes,) = re.findall(r"^### Only the link to report a mistake changed: (\d+)$", news, re.MULTILINE)
    changed = json.loads(out("whatsnew", "build/tea-101.apkg", "--json"))["changed"]
    assert [change["severity"] for change in changed] == ["report link"] * int(notes)
    assert "###" not in news.replace("### Only the link", "")
