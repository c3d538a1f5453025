"""The shipped decks: complete, with the right weights, and up to date in the ledger."""

import json
from collections import Counter
from pathlib import Path

import pytest

from clfcards.compose.apportion import apportion
from clfcards.decks.load import Loaded, load
from clfcards.exam.assembly import Experience, Request, assemble
from clfcards.exam.difficulty import estimates
from clfcards.exam.reference import cut_ability
from clfcards.model.bank import Bank
from clfcards.model.card import card_keys
from clfcards.model.guide import Guide
from clfcards.model.pass_rule import ScaledPass
from tests.command import run

DECKS = Path(__file__).parent.parent / "decks"


@pytest.fixture(scope="module")
def shipped() -> Loaded:
    return load(DECKS / "clf-c02")


@pytest.fixture
def guide(shipped: Loaded) -> Guide:
    assert shipped.guide is not None
    return shipped.guide


@pytest.fixture
def bank(shipped: Loaded) -> Bank:
    return shipped.bank


def test_the_shipped_decks_have_no_problems() -> None:
    result = run("--decks", str(DECKS), "check", "--strict")
    assert result.exit_code == 0, result.output


def test_the_ledger_is_up_to_date(tmp_path: Path) -> None:
    result = run("--decks", str(DECKS), "--json", "build", "--locked", "--all", "--out", str(tmp_path))
    assert result.exit_code == 0, result.output
    for package in json.loads(result.stdout)["packages"]:
        assert [domain["cards"] for domain in package["domains"]] == [domain["quota"] for domain in package["domains"]]


def test_every_topic_and_every_service_in_scope_has_a_fact_and_a_question(guide: Guide, bank: Bank) -> None:
    topics = {(task.id, topic) for task in guide.tasks.values() for topic in task.topics}
    services = {service.id for service in guide.services.values() if service.scope == "in"}
    for items in (bank.facts, bank.questions):
        assert topics == {(item.task, topic) for item in items for topic in item.topics}
        assert services <= {service for item in items for service in item.services}


def test_the_exam_pool_fills_eight_forms(guide: Guide, bank: Bank) -> None:
    """Scored and unscored questions are apportioned separately."""
    weights = {domain.id: domain.weight for domain in guide.domains}
    scored, unscored = (apportion(weights, count) for count in (guide.format.scored, guide.format.unscored))
    pool = Counter(guide.domain_of_task[q.task].id for q in bank.questions if q.pool == "exam")
    assert all(pool[domain] >= 8 * (scored[domain] + unscored[domain]) for domain in weights)


def test_every_question_has_a_judged_difficulty_and_no_author_guesses_one(bank: Bank) -> None:
    assert all(question.expected is not None for question in bank.questions)
    assert not any("\n    difficulty:" in path.read_text(encoding="utf-8") for path in DECKS.rglob("questions/*.yaml"))


def test_most_questions_name_the_facts_they_test(bank: Bank) -> None:
    assert sum(bool(question.tests) for question in bank.questions) >= 0.8 * len(bank.questions)


def test_about_a_fifth_of_the_questions_have_several_right_options(bank: Bank) -> None:
    several = sum(len(question.correct) > 1 for question in bank.questions)
    assert 0.15 < several / len(bank.questions) < 0.25


def test_the_guide_is_complete(guide: Guide) -> None:
    """The counts are from the outline of 2026-10-06: 4 domains, 19 tasks, 111 services in scope, 56 out of scope."""
    assert [domain.weight for domain in guide.domains] == [24, 30, 34, 12]
    assert [len(domain.tasks) for domain in guide.domains] == [4, 4, 8, 3]
    assert Counter(service.scope for service in guide.services.values())["in"] == 111
    assert Counter(service.scope for service in guide.services.values())["out"] == 56
    assert (guide.format.questions, guide.format.minutes, guide.pass_rule) == (65, 90, ScaledPass(100, 1000, 700))


def test_the_readme_has_the_figures_of_the_shipped_decks(bank: Bank, tmp_path: Path) -> None:
    readme = (DECKS.parent / "README.md").read_text(encoding="utf-8")
    cards = sum(len(card_keys(fact)) for fact in bank.facts)
    assert f"{len(bank.facts)} facts on {cards} cards and {len(bank.questions)} questions" in readme
    table = run("--decks", str(DECKS), "build", "--locked", "--out", str(tmp_path)).stdout.split("\n\n")[0]
    assert f"```\n{table}\n```" in readme


def test_eight_exams_in_a_row_repeat_no_question_and_no_exam_has_enemies(guide: Guide, shipped: Loaded) -> None:
    assert shipped.settings is not None
    pool = [q for q in shipped.bank.questions if q.pool == "exam"]
    difficulties = estimates(pool, guide.practice, cut_ability(guide), {}, {})
    enemies = {(q.id, enemy) for q in pool for enemy in q.enemies}
    sightings: Counter[str] = Counter()
    for seed in range(8):
        form = assemble(
            guide, shipped.settings.shares, pool, Request("exam"), Experience(sightings, difficulties), seed
        )
        assert not any(first in form.by_id and second in form.by_id for first, second in enemies)
        sightings.update(form.by_id.keys())
    assert set(sightings.values()) == {1}


def test_eight_forms_in_a_row_repeat_no_question_and_test_no_fact_twice(
    guide: Guide, bank: Bank, shipped: Loaded
) -> None:
    assert shipped.settings is not None
    pool = {q.id: q for q in bank.questions if q.pool == "exam"}
    difficulties = estimates(pool.values(), guide.practice, cut_ability(guide), {}, {})
    for first in (0, 100):
        seen = Counter[str]()
        for seed in range(first, first + 8):
            known = Experience(dict(seen), difficulties)
            form = assemble(guide, shipped.settings.shares, pool.values(), Request(), known, seed)
            tested = Counter(fact for q in form.questions for fact in pool[q.id].tests)
            assert tested.total() == len(tested)
            assert not any(enemy in form.by_id for id_ in form.by_id for enemy in pool[id_].enemies)
            seen.update(form.by_id.keys())
        assert set(seen.values()) == {1}
