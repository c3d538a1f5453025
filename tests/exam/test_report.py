"""The report of a finished sitting."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from clfcards.exam.diagnostic import diagnose
from clfcards.exam.report import Report, report_of
from clfcards.exam.study_plan import study_plan
from tests.exam.exam_bank import EVERYTHING, GUIDE, answered, do, form, sitting

FORM = form()
SCORED = [q for q in FORM.questions if q.scored]


def right(q_index: int) -> tuple[str, ...]:
    return tuple(SCORED[q_index].key)


def wrong(q_index: int) -> tuple[str, ...]:
    q = SCORED[q_index]
    return tuple(option for option in q.options if option not in q.key)[: len(q.key)]


def handed_in(*events: tuple[str, int, tuple[str, ...]], **kinds: str) -> Report:
    state = sitting(FORM)
    for seconds, (kind, index, options) in enumerate(events, start=1):
        word = "guess" if kind == "marked" else ""
        state = do(state, kind, seconds, SCORED[index].id, options, word)  # type: ignore[arg-type]
    return report_of(GUIDE, do(state, "submitted", 99, word="learner"))


def test_only_scored_questions_count() -> None:
    report = report_of(GUIDE, answered(sitting(FORM), 50))
    assert (report.raw, report.scored) == (50, 50)
    assert report.score is not None
    assert report.score.value == 1000
    assert report.passed
    assert len(report.wrong) == 15, "the unscored questions were all wrong, and are worth reviewing"


def test_parts_add_up() -> None:
    report = report_of(GUIDE, answered(sitting(FORM), 31))
    assert sum(part.right for part in report.domains) == sum(part.right for part in report.tasks) == report.raw == 31
    assert [part.of for part in report.domains] == [12, 15, 17, 6]


def test_right_to_wrong_and_back_are_counted() -> None:
    report = handed_in(
        ("chose", 0, right(0)), ("chose", 0, wrong(0)),
        ("chose", 1, wrong(1)), ("chose", 1, right(1)),
        ("chose", 2, right(2)), ("chose", 2, wrong(2)), ("chose", 2, right(2)),
    )  # fmt: skip
    assert set(report.right_to_wrong) == {SCORED[0].id}
    assert set(report.wrong_to_right) == {SCORED[1].id, SCORED[2].id}


def test_lucky_guesses_are_right_guesses() -> None:
    report = handed_in(
        ("chose", 0, right(0)), ("marked", 0, ()), ("chose", 1, wrong(1)), ("marked", 1, ()), ("flagged", 2, ())
    )
    assert set(report.lucky) == {SCORED[0].id}
    assert set(report.guessed) == {SCORED[0].id, SCORED[1].id}
    assert {q.id for q in SCORED[:3]} <= set(report.to_review)


def test_one_domain_has_no_score() -> None:
    drill = replace(FORM, kind="domain")
    report = report_of(GUIDE, answered(sitting(drill), 40))
    assert (report.result, report.passed) == (None, None)


def test_the_diagnostic_gives_a_score_but_no_verdict() -> None:
    short = replace(FORM, kind="diagnostic", questions=tuple(SCORED[:10]))
    report = report_of(GUIDE, answered(sitting(short), 7))
    assert (report.result, report.passed, report.is_short) == (None, None, True)
    diagnosis = diagnose(GUIDE, {}, [report], 600, EVERYTHING)
    assert diagnosis.share == 0.7
    assert sum(row.minutes for row in diagnosis.plan) == 600


def test_voided_questions_do_not_count() -> None:
    state = do(sitting(FORM), "voided", 1, options=(SCORED[0].id,))
    assert report_of(GUIDE, answered(state, 49)).scored == 49


@settings(max_examples=25, deadline=None)
@given(st.integers(30, 2000), st.integers(0, 50))
def test_the_plan_uses_all_minutes_and_gives_more_to_less_known_domains(minutes: int, right_ones: int) -> None:
    report = report_of(GUIDE, answered(sitting(FORM), right_ones))
    known = {part.id: (part.right + 1) / (part.of + 2) for part in report.domains}
    plan = study_plan(GUIDE, {}, known, report.tasks, minutes)
    assert sum(domain.minutes for domain in plan) == minutes // 5 * 5
    assert all(sum(task.minutes for task in domain.tasks) == domain.minutes for domain in plan)
    claims = {d.id: d.weight for d in GUIDE.domains}
    claim = {row.id: claims[row.id] * (1 - row.known) for row in plan}
    assert all(abs(row.minutes - minutes * claim[row.id] / sum(claim.values())) <= 10 for row in plan)
