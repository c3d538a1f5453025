"""Exams that were sat on a page: what they become in the log, on every device and in every order."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from clfcards.exam.assembly import Request, assemble
from clfcards.exam.form import Form, Kind
from clfcards.exam.report import report_of
from clfcards.exam.seen import Seen
from clfcards.exam.sitting import Sitting
from clfcards.log.import_limits import ANY_DATE
from clfcards.log.json_lines import export_lines, import_events
from clfcards.log.log import Log
from clfcards.memory.state import CardState
from clfcards.model.bank import Bank, Fact, Origin
from clfcards.model.event import Event
from clfcards.use_cases.event_kinds import KINDS
from clfcards.use_cases.handed_in import StudiedDeck, add_ends, waiting
from clfcards.use_cases.sitting_log import read_sittings
from clfcards.words.report import lines
from tests.exam.exam_bank import GUIDE, NOON, experience, questions
from tests.page_sitting import PageSitting, sat_at_random

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
