"""The score of a form for every number of right answers, so that whoever presents it only has to look it up."""

from dataclasses import dataclass

from clfcards.exam.form import Form
from clfcards.exam.margin import NarrowPass, narrow_score
from clfcards.exam.score import FormScore, score_form
from clfcards.model.guide import Guide


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """The score of so many right answers; `narrow` says why a pass is a narrow one, if it is."""

    result: FormScore
    narrow: NarrowPass | None


def score_table(guide: Guide, form: Form) -> tuple[ScoreRow, ...]:
    """The rows for 0, 1, … right answers to the form's scored questions, as its report would have them."""
    difficulties = [question.difficulty for question in form.questions if question.scored]
    results = [score_form(guide, difficulties, raw) for raw in range(len(difficulties) + 1)]
    return tuple(ScoreRow(result, narrow_score(guide, difficulties, result)) for result in results)
