"""What guide.yaml says about passing: one of three rules, and weights that may have fractions."""

import pytest

from clfcards.model.guide import Guide, Practice
from clfcards.model.pass_rule import PassRule, PercentPass, RawPass, ScaledPass
from clfcards.source.guide import read_guide
from tests.small_exam import GUIDE

SCALE = "  scale_minimum: 0\n  scale_maximum: 200\n  scale_pass: 120\n"
PRACTICE = GUIDE[GUIDE.index("practice:") : GUIDE.index("revisions:")]
RAW = GUIDE.replace(SCALE, "  raw_pass: 13\n").replace(PRACTICE, "").replace("  unscored: 4\n", "")


def read(text: str) -> Guide:
    guide, problems = read_guide("guide.yaml", text)
    assert guide is not None, problems
    return guide


def problems(text: str) -> list[str]:
    _, found = read_guide("guide.yaml", text)
    return [f"{problem.place.line}:{problem.place.column}: {problem.message} [{problem.rule}]" for problem in found]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (GUIDE, ScaledPass(0, 200, 120)),
        (RAW, RawPass(13)),
        (RAW.replace("raw_pass: 13", "raw_pass: 20"), RawPass(20)),
        (RAW.replace("raw_pass: 13", "percent_pass: 65"), PercentPass(65)),
        (RAW.replace("raw_pass: 13", "percent_pass: 72.50"), PercentPass(72.5)),
        (RAW.replace("raw_pass: 13", "percent_pass: 100"), PercentPass(100)),
    ],
)
def test_an_exam_passes_by_scale_by_right_answers_or_by_percentage(text: str, rule: PassRule) -> None:
    assert read(text).pass_rule == rule


def test_an_exam_needs_no_unscored_part_and_no_model_of_a_scale() -> None:
    guide = read(RAW)
    assert (guide.format.scored, guide.format.unscored, guide.format.questions) == (20, 0, 20)
    assert guide.practice == Practice(None, -2.0, 2.0)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            RAW.replace("  raw_pass: 13\n", ""),
            "10:3: the exam format does not say what passes: add 'raw_pass', 'percent_pass', or 'scale_minimum', "
            "'scale_maximum' and 'scale_pass' [missing-key]",
        ),
        (
            RAW.replace("raw_pass: 13", "raw_pass: 13\n  percent_pass: 65"),
            "13:3: an exam passes by one rule, but there is 'raw_pass' too: remove one of them [two-rules]",
        ),
        (
            GUIDE.replace("scale_pass: 120", "scale_pass: 120\n  raw_pass: 12"),
            "16:3: an exam passes by one rule, but there is 'scale_pass' too: remove one of them [two-rules]",
        ),
        (
            GUIDE.replace("  scale_pass: 120\n", ""),
            "10:3: the exam format has no 'scale_pass' (the scaled score that passes) [missing-key]",
        ),
        (
            RAW.replace("raw_pass: 13", "raw_pass: 21"),
            "12:13: 21 right answers are needed to pass, but only 20 questions are scored [out-of-range]",
        ),
        (
            RAW + "practice: {raw_cut: 12}\n",
            "53:21: 'raw_cut' is the model of a scale, and this exam has none: remove it [two-rules]",
        ),
        (
            RAW.replace("raw_pass: 13", "percent_pass: 65%"),
            "12:17: '65%' has a percent sign: write the number alone [bad-number]",
        ),
        (
            RAW.replace("raw_pass: 13", "percent_pass: 65.125"),
            "12:17: 65.125 is not a valid percentage: use more than 0, and at most two decimals [out-of-range]",
        ),
        (
            RAW.replace("raw_pass: 13", "percent_pass: 0"),
            "12:17: 0 is not a valid percentage: use more than 0, and at most two decimals [out-of-range]",
        ),
        (RAW.replace("raw_pass: 13", "percent_pass: 101"), "12:17: 101 is not between 0 and 100 [out-of-range]"),
    ],
)
def test_a_pass_rule_that_cannot_be_is_refused(text: str, problem: str) -> None:
    assert problems(text) == [problem]


def weighed(*weights: str) -> str:
    first, second, third = weights
    return (
        RAW.replace("weight: 50", f"weight: {first}")
        .replace("weight: 30", f"weight: {second}")
        .replace("weight: 20", f"weight: {third}")
    )


@pytest.mark.parametrize(
    ("weights", "numbers"),
    [
        (("12.5", "50", "37.5"), (12.5, 50, 37.5)),
        (("33.3", "33.3", "33.4"), (33.3, 33.3, 33.4)),
        (("33.33", "33.33", "33.34"), (33.33, 33.33, 33.34)),
        (("50.0", "30", "20"), (50, 30, 20)),
    ],
)
def test_weights_may_have_fractions(weights: tuple[str, ...], numbers: tuple[float, ...]) -> None:
    guide = read(weighed(*weights))
    assert tuple(domain.weight for domain in guide.domains) == numbers
    assert [isinstance(domain.weight, int) for domain in guide.domains] == [n == int(n) for n in numbers]


@pytest.mark.parametrize(
    ("weights", "problem"),
    [
        (("33.3", "33.3", "33.3"), "18:3: the weights of the domains sum to 99.9, not 100 [weights]"),
        (
            ("25-30", "50", "20"),
            "20:13: '25-30' is a range, and ranges are not supported: write one number, such as 12.5 [not-supported]",
        ),
        (
            ("25–30 %", "50", "20"),
            "20:13: '25–30 %' is a range, and ranges are not supported: write one number, such as 12.5 [not-supported]",
        ),
    ],
)
def test_other_weights_are_refused(weights: tuple[str, ...], problem: str) -> None:
    assert problems(weighed(*weights)) == [problem]
