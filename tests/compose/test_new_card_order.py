"""The order in which new cards are introduced, compared with values computed by hand."""

from itertools import islice

from clfcards.compose.new_card_order import new_card_order

WEIGHTS = {"A": 50, "B": 30, "C": 20}


def order(counts: dict[str, int], introduced: dict[str, int] | None = None, most: int = 99) -> str:
    """The domains in the order of their turns, if each domain has this many cards waiting."""
    waiting = {domain: [domain] * count for domain, count in counts.items()}
    return "".join(islice(new_card_order(WEIGHTS, waiting, introduced), most))


def test_turns_follow_sainte_lague() -> None:
    """50, 30, 20; then 50/3 = 16.7; 50/5 = 30/3 = 10, larger weight first; 50/7, 20/3, 30/5, 50/9."""
    assert order({"A": 9, "B": 9, "C": 9}, most=10) == "ABCAABACBA"


def test_a_domain_that_is_used_up_does_not_change_the_order_of_the_others() -> None:
    """B and C have had one turn each: 30/3 = 10, 20/3 = 6.7, 30/5 = 6, 30/7 = 4.3, 20/5 = 4."""
    assert order({"A": 1, "B": 4, "C": 3}) == "ABCBCBBC"


def test_cards_introduced_before_count() -> None:
    """A's quotient is 50/5 = 10, B's 30, C's 20. Then B has 30/3 = 10, after A, which has the larger weight."""
    assert order({"A": 2, "B": 2, "C": 1}, introduced={"A": 2}) == "BCABA"


def test_a_note_comes_with_the_seat_of_its_last_card() -> None:
    """A and B take turns; A's notes have two cards each, B's one."""
    weights, waiting = {"A": 1, "B": 1}, {"A": ["aa", "AA"], "B": ["b", "B", "β", "ß"]}
    assert list(new_card_order(weights, waiting, cards=len)) == ["b", "aa", "B", "β", "AA", "ß"]


def test_without_waiting_notes_the_order_is_empty() -> None:
    assert order({"A": 0, "B": 0}) == ""
    assert order({}) == ""
