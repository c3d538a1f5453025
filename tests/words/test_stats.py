"""Every number that `stats` shows, compared with values computed by hand from a log of a dozen events."""

import re
from pathlib import Path

import pytest

from clfcards.codec import to_json
from clfcards.decks.study import study_deck
from clfcards.log.log import Log
from clfcards.model.event import Event
from clfcards.pages.stats import stats_page
from clfcards.use_cases.statistics import DeckStatistics, deck_statistics
from clfcards.words import stats as stats_words
from tests.log_events import DAY, NOON, NOW, event, review, stamp, undo
from tests.small_exam import full_exam

HOUR = 3_600_000
W, X, Y, V = (f"b-1-f{n}/1" for n in range(4))  # four of the six cards of domain B


def of_log(folder: Path, *events: Event) -> DeckStatistics:
    """The statistics at noon on Monday, 2 March 2026, for an exam with six facts in every task."""
    deck = study_deck(full_exam(folder / "decks"))
    with Log.open(folder / "data", deck.outline.namespace, NOW) as log:
        log.append(*events)
        return deck_statistics(deck, log, stamp(NOON, "now"))


def seconds(number: int) -> dict[str, int]:
    return {"duration": 1000 * number}


def dozen() -> list[Event]:
    """Thirteen events. The second to last undoes the one before it.

    Each has a card, a rating, a day, the days to the next review, and seconds. A comment after each day has its totals.
    """
    return [
        review("a", W, 3, NOON - 40 * DAY, 30, **seconds(60)),
        #                                                         40 days ago: 1 answer, 1 recalled; 1 min
        review("b", W, 3, NOON - 6 * DAY, 2, **seconds(30)),  # was in review: recalled
        review("c", X, 1, NOON - 6 * DAY + 1, 1, **seconds(60)),  # the first answer to a new card
        #                                                         6 days ago: 2 answers, 1 recalled; 1.5 min
        review("d", W, 3, NOON - 4 * DAY, 3, **seconds(20)),  # recalled
        review("e", W, 4, NOON - 4 * DAY + 1, 4, **seconds(10)),  # the second answer of that day
        review("f", X, 1, NOON - 4 * DAY + 2, 1, **seconds(40)),  # forgotten
        #                                                         4 days ago: 3 answers, 2 recalled; 70 s
        #                                                         3 days ago: nothing, so the streak begins after it
        review("g", X, 2, NOON - 2 * DAY, 2, **seconds(30)),  # recalled
        #                                                         2 days ago: 1 answer, 1 recalled; 0.5 min
        event("h", "cram", W, NOON - DAY, rating=1, **seconds(120)),  # counts as time but not as an answer
        review("i", Y, 3, NOON - 10 * HOUR, 1, **seconds(90)),  # 2 in the morning is still yesterday's study day
        #                                                         yesterday: 1 answer, 1 recalled; 3.5 min
        review("j", Y, 3, NOON - 3, 3, **seconds(45)),  # recalled
        review("k", X, 3, NOON - 2, 9, **seconds(600)),
        undo("l", "k", NOON - 1),
        review("m", X, 1, NOON, 1, **seconds(60)),  # forgotten
        #                                                         today: 2 answers, 1 recalled; 105 s
    ]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> DeckStatistics:
    return of_log(tmp_path_factory.mktemp("dozen"), *dozen())


