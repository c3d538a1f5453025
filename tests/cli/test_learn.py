"""`learn`: a text first, then its new cards; first meetings are learning and neither recall nor failure."""

import json
from pathlib import Path
from typing import Any

import pytest

from clfcards.log.log import Log
from clfcards.memory.state import Learning
from tests.command import run
from tests.log_events import NOON, NOW, event
from tests.log_events import review as reviewed
from tests.small_exam import cloze, fact, facts_file, question, questions_file, write_exam

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#080"/></svg>\n'
)
FILES = {
    "facts/A.1-x.yaml": facts_file(
        "A.1",
        fact("plain", "What is tea?", "A drink"),
        fact("pot", "Which pot is small?", "A *kyusu* ![a pot with a side handle](pot.svg)", services="[tea-pot]"),
        fact("bud", "Which bud is silver?", "Bai Hao", reverse="true"),
        cloze("picked", "Leaves are {{withered}} first", services="[tea-pot]"),
    ),
    "facts/A.2-x.yaml": facts_file("A.2", fact("hill", "Where?", "Uji")),
    "facts/B.1-x.yaml": facts_file("B.1", fact("water", "How hot?", "60 °C"), fact("soft", "How hard?", "Soft")),
    "facts/C.1-x.yaml": facts_file("C.1", fact("serve", "Who serves?", "The host")),
    "questions/A.1-x.yaml": questions_file("A.1", question("q-pot", "exam", tests="[pot]")),
    "media/pot.svg": PICTURE,
}


@pytest.fixture
def tea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from tests.small_exam import GUIDE

    weights = (
        GUIDE.replace("weight: 50", "weight: 60")
        .replace("weight: 30", "weight: 27")
        .replace("weight: 20", "weight: 13")
    )
    write_exam(tmp_path / "decks", FILES, guide=weights)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLFCARDS_DATA", "data")
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def learn(*arguments: str, stdin: str = "", code: int = 0) -> str:
    result = run("learn", *arguments, stdin=stdin)
    assert result.exit_code == code, result.output
    return result.output


def log() -> Log:
    return Log.open(Path("data"), "tea-taster", NOW)


def events() -> list[tuple[str, str, int | None, Any]]:
    with log() as opened:
        return [(e.kind, e.subject, e.rating, e.payload.get("learning")) for e in opened.events()]


def test_a_task_is_read_service_by_service_with_the_pictures_described(tea: Path) -> None:
    text = learn("A.1", "--read")
    assert text.startswith("A.1 Tell leaves apart\n4 facts, about 1 minute to read.\n")
    general, service = text.index("• What is tea?\n  A drink\n  Because plain is so."), text.index("\nTea Pot\n")
    assert general < service < text.index("A kyusu [picture: a pot with a side handle]")
    assert "• Leaves are withered first" in text
    assert "cup" not in text  # an exam question is no part of the text
    assert not Path("data").exists()


def test_a_service_is_read_task_by_task_by_its_id_or_its_name(tea: Path) -> None:
    text = learn("tea-pot", "--read")
    assert "tea-pot Tea Pot" in text
    assert "A.1 Tell leaves apart" in text
    assert "What is tea?" not in text
    assert learn("Tea POT", "--read") == text


def test_after_the_text_its_new_cards_are_asked_at_once_and_the_answers_are_first_meetings(tea: Path) -> None:
    text = learn("A.1", "--plain", stdin="\n" + "\n1\n\n2\n\n3\n\n4\nq\n")
    assert text.index("What is tea?") < text.index("[new · task A.1 · left: 4 new")
    assert "4 easy (10 min)" in text
    assert "4 new cards learned." in text
    assert "recalled" not in text.split("4 new cards learned.")[1].splitlines()[1]
    answered = events()
    assert sorted(subject for _, subject, _, _ in answered) == ["bud/1", "picked/1", "plain/1", "pot/1"]
    assert {(kind, learning) for kind, _, _, learning in answered} == {("review", True)}
    with log() as opened:
        states = [opened.state(subject) for _, subject, _, _ in answered]
    assert all(isinstance(state.phase, Learning) and not state.was_tested for state in states)


def test_the_second_answer_is_an_ordinary_one(tea: Path) -> None:
    learn("B.1", "--plain", stdin="\n" + "\n3\n\n3\n" + "\n3\n\n1\n")
    assert [learning for *_, learning in events()] == [True, True, None, None]
    stats = json.loads(run("stats", "--json").stdout)
    assert (stats["days"][0]["answers"], stats["days"][0]["recall"]) == (2, 0.5)


def test_leaving_the_text_asks_nothing_and_changes_nothing(tea: Path) -> None:
    for stdin in ("q\n", "QUIT\n", ""):
        text = learn("A.1", "--plain", stdin=stdin)
        assert "[new" not in text
    assert events() == []


def test_a_reverse_card_waits_for_another_day(tea: Path) -> None:
    learn("A.1", "--plain", stdin="\n" + "\n3\n" * 4)
    assert "bud/2" not in [subject for _, subject, *_ in events()]
    text = learn("A.1")
    assert "no new card can be asked now, and 4 cards are due: 'clfcards review' asks them" in text


