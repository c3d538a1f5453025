"""The order in which Anki introduces new cards, day by day. The oracle is Anki's scheduler at its default options."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from anki.collection import Collection
from tests.anki.collection import import_package, learner
from tests.command import run

pytestmark = pytest.mark.anki

DECKS = Path(__file__).parents[2] / "decks"
WEIGHTS = {"1": 24, "2": 30, "3": 34, "4": 12}  # percent; source: CLF-C02 exam guide


def package(folder: Path, subdecks: bool) -> Path:
    """The shipped deck, built from a copy of its sources."""
    shutil.copytree(DECKS, folder / "decks")
    if subdecks:
        with (folder / "decks/clf-c02/deck.yaml").open("a", encoding="utf-8") as file:
            file.write("\nsubdecks: true\n")
    result = run("--decks", str(folder / "decks"), "build", "--out", str(folder / "out"))
    assert result.exit_code == 0, result.output
    return folder / "out" / "clf-c02.apkg"


def a_day_later(collection: Collection) -> None:
    """As if the collection had been made a day earlier, which is how Anki counts days."""
    collection.db.execute("update col set crt = crt - 86400")
    collection.close()
    collection.reopen()


def learn(collection: Collection) -> Counter[str]:
    """Answers everything that Anki asks today; returns how many new cards it introduced, by domain."""
    introduced: Counter[str] = Counter()
    while cards := collection.sched.get_queued_cards(fetch_limit=1).cards:
        card = collection.get_card(cards[0].card.id)
        if card.type == 0:
            (domain,) = [tag for tag in card.note().tags if "::domain::" in tag]
            introduced[domain.split("::")[2][0]] += 1
        card.start_timer()
        states = collection._backend.get_scheduling_states(card.id)
        collection.sched.answer_card(collection.sched.build_answer(card=card, states=states, rating=3))
    return introduced


def shares(introduced: Counter[str]) -> dict[str, float]:
    return {domain: 100 * introduced[domain] / introduced.total() for domain in WEIGHTS}


def test_after_a_week_and_after_two_the_cards_met_follow_the_weights(tmp_path: Path) -> None:
    with learner(tmp_path) as collection:
        import_package(collection, package(tmp_path, subdecks=False))
        collection.decks.select(collection.decks.id_for_name("AWS Cloud Practitioner"))
        met: Counter[str] = Counter()
        for day in range(1, 15):
            today = learn(collection)
            assert today.total() == 20, "the default limit of new cards a day"
            met += today
            if day in (7, 14):
                assert all(abs(share - WEIGHTS[domain]) <= 2 for domain, share in shares(met).items()), shares(met)
            a_day_later(collection)


def test_with_subdecks_anki_introduces_one_domain_after_another_unless_told_otherwise(tmp_path: Path) -> None:
    """Why subdecks are not the default, and the setting that README gives to those who want them."""
    with learner(tmp_path) as collection:
        import_package(collection, package(tmp_path, subdecks=True))
        collection.decks.select(collection.decks.id_for_name("AWS Cloud Practitioner"))
        assert set(learn(collection)) == {"1"}
        a_day_later(collection)
        options = collection.decks.config_dict_for_deck_id(collection.decks.id_for_name("AWS Cloud Practitioner"))
        options["newGatherPriority"] = 1  # ascending position
        collection.decks.save(options)
        assert set(learn(collection)) == {"2", "3", "4"}, "the next positions; domain 1 is ahead of its share"


def test_who_has_the_subdecks_mixes_all_cards_by_moving_them_to_the_deck(tmp_path: Path) -> None:
    """The remedy in the release notes. Cards stay where they are on import, and keep their history when moved."""
    with learner(tmp_path) as collection:
        import_package(collection, package(tmp_path / "old", subdecks=True))
        top = collection.decks.id_for_name("AWS Cloud Practitioner")
        assert top is not None
        collection.decks.select(top)
        learn(collection)
        a_day_later(collection)
        log = import_package(collection, package(tmp_path / "new", subdecks=False))
        assert "new" not in log
        assert collection.decks.card_count(top, include_subdecks=False) == 0
        history = collection.db.all("select id, type, queue, due, ivl, reps, data from cards order by id")
        found = collection.find_cards('deck:"AWS Cloud Practitioner::*"')
        assert len(found) == collection.card_count()
        collection.set_deck(found, top)
        assert collection.db.all("select id, type, queue, due, ivl, reps, data from cards order by id") == history
        assert set(learn(collection)) == {"2", "3", "4"}, "the next positions; domain 1 is ahead of its share"