def text_of(page: str) -> str:
    """What a reader sees of a page, with single spaces."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.partition("<body>")[2]).split())


def test_cards_are_due_by_the_day_they_come_back(found: DeckStatistics) -> None:
    """W was due 4 days after the answer 4 days ago, which is today. X is due tomorrow, Y in three days."""
    due = [day["cards"] for day in to_json(stats_words.document(found))["due"]]
    assert due == [1, 1, 0, 1] + [0] * 26
    lines = [line.text for line in stats_words.lines(found, 40)]
    start = lines.index("Due")
    assert [line.split() for line in lines[start + 1 : start + 5]] == [
        ["today", "1", "█" * 26],
        ["Tue", "03", "Mar", "1", "█" * 26],
        ["Wed", "04", "Mar", "0"],
        ["Thu", "05", "Mar", "1", "█" * 26],
    ]
    assert 'aria-label="cards a day: today: 1, 3 Mar: 1, 5 Mar: 1"' in stats_page(found)


def test_a_day_counts_answers_true_retention_and_minutes(found: DeckStatistics) -> None:
    """True retention counts the first answers of a day to cards already in review: b; d and f; g; none; j and m."""
    days = to_json(stats_words.document(found))["days"]
    assert [(day["date"], day["answers"], day["reviews"], day["minutes"]) for day in days] == [
        ("2026-01-21", 1, 0, 1),
        ("2026-02-24", 2, 1, 1.5),
        ("2026-02-26", 3, 2, 1.17),
        ("2026-02-28", 1, 1, 0.5),
        ("2026-03-01", 1, 0, 3.5),
        ("2026-03-02", 2, 2, 1.75),
    ]
    assert [day["recall"] for day in days] == pytest.approx([1, 1 / 2, 2 / 3, 1, 1, 1 / 2])
    assert [day["retention"] for day in days] == [None, 1, 1 / 2, 1, None, 1 / 2]


def test_periods_add_up_their_days(found: DeckStatistics) -> None:
    """Seven days: retention 1 + 2 + 1 + 0 + 2 = 6, recalled 1 + 1 + 1 + 0 + 1 = 4, which is 67%; answers
    2 + 3 + 1 + 1 + 2 = 9; 90 + 70 + 30 + 210 + 105 = 505 s = 8.4 min. All time: one answer and 1 min more."""
    lines = [line.text for line in stats_words.lines(found, 80)]
    assert lines[:6] == [
        "Retention",
        "   today  50% of 2 recalled, 2 answers, 2 min",
        "  7 days  67% of 6 recalled, 9 answers, 8 min",
        " 30 days  67% of 6 recalled, 9 answers, 8 min",
        "all time  67% of 6 recalled, 10 answers, 9 min",
        "3 days in a row",
    ]
    page = text_of(stats_page(found))
    assert "2026-03-02, 3 days in a row" in page
    assert "today 50% of 2 recalled 2 answers 2 min 7 days 67% of 6 recalled 9 answers 8 min" in page
    assert "all time 67% of 6 recalled 10 answers 9 min" in page
    document = stats_words.document(found)
    assert document.retention_30_days == pytest.approx(4 / 6)
    assert document.minutes == 9.42
    assert document.streak == 3


def test_the_page_has_a_column_for_each_day_since_the_first_of_the_last_thirty(found: DeckStatistics) -> None:
    """The minutes 1.5, 1.17, 0.5, 3.5 and 1.75 are rounded; half a minute is shown as more than none."""
    page = stats_page(found)
    assert 'aria-label="minutes a day: 24 Feb: 2, 26 Feb: 1, 28 Feb: &lt;1, 1 Mar: 4, 2 Mar: 2"' in page
    assert "first answer: 24 Feb: 100, 26 Feb: 50, 28 Feb: 100, 2 Mar: 50" in page
    assert '<div title="25 Feb: 0"><b>' in page
    assert "10 answers on 6 days of the last 18 weeks" in text_of(page)


def test_a_domain_counts_its_cards_and_those_seen(found: DeckStatistics) -> None:
    """The weights are 50, 30 and 20, and there are 12, 6 and 6 cards. B limits the deck to 21 cards; 10.5, 6.3 and 4.2
    of them are rounded to 11, 6 and 4."""
    domains = {domain.id: domain for domain in stats_words.document(found).domains}
    assert {id_: (domain.cards, domain.seen, domain.reviews) for id_, domain in domains.items()} == {
        "A": (11, 0, 0),
        "B": (6, 3, 6),
        "C": (4, 0, 0),
    }
    assert domains["B"].retention == pytest.approx(4 / 6)
    texts = [line.text for line in stats_words.lines(found, 80)]
    assert "   0 of 11 cards seen" in texts
    assert any(re.fullmatch(r"   3 of 6 cards seen, recall now >?\d+%, 67% of 6 recalled", text) for text in texts)


def test_the_numbers_after_one_good_answer(tmp_path: Path) -> None:
    """FSRS-6's default weights: after a first "good" the stability is w2 = 2.3065 days, the difficulty
    w4 - e^(2 w5) + 1 = 6.4133 - 5.2951 + 1 = 2.118. With w20 = 0.1542, recall after two days is
    (1 + (0.9^(-1/0.1542) - 1) · 2/2.3065)^-0.1542 = (1 + 0.98034 · 0.86711)^-0.1542 = 0.9095,
    and of all six cards 0.9095 / 6 = 0.1516 are expected to be recalled."""
    found = of_log(tmp_path, review("a", V, 3, NOON - 2 * DAY, 2))
    document = stats_words.document(found)
    (part,) = (domain for domain in document.domains if domain.id == "B")
    assert part.recall_now == pytest.approx(0.9095, abs=0.00005)
    assert part.known == pytest.approx(0.1516, abs=0.00005)
    assert {name: cards for name, cards in document.stability.items() if cards} == {"≤ 3 d": 1}
    assert {name: cards for name, cards in document.difficulty.items() if cards} == {"2–3": 1}
    assert {name: cards for name, cards in document.recall_now.items() if cards} == {"90–100 %": 1}
    assert "1 of 6 cards seen, recall now 91%" in text_of(stats_page(found))
    assert "Of all cards, 17% are seen and 15% recalled now" in stats_page(found)
