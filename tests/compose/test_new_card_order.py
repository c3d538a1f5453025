"""The order in which new cards are introduced, by hand."""

from itertools import islice

from clfcards.compose.new_card_order import new_card_order

WEIGHTS = {"A": 50, "B": 30, "C": 20}


def order(counts: dict[str, int], introduced: dict[str, int] | None = None, most: int = 99) -> str:
    """The domains in the order of their turns, where each has so many cards waiting."""
    waiting = {domain: [domain] * count for domain, count in counts.items()}
    return "".join(islice(new_card_order(WEIGHTS, waiting, introduced), most))


def test_turns_follow_sainte_lague() -> None:
    """50, 30, 20; then 50/3 = 16.7; 50/5 = 30/3 = 10, to the larger weight first; 50/7, 20/3, 30/5, 50/9."""
    assert order({"A": 9, "B": 9, "C": 9}, most=10) == "ABCAABACBA"


def test_a_domain_that_has_run_out_leaves_the_others_where_they_were() -> None:
    """B and C have had one turn each: 30/3 = 10, 20/3 = 6.7, 30/5 = 6, 30/7 = 4.3, 20/5 = 4."""
    assert order({"A": 1, "B": 4, "C": 3}) == "ABCBCBBC"


def test_what_was_introduced_before_counts() -> None:
    """A stands at 50/5 = 10, B at 30, C at 20: then 30/3 = 10 is B's, after A with the larger weight."""
    assert order({"A": 2, "B": 2, "C": 1}, introduced={"A": 2}) == "BCABA"


def test_a_note_comes_with_the_last_of_its_cards() -> None:
    """A and B take turns; A's notes have two cards each, B's one."""
    weights, waiting = {"A": 1, "B": 1}, {"A": ["aa", "AA"], "B": ["b", "B", "β", "ß"]}
    assert list(new_card_order(weights, waiting, cards=len)) == ["b", "aa", "B", "β", "AA", "ß"]


def test_nothing_waits() -> None:
    assert order({"A": 0, "B": 0}) == ""
    assert order({}) == ""
