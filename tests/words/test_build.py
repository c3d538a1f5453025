"""The numbers that a build prints, compared with numbers computed by hand, and why nothing was built."""

import datetime as dt
import json
from pathlib import Path

from clfcards.anki.card_loss import CardLoss
from clfcards.anki.release_news import ReleaseNews
from clfcards.codec import dumps
from clfcards.compose.deck import compose
from clfcards.model.bank import Bank
from clfcards.model.deck import Deck
from clfcards.model.ledger import Changes, Entry, Ledger, Version
from clfcards.use_cases.build_outcome import (
    Built,
    BuiltPackage,
    ClockDisagrees,
    FewerCards,
    LedgerAhead,
    LedgerWouldChange,
)
from clfcards.use_cases.build_time import Evidence
from clfcards.use_cases.check import SourcesHaveErrors
from clfcards.use_cases.deck_sizes import DeckSize, deck_sizes
from clfcards.use_cases.lost_ledger import LostNotes
from clfcards.words import build as words
from clfcards.words.next_steps import error_sentence
from tests.compose.test_deck import PACKAGE, TEA, bank, note, settings

NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # SHA-256 of no bytes at all


def deck(facts: Bank, size: int | None = None) -> Deck:
    return compose(TEA, settings(), facts, PACKAGE, size)


def built(*decks: Deck, changes: Changes | None = None) -> Built:
    packages = tuple(BuiltPackage(Path(f"build/tea-{i}.apkg"), some, b"") for i, some in enumerate(decks))
    news = ReleaseNews("Tea", "", "", ())
    return Built("tea-101", packages, (), changes or Changes(), (), Path("build/whatsnew.md"), news, None)  # type: ignore[arg-type]


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
        "added", "changed", "retired", "left", "returned", "moved", "fewer_cards", "sizes", "updates", "seconds",
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


def test_the_changes_name_what_else_happened() -> None:
    """What leaves, moves or loses cards is what a maintainer would not see in the packages."""
    everything = Changes(
        added=("a",),
        changed=("b", "c"),
        returned=("d",),
        retired=("e",),
        left=("f",) * 49,
        moved=("g",),
        fewer_cards=("h",),
    )
    assert words.changes_line(built(changes=everything), 0.5) == (
        "1 added, 2 changed, 1 retired, 49 left the deck, 1 back in the deck, 1 moved to another domain, "
        "1 with fewer cards; 0.50 s"
    )


def test_a_deck_that_shrinks_names_its_limit_and_what_would_keep_its_size() -> None:
    """With 50, 30 and 20%, 20 cards are 10, 6 and 4. There are 11, 3 and 4: B lacks 3. 11 are 6, 3 and 2."""
    (size,) = deck_sizes(ledger_with(20), [deck(bank(A_1=11, B_1=3, C_1=4))])
    assert size == DeckSize("tea", 20, 11, "Water", {"Water": 3})
    assert words.size_lines([size]) == [
        "'tea' shrinks from 20 to 11 cards: Water limits it; to keep 20, it needs 3 more cards in Water"
    ]


def test_a_deck_that_grows_or_is_new_is_not_worth_a_line() -> None:
    grown = deck_sizes(ledger_with(9), [deck(bank(A_1=5, B_1=3, C_1=2))])
    new = deck_sizes(ledger_with(0), [deck(bank(A_1=5, B_1=3, C_1=2))])
    assert [(size.published, size.cards) for size in (*grown, *new)] == [(9, 10), (0, 10)]
    assert words.size_lines([*grown, *new]) == []


def ledger_with(cards: int) -> Ledger:
    """A ledger with as many cards in the package of `deck`."""
    version = Version(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    entry = Entry("Fact", "tea/A", dt.date(2026, 1, 1), (0,), (version,))
    return Ledger("tea", {str(number): entry for number in range(cards)})


def test_refusals_say_what_to_do() -> None:
    assert error_sentence(words.refusal(SourcesHaveErrors(()))) == (
        "not built: fix the errors above first; the previous build is unchanged"
    )
    shrunk = DeckSize("tea", 100, 60, "Water", {"Water": 12, "Leaves": 1})
    assert error_sentence(words.refusal(FewerCards((CardLoss("tea", 100, 30, 9, 1),), (shrunk,)))) == (
        "40 of 100 published cards would leave 'tea' (30 retired, 9 left out, 1 removed from their notes); "
        "'tea' shrinks from 100 to 60 cards: Water limits it; to keep 100, it needs 12 more cards in Water and "
        "1 more card in Leaves; use --accept-fewer if this is meant"
    )
    assert error_sentence(words.refusal(LostNotes(Path("ledger.json"), 2, "git's newest commit", in_git=True))) == (
        "'ledger.json' lacks 2 notes that git's newest commit knows as published: restore it with "
        "'git checkout HEAD -- ledger.json', or every learner gets them again; use --first if "
        "this deck was never published"
    )
    assert "restore it from a backup or another clone, or" in error_sentence(
        words.refusal(LostNotes(Path("ledger.json"), 2, "'build/tea-101.apkg'", in_git=False))
    )
    late, now = dt.datetime(2099, 5, 1, 12, tzinfo=dt.UTC), dt.datetime(2026, 11, 28, 9, tzinfo=dt.UTC)
    assert error_sentence(words.refusal(LedgerAhead(Path("ledger.json"), late, now))) == (
        "the newest time in 'ledger.json' is 2099-05-01 12:00 UTC, but now is 2026-11-28 09:00 UTC: if your clock is "
        "right, no later correction would reach learners; use --repair-ledger to set it back"
    )
    assert error_sentence(words.refusal(ClockDisagrees(late, Evidence(now, "git's newest commit")))) == (
        "the clock says 2099-05-01 12:00 UTC, but the time of git's newest commit is 2026-11-28 09:00 UTC: set the "
        "clock, or name the day with --date (or the second with SOURCE_DATE_EPOCH)"
    )
    behind = LedgerWouldChange(Path("ledger.json"), Changes(added=("a", "b"), left=("c",)))
    assert error_sentence(words.refusal(behind)) == (
        "'ledger.json' is out of date (2 added, 1 left the deck): run 'clfcards build' and commit it"
    )
    renamed = LedgerWouldChange(Path("ledger.json"), Changes())
    assert "is out of date (decks renamed)" in error_sentence(words.refusal(renamed))
