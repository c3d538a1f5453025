"""The page's report and its short text, as its script makes them, are those of the terminal."""

from pathlib import Path

import pytest

from tests.page.learner import Learner
from tests.page.random_sittings import differences

pytestmark = pytest.mark.browser


def test_random_sittings_have_the_terminals_figures_and_answers(learner: Learner, decks: Path) -> None:
    assert list(differences(learner, decks / "tea-101", 25)) == []
