"""Which facts a learner takes for one another, from what was chosen; planted confusions are found again."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.decks.load import load
from clfcards.exam.confusion_links import ConfusionLinks, QuestionLinks, confusable, questions_on
from clfcards.exam.confusions import ConfusedPair, choices_of, confused_pairs
from clfcards.exam.linked_distractors import linked_distractors
from clfcards.model.bank import Bank, Option
from clfcards.model.event import Event
from clfcards.model.time import Timestamp
from clfcards.render.grading import option_key
from tests.log_events import DAY, NOON, event, review, undo
from tests.rules.bank_of import card, cloze, question

LINKS: ConfusionLinks = {
    "q1": QuestionLinks("trail", {"c": "config", "w": "watch"}),
    "q2": QuestionLinks("config", {"t": "trail"}),
}


def answered(
    id_: str, asked: str, *chosen: str, at: int = NOON, right: bool = False, kind: str = "review", **more: object
) -> Event:
    payload = {"chosen": list(chosen), "right": right, **more}
    if kind == "answer":
        return event(id_, "answer", asked, at, payload=payload)
    return review(id_, f"{asked}/1", 1, at, -600, payload=payload)


def pairs(events: Sequence[Event], links: ConfusionLinks = LINKS, now: int = NOON + DAY) -> list[ConfusedPair]:
    return confused_pairs(choices_of(events), links, Timestamp(now))


def test_both_directions_are_counted_with_their_chances() -> None:
    """Computed by hand: q1 was answered four times, and config chosen for trail three times; q2 once of once."""
    (pair,) = pairs(
        [
            answered("1", "q1", "c"),
            answered("2", "q1", "c", at=NOON + 1, confidence="sure"),
            answered("3", "q1", "r", at=NOON + 2, right=True),
            answered("4", "q1", "c", at=NOON + 3, kind="answer", sitting="s", confidence="unsure"),
            answered("5", "q2", "t", at=NOON - 40 * DAY),
        ]
    )
    first, other = pair.directions
    assert (first.right, first.wrong, first.times, first.chances, first.sure) == ("trail", "config", 3, 4, 1)
    assert (first.lately, first.lately_chances, first.last, first.question, first.option) == (3, 4, NOON + 3, "q1", "c")
    assert (other.right, other.wrong, other.times, other.lately) == ("config", "trail", 1, 0)
    assert (pair.times, pair.lately, pair.facts, pair.last) == (4, 3, ("trail", "config"), first)


def test_what_is_not_linked_blank_or_undone_is_no_confusion() -> None:
    assert not pairs([answered("1", "q1", "unlinked"), answered("2", "q1"), answered("3", "gone", "c")])
    assert not pairs([answered("1", "q1", "c"), undo("u", "1")])
    assert not pairs([review("1", "q1/1", 1, NOON, -600), review("2", "q1/1", 1, payload={"chosen": "c"})])


def test_a_sitting_that_two_devices_handed_in_counts_once() -> None:
    twice = [answered(run, "q1", "c", kind="answer", sitting="s") for run in ("a.1", "b.1")]
    assert pairs(twice)[0].times == 1
    again = answered("c.1", "q1", "c", kind="answer", sitting="another")
    assert pairs([*twice, again])[0].times == 2


def test_the_worst_are_missed_most_often_lately() -> None:
    """A habit comes before one slip, and both before what has been right since; what is long ago comes last."""
    links = {name: QuestionLinks(name, {"w": f"not-{name}"}) for name in ("habit", "slip", "known", "old")}
    events = [answered(f"h{i}", "habit", "w", at=NOON + i) for i in range(2)]
    events += [answered("s", "slip", "w"), answered("k", "known", "w")]
    events += [answered(f"k{i}", "known", "r", at=NOON + i, right=True) for i in range(1, 4)]
    events += [answered(f"o{i}", "old", "w", at=NOON - (50 + i) * DAY) for i in range(5)]
    assert [pair.facts[0] for pair in pairs(events, links)] == ["habit", "slip", "known", "old"]


def test_the_links_of_a_bank() -> None:
    """The first tested fact whose answer is a right option is asked for; its own refutations are no confusion."""
    asked = question(
        right="Sencha",
        tests=("season", "steamed"),
        distractors=(
            Option("Hojicha", "Roasted.", "roasted"),
            Option("Assam", "No.", "season"),
            Option("Matcha", "No."),
            Option("Gone", "No.", "gone"),
        ),
    )
    season = cloze("The {{first}} harvest is in spring.", id="season")
    facts = (season, card(id="steamed", back="*Sencha*"), card(id="roasted", back="Hojicha"))
    key = option_key("question", "Hojicha")
    assert linked_distractors(Bank(facts, (asked,))) == {"question": QuestionLinks("steamed", {key: "roasted"})}
    assert linked_distractors(Bank((season,), (question(tests=("season",)),))) == {}


def test_of_two_right_options_one_that_was_chosen_was_not_confused() -> None:
    """Of "Cognito and Identity Center", "Cognito and Organizations" was said to be Organizations taken for Cognito."""
    facts = (card(id="steamed", back="Sencha"), card(id="shaded", back="Gyokuro"), card(id="roasted", back="Hojicha"))
    two = (Option("Sencha", "Yes."), Option("Gyokuro", "Yes."))
    asked = replace(
        question(tests=("steamed", "shaded"), distractors=(Option("Hojicha", "No.", "roasted"),)), correct=two
    )
    links = linked_distractors(Bank(facts, (asked,)))
    steamed, shaded, roasted = (option_key("question", text) for text in ("Sencha", "Gyokuro", "Hojicha"))
    assert links["question"].key == steamed
    assert not pairs([answered("1", "question", steamed, roasted)], links)
    (pair,) = pairs([answered("2", "question", shaded, roasted)], links)
    assert pair.facts == ("steamed", "roasted")


def test_facts_are_confusable_in_both_directions() -> None:
    assert confusable(LINKS) == {"config": ("trail",), "trail": ("config", "watch"), "watch": ("trail",)}
    assert list(questions_on(LINKS, "trail", "config")) == ["q1"]
    assert list(questions_on(LINKS, "watch", "trail")) == []


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    """Answers in reviews, drills and exams, some of them undone."""
    events: list[Event] = []
    for i in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(("review", "cram", "answer")))
        asked, chosen = draw(st.sampled_from(("q1", "q2"))), draw(st.sampled_from(("c", "w", "t", "r")))
        at = NOON - draw(st.integers(0, 60)) * DAY
        one = answered(f"e{i}", asked, chosen, at=at, kind=kind, sitting=draw(st.sampled_from("xy")))
        events.append(one if kind != "cram" else event(one.id, "cram", one.subject, at, rating=1, payload=one.payload))
    for target in draw(st.lists(st.sampled_from([f"e{i}" for i in range(12)]), max_size=3, unique=True)):
        events.append(undo(f"u-{target}", target))
    return events


@given(logs(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(events: list[Event], draw: random.Random) -> None:
    shuffled = list(events)
    draw.shuffle(shuffled)
    assert pairs(shuffled) == pairs(events)


@given(logs(), st.sets(st.integers(0, 14)))
def test_undoing_an_answer_is_as_if_it_had_not_been_given(events: list[Event], places: set[int]) -> None:
    undone = {events[place].id for place in places if place < len(events) and events[place].kind != "undo"}
    targets = undone - {one.subject for one in events if one.kind == "undo"}
    left = [one for one in events if one.id not in undone and not (one.kind == "undo" and one.subject in undone)]
    assert pairs([*events, *(undo(f"later-{id_}", id_) for id_ in targets)]) == pairs(left)


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load(Path(__file__).parents[2] / "decks" / "clf-c02").bank


def confused_learner(bank: Bank, planted: Sequence[str], draw: random.Random) -> Iterator[Event]:
    """Three answers to each of 300 questions: planted ones are confused four times in five, others slip now and then.

    Of the others, nine in ten answers are right; else any distractor is chosen, as by somebody who guesses.
    """
    links = linked_distractors(bank)
    asked = {question.id: question for question in bank.questions if len(question.correct) == 1}
    others = draw.sample(sorted(set(asked) - set(planted)), 290)
    for number, id_ in enumerate([*planted, *others]):
        right = option_key(id_, asked[id_].correct[0].text)
        wrong = [option_key(id_, option.text) for option in asked[id_].distractors]
        for turn in range(3):
            is_confused = id_ in planted and draw.random() < 0.8
            is_slip = id_ not in planted and draw.random() < 0.1
            chosen = min(links[id_].wrong) if is_confused else draw.choice(wrong) if is_slip else right
            at = NOON - (20 - 7 * turn) * DAY + number * 60_000
            yield answered(f"{turn}-{id_}", id_, chosen, at=at, right=chosen == right)


@pytest.mark.parametrize("seed", range(5))
def test_planted_confusions_are_named_the_frequent_ones_at_the_top(bank: Bank, seed: int) -> None:
    """Ten planted pairs that could show three times: nine are in the list, above the slips if they showed twice."""
    draw, links = random.Random(seed), linked_distractors(bank)
    single = {question.id for question in bank.questions if len(question.correct) == 1}
    by_pair = {frozenset((links[id_].right, links[id_].wrong[min(links[id_].wrong)])): id_ for id_ in links}
    planted = draw.sample(sorted(single.intersection(by_pair.values())), 10)
    found = pairs(list(confused_learner(bank, planted, draw)), links)
    places = {frozenset(pair.facts): place for place, pair in enumerate(found)}
    expected = {frozenset((links[id_].right, links[id_].wrong[min(links[id_].wrong)])) for id_ in planted}
    assert len(expected) == 10
    named = [places[pair] for pair in expected if pair in places]
    assert len(named) >= 9
    assert len(found) > 50  # most of the list are slips
    assert all(place < 15 for place in named if found[place].times >= 2)
    assert sum(found[place].times >= 2 for place in named) >= 7
