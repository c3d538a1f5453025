"""What a few answers show: compared with a simulation of the same model, and with what must hold."""

import math
import random
from collections import Counter
from statistics import fmean

import pytest

from clfcards.exam.diagnostic import questions_in_doubt, weakest_of
from clfcards.exam.few_answers import DomainFromFew, FewAnswer, FromFew, from_few
from clfcards.exam.points import points_of_exam
from clfcards.exam.reference import reference_difficulties
from clfcards.exam.score import Score
from tests.exam.exam_bank import GUIDE

DOMAINS = (*"11", *"222", *"3333", "4")
SPREADS = (0.3, 0.5, 0.17, 0.03)  # how probable it is that domains differ by 0.15, 0.35, 0.7 or 1.1 logits
SEATS = {"1": 12, "2": 15, "3": 17, "4": 6}  # 50 scored questions by weight


def answers(wrong: str = "") -> list[FewAnswer]:
    """Ten answers to questions of difficulty 0, all right but those of the domains named in `wrong`."""
    left = Counter(wrong)
    found = []
    for domain in DOMAINS:
        left[domain] -= 1
        found.append(FewAnswer(domain, 0.0, left[domain] < 0))
    return found


def chance(ability: float, difficulty: float) -> float:
    """The logistic curve, flattened for a difficulty that is off by 0.8 logits: the probit approximation."""
    scale = 16 * math.sqrt(3) / (15 * math.pi)
    return 1 / (1 + math.exp((difficulty - ability) / math.sqrt(1 + (scale * 0.8) ** 2)))


def test_it_agrees_with_learners_drawn_from_the_same_model() -> None:
    """30,000 learners, each weighted by the likelihood of the answers."""
    given, draw = answers(wrong="22"), random.Random(1)
    points, shares, weakest = [], [], dict.fromkeys(SEATS, 0.0)
    total = 0.0
    grid = [chance(-6 + i / 20, b) for i in range(281) for b in reference_difficulties(GUIDE)]
    share_at = [fmean(grid[50 * i : 50 * i + 50]) for i in range(281)]
    for _ in range(30_000):
        spread = draw.choices((0.15, 0.35, 0.7, 1.1), SPREADS)[0]
        ability = draw.gauss(0.3, 0.9)
        own = {d: ability + draw.gauss(0, spread) for d in SEATS}
        weight = math.prod(
            chance(own[a.domain], a.difficulty) if a.right else 1 - chance(own[a.domain], a.difficulty) for a in given
        )
        share = {d: share_at[min(280, max(0, round((own[d] + 6) * 20)))] for d in SEATS}
        points.append((weight, points_of_exam(GUIDE, sum(SEATS[d] * share[d] for d in SEATS))))
        shares.append((weight, share["2"]))
        weakest[min(own, key=own.__getitem__)] += weight
        total += weight
    found = from_few(GUIDE, given)
    assert found.score.value == pytest.approx(sum(w * p for w, p in points) / total, abs=4)
    below = sum(w for w, p in points if p < found.score.low) / total
    above = sum(w for w, p in points if p > found.score.high) / total
    assert below == pytest.approx(1 / 6, abs=0.02)
    assert above == pytest.approx(1 / 6, abs=0.02)
    second = found.domains[1]
    assert second.share == pytest.approx(sum(w * s for w, s in shares) / total, abs=0.01)
    for domain in found.domains:
        assert domain.weakest == pytest.approx(weakest[domain.id] / total, abs=0.02)


def test_ten_of_ten_is_not_a_thousand() -> None:
    """Where abilities are N(0.3, 0.9), such learners have a true score of 770 to 800 on average."""
    score = from_few(GUIDE, answers()).score
    assert 760 <= score.value <= 800
    assert score.low < 700 < score.value < score.high < 900


def test_without_answers_every_domain_is_equally_likely_to_be_the_weakest() -> None:
    found = from_few(GUIDE, [])
    assert [domain.weakest for domain in found.domains] == pytest.approx([0.25] * 4)
    assert len({round(domain.share, 9) for domain in found.domains}) == 1


def test_a_domain_with_equal_shares_gains_by_its_weight() -> None:
    """Below the cut a right answer is worth 600/35 points; gaps are in proportion to the 12, 15, 17 and 6 questions."""
    found = from_few(GUIDE, [FewAnswer(d, 0.0, right=False) for d in "1234"] * 10)
    gains = [domain.gain for domain in found.domains]
    assert gains[0] / gains[3] == pytest.approx(12 / 6, rel=0.1)
    assert gains[0] == pytest.approx(12 * (1 - found.domains[0].share) * 600 / 35, rel=1e-6)


def test_more_answers_narrow_the_score_and_show_the_weakest_domain() -> None:
    few = from_few(GUIDE, [FewAnswer(d, 0.0, d != "3") for d in "1234"])
    many = from_few(GUIDE, [FewAnswer(d, 0.0, d != "3") for d in "1234" * 10])
    assert many.score.high - many.score.low < few.score.high - few.score.low
    assert weakest_of(few) is None
    assert weakest_of(many) == "3"


def test_domains_that_are_named_the_weakest_are_so_three_times_in_four() -> None:
    """200 learners whose domains differ by 0.8 logits answer forty questions each."""
    draw = random.Random(7)
    named = right = 0
    for _ in range(200):
        ability = draw.gauss(0.3, 0.9)
        own = {d: ability + draw.gauss(0, 0.8) for d in SEATS}
        given = [FewAnswer(d, b, draw.random() < chance(own[d], b)) for d in SEATS for b in (-1.5, -0.5, 0, 0.5, 1) * 2]
        if name := weakest_of(from_few(GUIDE, given)):
            named += 1
            right += name == min(own, key=own.__getitem__)
    assert named >= 10
    assert right >= 0.75 * named


def doubts(*weakest: float) -> FromFew:
    domains = tuple(DomainFromFew(d, 0.5, p, 1.0, 1.0) for d, p in zip("1234", weakest, strict=True))
    return FromFew(Score("scaled", 600, 700, 500, 700, None), domains)


def test_more_questions_come_from_the_domains_in_doubt_in_proportion_to_the_doubt() -> None:
    """0.6 and 0.3 of 0.9 are 6.67 and 3.33 of ten questions; 0.05 is no doubt."""
    plenty = dict.fromkeys("1234", 50)
    assert questions_in_doubt(doubts(0.6, 0.3, 0.05, 0.05), plenty) == {"1": 7, "2": 3}


def test_a_domain_without_questions_left_passes_its_seats_on() -> None:
    assert questions_in_doubt(doubts(0.6, 0.3, 0.05, 0.05), {"1": 2, "2": 50}) == {"1": 2, "2": 8}
    assert questions_in_doubt(doubts(0.6, 0.3, 0.05, 0.05), {"1": 2, "2": 1}) == {"1": 2, "2": 1}
    assert questions_in_doubt(doubts(0.6, 0.3, 0.05, 0.05), {}) == {}
