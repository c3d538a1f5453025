"""What a guide may not promise."""

from clfcards.source.guide import read_guide
from tests.small_exam import GUIDE


def test_partial_credit_is_refused_rather_than_ignored() -> None:
    guide, problems = read_guide("guide.yaml", GUIDE.replace("partial_credit: false", "partial_credit: true"))
    assert guide is None
    assert [problem.rule for problem in problems] == ["not-supported"]
