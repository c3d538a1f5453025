"""Cards that leave a package are counted for whatever reason, and many of them need consent."""

import pytest

from clfcards.anki.card_loss import CardLoss, card_losses
from clfcards.anki.publish import publish
from clfcards.anki.retire import retired
from clfcards.model.ledger import Ledger
from tests.anki.test_publish import DAY, SIX, TYPES, day, edition, without


def test_every_card_that_leaves_counts_once() -> None:
    """C has 4 of 20 cards, 20%. Without two of them the deck has 12 (6, 4 and 2), so 6 others leave."""
    first, _ = publish(Ledger("tea"), edition(SIX), TYPES, DAY)
    second, _ = publish(first, edition(without(SIX, "c-1-0", "c-1-1")), TYPES, day(1))
    assert card_losses(first, second) == (CardLoss("tea", 20, retired=2, left=6, removed=0),)


def test_a_note_retired_by_command_counts_at_the_next_build_and_only_there() -> None:
    """Otherwise a transition that retires hundreds of notes would go unnoticed."""
    first, _ = publish(Ledger("tea"), edition(SIX), TYPES, DAY)
    marked = retired(first, ["c-1-0", "c-1-1"], day(1).date(), "too old")
    second, changes = publish(marked, edition(without(SIX, "c-1-0", "c-1-1")), TYPES, day(2))
    assert card_losses(marked, second)[0].retired == 2
    assert set(changes.retired) == {"c-1-0", "c-1-1"}
    assert second.notes["c-1-0"].retired == day(1).date()
    third, changes = publish(second, edition(without(SIX, "c-1-0", "c-1-1")), TYPES, day(3))
    assert card_losses(second, third)[0].gone == 0
    assert changes.retired == ()


@pytest.mark.parametrize(
    ("gone", "published", "is_large"),
    [(10, 50, False), (11, 50, True), (11, 110, True), (11, 111, False), (61, 618, False), (62, 618, True)],
)
def test_a_tenth_is_large_if_it_is_more_than_a_few(gone: int, published: int, is_large: bool) -> None:
    assert CardLoss("tea", published, 0, gone, 0).is_large == is_large
