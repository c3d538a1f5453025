"""Exams that were sat on a page: what they become in the log, on every device and in every order."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from clfcards.exam.answer_text import AnsweredQuestion, Answers, answer_text
from clfcards.exam.assembly import Request, assemble
from clfcards.exam.confusions import choices_of
from clfcards.exam.form import Form, Kind
from clfcards.exam.mistakes import mistakes_of
from clfcards.exam.report import report_of
from clfcards.exam.seen import Seen
from clfcards.exam.sitting import Sitting
from clfcards.log.import_limits import ANY_DATE
from clfcards.log.json_lines import export_lines, import_events
from clfcards.log.log import Log
from clfcards.memory.state import CardState
from clfcards.memory.study_day import study_day
from clfcards.model.bank import Bank, Fact, Origin
from clfcards.model.event import Event
from clfcards.model.time import Timestamp, UtcOffset
from clfcards.render.grading import is_right
from clfcards.use_cases.event_kinds import KINDS
from clfcards.use_cases.handed_in import StudiedDeck, add_ends, waiting
from clfcards.use_cases.sitting_log import read_sittings
from clfcards.use_cases.study_time import recent_study
from clfcards.use_cases.typed_answers import typed_events
from clfcards.words.report import lines
from tests.exam.exam_bank import GUIDE, NOON, experience, questions
from tests.page_sitting import BEGAN, OFFSET, PageSitting, sat_at_random

FACTS = tuple(
    Fact(
        origin=Origin("facts/a.yaml", n),
        id=f"fact-{n}",
        task="1.1",
        source="page",
        verified=NOON.date(),
        priority=1,
        why="",
        front="?",
        back="!",
    )
    for n in range(4)
)
QUESTIONS = tuple(
    replace(q, tests=(f"fact-{n % 4}",), distractors=(replace(q.distractors[0], fact="fact-0"), *q.distractors[1:]))
    for n, q in enumerate(questions(30))
)
DECK = StudiedDeck(GUIDE, {}, Bank(FACTS, QUESTIONS))
OLDER = replace(DECK, bank=Bank(FACTS, tuple(replace(q, tests=()) for q in QUESTIONS)))
"""The deck as another device has it: its questions test no fact yet."""


def form(kind: Kind = "exam", seed: int = 1, length: int | None = None) -> Form:
    return assemble(GUIDE, {}, QUESTIONS, Request(kind, length), experience(QUESTIONS), seed)


def events_of(text: str) -> list[Event]:
    return list(import_events(text.encode().splitlines(), "page", "tests", KINDS, ANY_DATE))


def imported(log: Log, text: str, deck: StudiedDeck = DECK) -> int:
    """How many events are new; then the ends of what came in are added, as `history import` does."""
    added = log.merge(events_of(text))
    add_ends(log, deck, waiting(log))
    return added


def exported(log: Log) -> str:
    return "".join(export_lines(log.events(), "tests"))


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log.open(tmp_path, "tests", NOON)


def shown(sitting: Sitting) -> list[str]:
    """The terminal's report, with every number on it."""
    report = report_of(GUIDE, sitting)
    return [line.text for line in lines(GUIDE, report, Seen(len(sitting.questions), 0, 0, 0), 100)]


@pytest.mark.parametrize("seed", range(12))
def test_the_log_of_a_page_gives_the_terminals_report_byte_for_byte(log: Log, seed: int) -> None:
    draw = random.Random(seed)
    sat = sat_at_random(form(seed=seed), draw)
    imported(log, sat.export("tests"))
    (read,) = read_sittings(log).read
    assert shown(read) == shown(sat.state)
    assert read == replace(sat.state, away=read.away)


def test_the_cards_of_missed_questions_come_forward_as_from_an_exam_in_the_terminal(log: Log) -> None:
    sat = PageSitting(form())
    first, second = sat.form.questions[:2]
    sat.step("chose", first.id, (sorted(first.key)[0],) if len(first.key) == 1 else tuple(sorted(first.key)))
    sat.step("marked", first.id, word="guess")
    sat.step("looked", second.id)
    sat.step("submitted", word="learner")
    imported(log, sat.export("tests"))
    state = log.state(f"{first.id}/1")
    assert state.is_pulled
    assert sum(state.is_pulled for state in log.states().values()) == len(sat.form) + len(FACTS)


def test_twice_is_once(log: Log) -> None:
    text = sat_at_random(form(), random.Random(1)).export("tests")
    assert imported(log, text) == len(text.splitlines()) - 1
    before = exported(log)
    assert imported(log, text) == 0
    assert exported(log) == before


def test_an_exam_that_was_not_handed_in_is_only_begun(log: Log) -> None:
    sat = PageSitting(form())
    sat.step("flagged", sat.form.questions[0].id)
    imported(log, sat.export("tests"))
    assert len(log.events()) == 2
    assert not read_sittings(log).read[0].ended


def test_the_rest_of_an_exam_may_come_later(log: Log) -> None:
    sat = sat_at_random(form(), random.Random(2))
    head, *rest = sat.export("tests").splitlines()
    imported(log, "\n".join([head, *rest[:5]]))
    imported(log, "\n".join([head, *rest[5:]]))
    assert shown(read_sittings(log).read[0]) == shown(sat.state)


