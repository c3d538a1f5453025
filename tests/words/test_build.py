"""The numbers that a build prints, compared with numbers computed by hand, and why nothing was built."""

import json
from pathlib import Path

from clfcards.codec import dumps
from clfcards.compose.deck import compose
from clfcards.model.bank import Bank
from clfcards.model.deck import Deck
from clfcards.model.ledger import Changes
from clfcards.use_cases.build import Built, BuiltPackage, LedgerWouldChange, TooManyRemoved
from clfcards.use_cases.check import SourcesHaveErrors
from clfcards.words import build as words
from clfcards.words.next_steps import error_sentence
from tests.compose.test_deck import PACKAGE, TEA, bank, note, settings

NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # SHA-256 of no bytes at all


def deck(facts: Bank, size: int | None = None) -> Deck:
    return compose(TEA, settings(), facts, PACKAGE, size)


def built(*decks: Deck, changes: Changes | None = None) -> Built:
    packages = tuple(BuiltPackage(Path(f"build/tea-{i}.apkg"), some, b"") for i, some in enumerate(decks))
    return Built("tea-101", packages, changes or Changes(), Path("build/whatsnew.md"), None)  # type: ignore[arg-type]


def test_quota_cards_and_reserve_of_the_largest_deck() -> None:
    """With 50, 30 and 20%, the first 12 seats are 6, 4 and 2. The 13th would be C's third, but C has two cards."""
    table = words.table(deck(bank(A_1=4, A_2=3, B_1=4, C_1=2)))
    assert table.splitlines() == [
        "Domain            Weight  Quota  Cards  Reserve",
        "───────────────────────────────────────────────",
        "A Leaves             50%      6      6        1",
        "B Water              30%      4      4        0",
        "C Cups & saucers     20%      2      2        0",
        "───────────────────────────────────────────────",
        "                    100%     12     12        1",
    ]


def test_a_note_of_two_cards_that_does_not_fit_leaves_its_quota_open() -> None:
    """B gets two of 6 seats. Its first note has one card; its second has two, so it stays in the reserve."""
    facts = Bank((*bank(A_1=3, C_1=1).facts, note("B.1", 0, priority=1), note("B.1", 1, cards=2)))
    found = words.document(built(deck(facts, size=6)), 0.0)
    assert [(row.id, row.quota, row.cards, row.reserve) for row in found.domains] == [
        ("A", 3, 3, 0), ("B", 2, 1, 2), ("C", 1, 1, 0),
    ]  # fmt: skip
    assert found.cards == 5
    assert found.notes == 5
    assert found.reserve == ("b-1-1",)


def test_the_document_has_these_keys_in_this_order() -> None:
    found = words.document(built(deck(bank(A_1=5, B_1=3, C_1=2)), changes=Changes(added=("a-1-0",))), 1.23456)
    document = json.loads(dumps(found))
    assert list(document) == [
        "exam", "apkg", "sha256", "notes", "cards", "domains", "reserve", "packages",
        "added", "changed", "retired", "left", "seconds",
    ]  # fmt: skip
    assert list(document["packages"][0]) == ["apkg", "sha256", "notes", "cards", "domains"]
    assert document["domains"][1] == {"id": "B", "name": "Water", "weight": 30, "quota": 3, "cards": 3, "reserve": 0}
    assert (document["apkg"], document["sha256"], document["seconds"]) == ("build/tea-0.apkg", NOTHING, 1.235)
    assert document["added"] == ["a-1-0"]
    assert '"name": "Cups & saucers"' in dumps(found, indent=2)


def test_every_column_of_the_table_is_a_key_of_the_document() -> None:
    found = built(deck(bank(A_1=5, B_1=3, C_1=2)))
    columns = words.table(found.packages[0].deck).splitlines()[0].split()
    document = json.loads(dumps(words.document(found, 0.0)))
    assert ["id", "name", *(name.lower() for name in columns[1:])] == list(document["domains"][0])


def test_the_text_has_a_table_for_each_package_and_ends_with_the_changes() -> None:
    one, other = deck(bank(A_1=5, B_1=3, C_1=2)), deck(bank(A_1=10, B_1=6, C_1=4))
    text = words.text(built(one, other, changes=Changes(added=("x", "y"), retired=("z",))), 0.314)
    assert text.count("Domain ") == 2
    assert "build/tea-1.apkg  20 notes, 20 cards, 0 kB\n\n" in text
    assert text.endswith("\n2 added, 0 changed, 1 retired; 0.31 s")


def test_refusals_say_what_to_do() -> None:
    assert error_sentence(words.refusal(SourcesHaveErrors(()))) == (
        "not built: fix the errors above first; the previous build is unchanged"
    )
    assert error_sentence(words.refusal(TooManyRemoved(30, 100))) == (
        "30 of 100 published notes are gone from the sources; use --retire-many if you want to retire them"
    )
    behind = LedgerWouldChange(Path("ledger.json"), Changes(added=("a", "b"), left=("c",)))
    assert error_sentence(words.refusal(behind)) == (
        "'ledger.json' is out of date (2 added, 1 left out): run 'clfcards build' and commit it"
    )
    renamed = LedgerWouldChange(Path("ledger.json"), Changes())
    assert "is out of date (decks renamed or moved)" in error_sentence(words.refusal(renamed))