def test_a_part_of_a_text_is_read_and_asked(tea: Path) -> None:
    document = json.loads(learn("A.1", "--limit", "2", "--read", "--json"))
    facts = [fact["id"] for passage in document["passages"] for fact in passage["facts"]]
    assert len(facts) == len(document["ask"]) == 2
    assert sorted(card.partition("/")[0] for card in document["ask"]) == sorted(facts)


def test_without_an_argument_the_task_is_taken_whose_unmet_cards_weigh_most(tea: Path) -> None:
    """Of 6 cards in A (60%), 5 are in A.1: 50; B.1 has 2 of 2 (27%): 27."""
    text = learn("--read")
    assert "A.1 Tell leaves apart\nOf what you have not met yet, it weighs most in the exam." in text
    with log() as opened:
        cards = ("plain/1", "pot/1", "bud/1", "bud/2")
        opened.append(*(reviewed(f"r{n}", card) for n, card in enumerate(cards)))
    assert "B.1 Choose the temperature" in learn("--read")  # A.1 has 1 of 6 left: 10


def test_the_study_plan_comes_before_the_weights(tea: Path) -> None:
    tasks = [{"task": "C.1", "minutes": 30}, {"task": "A.2", "minutes": 20}]
    with log() as opened:
        opened.append(event("p", "study-plan", "d", NOON, payload={"tasks": tasks}))
    assert "C.1 Serve\nIt comes next in your study plan." in learn("--read")
    learn("--plain", stdin="\n\n3\n")
    assert "A.2 Know where leaves grow\nIt comes next in your study plan." in learn("--read")


def test_when_everything_was_met_it_says_so(tea: Path) -> None:
    with log() as opened:
        cards = ("plain/1", "pot/1", "bud/1", "bud/2", "picked/1", "hill/1", "water/1", "soft/1", "serve/1")
        opened.append(*(reviewed(f"r{n}", card, at=NOON) for n, card in enumerate(cards)))
    assert "you have met every card of the deck; run 'clfcards review'" in learn(code=2)
    assert "you have met all 5 cards of this text, and 5 cards are due" in learn("A.1")


def test_learning_is_counted_by_the_days_limit_and_never_refused(tea: Path) -> None:
    run("review", "--set", "new_per_day=2", "--plain", stdin="q\n")
    text = learn("A.1", "--plain", stdin="\n" + "\n3\n" * 4 + "q\n")
    assert "Its 4 new cards are more than your limit of 2 a day" in " ".join(text.split())
    assert "'clfcards learn A.1 --limit 2' takes a part." in " ".join(text.split())
    assert "4 new cards today, with a limit of 2 a day: 'clfcards review' shows no more new ones" in " ".join(
        text.split()
    )
    assert "0 new" in run("review", "--plain", stdin="q\n").output
    assert "limit of" not in learn("B.1", "--read", "--limit", "1")


def test_suspended_cards_are_not_asked(tea: Path) -> None:
    with log() as opened:
        opened.append(event("s", "suspend", "hill/1", NOON))
    assert "no new card can be asked now: the others are suspended" in " ".join(learn("A.2").split())


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("A.3", "there is no task or service 'A.3', did you mean 'A.2' or 'A.1'?"),
        ("kettle", "there is no task or service 'kettle', did you mean 'tea-kettle'?"),
        ("zz\x07", "there is no task or service 'zz\\x07': the tasks are A.1, A.2, B.1, C.1"),
        ("coffee-press", "there are no facts about 'coffee-press' in the deck yet"),
    ],
)
def test_an_unknown_place_is_answered_with_the_nearest_ones(tea: Path, place: str, message: str) -> None:
    assert message in learn(place, code=2)


def test_the_json_document_holds_the_text_and_the_session(tea: Path) -> None:
    result = run("learn", "B.1", "--json", stdin="\n" + "\n3\n\n3\nq\n")
    document = json.loads(result.stdout)
    assert document["id"] == "B.1"
    assert sorted(fact["id"] for fact in document["passages"][0]["facts"]) == ["soft", "water"]
    assert sorted(document["ask"]) == ["soft/1", "water/1"]
    assert (document["summary"]["learned"], document["summary"]["answers"]) == (2, 0)
    assert (document["new_today"], document["new_per_day"]) == (2, 20)
    assert json.loads(run("learn", "B.1", "--json", stdin="").stdout)["summary"] is None


def test_a_review_goes_on_with_what_was_learned(tea: Path) -> None:
    learn("C.1", "--plain", stdin="\n\n3\nq\n")
    text = run("review", "--plain", stdin="q\n").output
    assert "1 learning" in text
    assert "The days" not in text
    shown = run("show", "serve").output
    assert "met while reading, not asked since" in " ".join(shown.split())
    assert "first meeting, good, then 10 min" in shown
    assert "review serve/1: first meeting, good" in run("history").output