def states_after(
    folder: Path, name: str, parts: tuple[str, ...], deck: StudiedDeck
) -> tuple[str, dict[str, CardState]]:
    with Log.open(folder / name, "tests", NOON) as log:
        for part in parts:
            imported(log, part, deck)
        return exported(log), log.states()


def test_devices_with_other_versions_of_the_deck_agree_once_they_have_merged(tmp_path: Path) -> None:
    """One has the deck of today, the other an older one. Each imports the exam, then the history of the other."""
    text = sat_at_random(form(), random.Random(3)).export("tests")
    (new, _), (old, _) = (states_after(tmp_path, name, (text,), deck) for name, deck in (("new", DECK), ("old", OLDER)))
    assert new != old
    ways = [
        states_after(tmp_path, f"{n}-{m}", (*parts, new, old), deck)
        for n, parts in enumerate([(), (new,), (old,), (text,), (text, old), (old, new, text)])
        for m, deck in enumerate((DECK, OLDER))
    ]
    assert {exported for exported, _ in ways} == {ways[0][0]}
    assert all(states == ways[0][1] for _, states in ways)


def test_a_diagnostic_leaves_its_study_plan(log: Log) -> None:
    sat = sat_at_random(form("diagnostic", length=10), random.Random(4))
    imported(log, sat.export("tests"))
    (plan,) = log.events(kinds=("study-plan",))
    assert sum(task["minutes"] for task in plan.payload["tasks"]) == 600


def test_an_answer_counts_once_whatever_the_decks(tmp_path: Path) -> None:
    text = sat_at_random(form(), random.Random(5)).export("tests")
    old = states_after(tmp_path, "old", (text,), OLDER)[0]
    with Log.open(tmp_path / "new", "tests", NOON) as log:
        imported(log, text)
        imported(log, old)
        assert len(log.events(kinds=("answer",))) == len(form())
        assert len(log.events(kinds=("sitting-end",))) == 1


def test_an_exam_with_long_names_can_leave_the_log_that_it_came_into(tmp_path: Path) -> None:
    """The ids of its answers end with those of the questions, and an id in the sources has no longest length."""
    short = form()
    asked = tuple(replace(q, id=f"q-{n}-".ljust(190, "x")) for n, q in enumerate(short.questions))
    sat = sat_at_random(replace(short, questions=asked), random.Random(6))
    with Log.open(tmp_path / "one", "tests", NOON) as log:
        imported(log, sat.export("tests"))
        text = exported(log)
    with Log.open(tmp_path / "two", "tests", NOON) as log:
        log.merge(events_of(text))
        assert exported(log) == text


def typed(sat: PageSitting) -> str:
    """The same sitting from the short text that the page shows, as another device's log has it."""
    place = {q.id: {option: n for n, option in enumerate(q.options)} for q in sat.form.questions}
    given = tuple(
        AnsweredQuestion(
            tuple(sorted(place[q.id][option] for option in sat.state.answers.get(q.id, ()))),
            sat.state.confidence.get(q.id, ""),
            q.id in sat.state.flagged,
            round(sat.state.seconds_on.get(q.id, 0.0)),
        )
        for q in sat.form.questions
    )
    answers = Answers(sat.state.id, round(BEGAN.timestamp() * 1000), OFFSET, 90, False, 600, False, given)
    events = typed_events(answer_text("Exam 1", sat.form, answers), [sat.form])
    return "".join(export_lines(events, "tests"))


def test_a_sitting_that_came_as_a_file_and_as_a_text_is_one(tmp_path: Path) -> None:
    """One device got the file and the other the text; then each gets the history of the other."""
    sat = PageSitting(form())
    for n, question in enumerate(sat.form.questions):
        sat.step("looked", question.id)
        sat.wait(30.0)
        sat.step("chose", question.id, tuple(sorted(question.key if n % 2 else question.options)[: len(question.key)]))
    sat.step("submitted", word="learner")
    (file, _), (text, _) = (
        states_after(tmp_path, name, (part,), DECK) for name, part in (("a", sat.export("tests")), ("b", typed(sat)))
    )
    merged = [states_after(tmp_path, name, parts, DECK) for name, parts in (("c", (file, text)), ("d", (text, file)))]
    assert merged[0] == merged[1]
    with Log.open(tmp_path / "c", "tests", NOON) as log:
        events = log.events()
        (sitting,) = read_sittings(log).read
        assert {q: set(given) for q, given in sitting.answers.items()} == {
            q: set(given) for q, given in sat.state.answers.items()
        }
        wrong = [q.id for q in sat.form.questions if not is_right(q.key, sat.state.answers[q.id])]
        assert sorted(mistake.item for mistake in mistakes_of(events)) == sorted(wrong)
        assert len(choices_of(events)) == len(sat.form)
        day = study_day(Timestamp(round(sat.state.last.wall.timestamp() * 1000)), UtcOffset(OFFSET), 4)
        assert len(recent_study(log, 4, day).exams) == len(sat.form)
