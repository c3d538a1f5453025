"""Which questions a maintainer should look at first."""

import pytest

from clfcards.exam.calibration import Fitted
from clfcards.exam.difficulty import Estimate
from clfcards.exam.question_difficulty import question_difficulties
from tests.exam.exam_bank import question

CUT = 0.6
PRIOR = Estimate(CUT, 0.5)


def described(fitted: Fitted | None) -> tuple[float, float, bool]:
    (found,) = question_difficulties([question("q", "1.1")], {"q": PRIOR}, {"q": fitted} if fitted else {}, CUT)
    return found.expected, round(found.estimated, 3), found.is_suspicious


def test_a_question_as_hard_as_the_cut_is_right_for_half_of_those_who_just_pass() -> None:
    assert described(None) == (0.5, 0.5, False)


@pytest.mark.parametrize(
    ("separation", "answers", "suspicious"),
    [
        (0.05, 100, False),  # 0.05 + 0.1 is not below 0.1: it may be chance
        (-0.01, 100, True),
        (-0.01, 36, False),
        (0.3, 100, False),
        (None, 100, False),
    ],
)
def test_one_that_does_not_separate_is_worth_a_look(separation: float | None, answers: int, suspicious: bool) -> None:
    assert described(Fitted(Estimate(CUT, 0.3, answers), 50, separation))[2] is suspicious


@pytest.mark.parametrize(("logits", "suspicious"), [(CUT + 0.95, False), (CUT + 1.05, True), (CUT - 1.05, True)])
def test_one_that_is_far_from_what_was_expected_is_worth_a_look(logits: float, suspicious: bool) -> None:
    # With errors of 0.5 before and 0.3 after, answers move an estimate by √(0.25 − 0.09) = 0.4; 2.5 of that is 1.0.
    assert described(Fitted(Estimate(logits, 0.3, 60), 30, 0.4))[2] is suspicious


def test_a_logit_harder_means_right_for_a_quarter() -> None:
    assert described(Fitted(Estimate(CUT + 1.0986, 0.3, 60), 30, 0.4))[1] == 0.25  # 1 / (1 + 3)


def test_those_worth_a_look_come_first_then_those_with_most_answers() -> None:
    fitted = {
        "few": Fitted(Estimate(CUT, 0.4, 10), 5, None),
        "many": Fitted(Estimate(CUT, 0.3, 90), 45, 0.4),
        "bad": Fitted(Estimate(CUT, 0.3, 50), 25, -0.3),
    }
    bank = [question(id_, "1.1") for id_ in ("none", "few", "many", "bad")]
    found = question_difficulties(bank, {q.id: PRIOR for q in bank}, fitted, CUT)
    assert [each.question for each in found] == ["bad", "many", "few", "none"]
