"""The reference form: as many questions as the exam scores, with evenly spaced difficulties, and its cut."""

import math

from clfcards.exam.rasch import ability_at
from clfcards.model.guide import Guide
from clfcards.model.number import exactly
from clfcards.model.pass_rule import PercentPass, RawPass, ScaledPass


def reference_difficulties(guide: Guide) -> tuple[float, ...]:
    """The Rasch difficulties of the reference form, in logits, easiest first."""
    practice, scored = guide.practice, guide.format.scored
    steps = max(1, scored - 1)
    width = practice.difficulty_hardest - practice.difficulty_easiest
    return tuple(practice.difficulty_easiest + width * i / steps for i in range(scored))


def reference_cut(guide: Guide) -> int:
    """The number of right answers that passes the reference form."""
    if guide.practice.raw_cut is not None:
        return guide.practice.raw_cut
    return right_in_proportion(guide, guide.format.scored)


def right_in_proportion(guide: Guide, of: int) -> int:
    """The least number of `of` right answers whose share is enough, whatever the difficulty of the questions.

    It is computed exactly: no rounding of a fraction can move it.
    """
    match guide.pass_rule:
        case RawPass(cut):
            share = exactly(cut) / guide.format.scored
        case PercentPass(cut):
            share = exactly(cut) / 100
        case ScaledPass(minimum, maximum, cut):
            share = exactly(cut - minimum) / (maximum - minimum)
    return math.ceil(share * of)


def cut_ability(guide: Guide) -> float:
    """The ability, in logits, whose true score on the reference form is its cut.

    If all answers must be right, no finite ability is enough, so half an answer less counts.
    """
    scored = guide.format.scored
    return ability_at(min(reference_cut(guide), scored - 0.5), reference_difficulties(guide))
