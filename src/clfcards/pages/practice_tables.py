"""A form in the document of a page of practice exams, with the score for every number of right answers."""

from collections.abc import Sequence

from clfcards.exam.answer_text import form_mark
from clfcards.exam.diagnosis_table import DiagnosisTable
from clfcards.exam.form import Form
from clfcards.exam.score import axis_of
from clfcards.exam.score_table import ScoreRow, score_table
from clfcards.exam.timing import exam_timing
from clfcards.model.guide import Guide
from clfcards.pages.practice_diagnosis import page_diagnosis
from clfcards.pages.practice_document import PageAxis, PageDiagnosis, PageForm
from clfcards.pages.practice_document import ScoreRow as PageRow
from clfcards.words.report import error_amounts, narrow_amounts
from clfcards.words.score import amount, out_of_highest, passes, right_answers_of


def page_forms(guide: Guide, forms: Sequence[Form], diagnosis: DiagnosisTable | None) -> tuple[PageForm, ...]:
    """The forms as the page has them; `diagnosis` has the outcomes of the diagnostic, if there is one."""
    found: list[PageForm] = []
    first = exams = 0
    for form in forms:
        if form.kind == "diagnostic":
            found.append(_diagnostic(form, first, page_diagnosis(guide, diagnosis) if diagnosis else None))
        else:
            exams += 1
            found.append(_exam(guide, form, f"Exam {exams}", first))
        first += len(form)
    return tuple(found)


def _diagnostic(form: Form, first: int, diagnosis: PageDiagnosis | None) -> PageForm:
    return PageForm(
        name="Diagnostic",
        kind=form.kind,
        seed=form.seed,
        mark=form_mark(form),
        first=first,
        count=len(form),
        scored=_scored(form),
        seconds=None,
        cut=None,
        axis=None,
        shown="",
        passes="",
        right="",
        table=(),
        diagnosis=diagnosis,
    )


def _exam(guide: Guide, form: Form, name: str, first: int) -> PageForm:
    rows = score_table(guide, form)
    result = rows[0].result
    axis, kind = axis_of(guide, result.of, result.cut), result.score.kind
    return PageForm(
        name=name,
        kind=form.kind,
        seed=form.seed,
        mark=form_mark(form),
        first=first,
        count=len(form),
        scored=_scored(form),
        seconds=exam_timing(guide.format, len(form)).limit_seconds,
        cut=result.cut,
        axis=PageAxis(kind, axis.lowest, axis.highest, axis.cut),
        shown=out_of_highest(guide, result.of),
        passes=passes(kind, result.score.cut),
        right="" if kind == "raw" else right_answers_of(guide, result.of, result.cut),
        table=tuple(_row(guide, row) for row in rows),
        diagnosis=None,
    )


def _row(guide: Guide, row: ScoreRow) -> PageRow:
    result, score = row.result, row.result.score
    narrow = narrow_amounts(guide, row.narrow) if row.narrow else None
    return PageRow(
        value=amount(score.kind, score.value),
        passed=result.passed,
        narrow=(narrow["low"], narrow["high"], narrow["cost"]) if narrow else None,
        **error_amounts(result),
    )


def _scored(form: Form) -> str:
    return "".join("1" if question.scored else "0" for question in form.questions)
