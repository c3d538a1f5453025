"""Readiness: who is called ready, who is not, and for which reasons."""

import datetime as dt
from dataclasses import replace

import pytest

from clfcards.exam.evidence import NextForm, Recall, reference_form
from clfcards.exam.form import Form
from clfcards.exam.readiness import READY_ATTEMPTS, Readiness, assess
from clfcards.exam.sightings import SatQuestion, SatSitting, met_lately, sat_sittings
from clfcards.exam.signals import signals_of
from clfcards.exam.sitting import Sitting
from clfcards.exam.verdict import (
    BankTooSmall,
    ExamDay,
    LeastProbability,
    MayBeLower,
    NoUnseenQuestions,
    TooFewAnswers,
    TooFewAttempts,
    UnansweredDomains,
    WeakDomain,
)
from tests.exam.exam_bank import EVERYTHING, GUIDE, NOON, do, form, sitting

FORM = reference_form(GUIDE)
DAY = dt.timedelta(days=1)


def answered(state: Sitting, right: int) -> Sitting:
    """The sitting handed in with `right` of 50 scored questions right, and as large a share of the unscored ones."""
    left = {True: right, False: round(0.3 * right)}
    for q in state.form.questions:
        key = tuple(sorted(q.key))
        wrong = tuple(option for option in q.options if option not in q.key)[: len(key)]
        left[q.scored] -= 1
        state = do(state, "chose", 60.0, q.id, key if left[q.scored] >= 0 else (*wrong, *key)[: len(key)])
    return do(state, "submitted", 60.0, word="learner")


def sat(*rights: int, limit: float | None = 5400.0, days_apart: float = 4) -> list[Sitting]:
    """Whole forms without a common question, each with the given number right."""
    return [
        later(answered(sitting(_fresh(n), limit), right), days_apart * (n - len(rights) + 1))
        for n, right in enumerate(rights)
    ]


def later(of: Sitting, days: float) -> Sitting:
    return replace(of, last=replace(of.last, wall=of.last.wall + days * DAY))


def _fresh(n: int) -> Form:
    made = form(seed=n)
    return replace(made, questions=tuple(replace(q, id=f"{n}-{q.id}") for q in made.questions))


def assessed(
    sittings: list[Sitting],
    days_later: float = 0,
    memory: dict[str, Recall] | None = None,
    *,
    next_form: NextForm = FORM,
    has_unseen_form: bool = True,
) -> Readiness:
    met = sat_sittings(sittings)
    signals = signals_of(GUIDE, sittings, met)
    now = NOON + days_later * DAY
    return assess(GUIDE, signals, met, now, memory or {}, next_form, EVERYTHING, has_unseen_form=has_unseen_form)


def with_answers(*answers: SatQuestion) -> Readiness:
    met = [SatSitting(NOON, answers)]
    return assess(GUIDE, signals_of(GUIDE, [], met), met, NOON, {}, FORM, EVERYTHING)


def answer(domain: str, n: int, *, right: bool = True) -> SatQuestion:
    return SatQuestion(f"{domain}-{n}", domain, 0.0, right, True)


def test_without_answers_there_is_not_enough_evidence() -> None:
    readiness = assessed([])
    assert (readiness.verdict, readiness.answers) == ("not enough evidence", 0)
    assert readiness.reasons == (TooFewAnswers(0, 25),)


def test_a_domain_without_answers_is_named_as_the_reason() -> None:
    readiness = with_answers(*(answer(d, n) for d in "123" for n in range(15)))
    assert (readiness.verdict, readiness.answers) == ("not enough evidence", 45)
    assert readiness.reasons == (UnansweredDomains((readiness.domains[3],)),)


@pytest.mark.parametrize(("answers", "is_enough"), [(24, False), (25, True)])
def test_half_of_an_exams_scored_questions_are_enough_answers(answers: int, is_enough: bool) -> None:
    readiness = with_answers(*(answer("1234"[n % 4], n) for n in range(answers)))
    assert (readiness.reasons == (TooFewAnswers(answers, 25),)) is not is_enough


def test_one_good_exam_can_be_luck_but_several_are_not() -> None:
    """The article: one good run can be luck; consistency over several full attempts is a signal."""
    one = assessed(sat(47))
    assert one.verdict == "not enough evidence"
    assert one.reasons == (ExamDay(one.exam_day, one.exam_day_interval[0]), TooFewAttempts(1, READY_ATTEMPTS))
    assert one.most_to_gain is None
    several = assessed(sat(46, 46, 46, 46))
    assert several.verdict == "ready"
    assert several.signals.streak == several.signals.attempts == 4
    assert several.reasons == (ExamDay(several.exam_day, several.exam_day_interval[0]),)
    assert several.most_to_gain is None


def test_all_sixty_five_answers_count() -> None:
    """The fifteen unscored questions are no worse evidence: nobody knew which they were."""
    assert assessed(sat(40)).answers == 65


def test_low_scores_give_not_yet() -> None:
    readiness = assessed(sat(28, 30))
    assert readiness.verdict == "not yet"
    assert readiness.probability < 0.2
    assert readiness.reasons[-1] == LeastProbability(0.9)
    assert readiness.most_to_gain is not None


def test_the_day_of_the_exam_is_harder_than_another_form() -> None:
    readiness = assessed(sat(40, 40, 40))
    assert readiness.exam_day < readiness.probability
    assert readiness.interval[0] < readiness.probability < readiness.interval[1]


def test_a_high_chance_that_may_be_low_is_not_enough() -> None:
    """Three exams far apart leave more doubt than three in a row: ability may have changed since."""
    readiness = assessed(sat(43, 43, 43, days_apart=25), days_later=30)
    assert readiness.exam_day_interval[0] < 0.75
    assert readiness.verdict != "ready"
    reasons = {type(reason) for reason in readiness.reasons}
    assert reasons & {MayBeLower, LeastProbability}


def test_growth_is_not_read_as_weakness() -> None:
    """The last two attempts of this learner passed with a margin, so the earlier ones are history."""
    grown = assessed(sat(20, 28, 36, 44, 48))
    mixed_up = assessed(sat(48, 20, 44, 28, 36))
    assert grown.probability > 0.9
    assert mixed_up.probability < 0.5


def test_early_failures_do_not_hold_back_somebody_who_learned_since() -> None:
    """Six exams before any study, then a month of reviews, then three exams with 43 and more right."""
    early = sat(22, 22, 24, 23, 25, 24, days_apart=1)
    late = [later(s, 30 + n) for n, s in enumerate(sat(44, 45, 43, days_apart=0))]
    late = [
        replace(s, form=_renamed(s.form, f"late-{n}"), answers={f"late-{n}-{k}": v for k, v in s.answers.items()})
        for n, s in enumerate(late)
    ]
    known = {d.id: Recall(150, 0.94, 160) for d in GUIDE.domains}
    readiness = assessed([*early, *late], days_later=33, memory=known)
    assert readiness.probability > 0.85


def _renamed(made: Form, prefix: str) -> Form:
    return replace(made, questions=tuple(replace(q, id=f"{prefix}-{q.id}") for q in made.questions))


def test_questions_met_lately_are_weak_evidence_and_do_not_make_an_attempt() -> None:
    same = form(seed=0)
    again = later(answered(sitting(same, 5400.0), 50), 1)
    first = answered(sitting(same, 5400.0), 30)
    once, twice = assessed([first]), assessed([first, again])
    assert (twice.answers, twice.signals.attempts) == (65, 1)
    fresh = assessed([first, *(later(s, 1) for s in sat(50))])
    assert once.probability < twice.probability < fresh.probability


def test_questions_not_met_for_sixty_days_are_fresh_again() -> None:
    same = form(seed=0)
    for days, attempts in ((59, 1), (60, 2)):
        again = later(answered(sitting(same, 5400.0), 45), days)
        assert assessed([answered(sitting(same, 5400.0), 45), again], days).signals.attempts == attempts


def test_met_lately_are_the_questions_of_the_last_sixty_days() -> None:
    one = sat(30)[0]
    assert len(met_lately([one], NOON + 59 * DAY)) == 65
    assert not met_lately([one], NOON + 61 * DAY)


def test_when_no_exam_adds_evidence_the_reason_says_so() -> None:
    readiness = assessed(sat(48), has_unseen_form=False)
    assert readiness.reasons[-1] == NoUnseenQuestions()


def test_questions_of_a_bank_that_fills_no_exam_were_not_met_too_often() -> None:
    short = replace(EVERYTHING, exam=30)
    found = assess(GUIDE, signals_of(GUIDE, [], []), [], NOON, {}, FORM, short, has_unseen_form=False)
    assert [type(reason) for reason in found.reasons] == [TooFewAnswers]


def test_a_streak_begins_after_the_last_attempt_below_the_mark() -> None:
    readiness = assessed(sat(45, 45, 30, 45, 45))
    assert (readiness.signals.streak, readiness.signals.attempts, readiness.signals.mark) == (2, 5, 750)


def test_untimed_attempts_are_not_full_attempts() -> None:
    assert assessed(sat(45, limit=None)).signals.attempts == 0


def test_a_form_without_its_unscored_part_is_not_a_full_attempt() -> None:
    made = form(seed=0)
    short = replace(made, questions=tuple(q for q in made.questions if q.scored))
    assert assessed([answered(sitting(short, 5400.0), 45)]).signals.attempts == 0


@pytest.mark.parametrize(("minutes", "full"), [(90, 1), (90 + 30, 1), (90 + 31, 0)])
def test_a_full_attempt_has_no_more_time_than_the_exam_allows(minutes: int, full: int) -> None:
    """The limit is 90 minutes, plus 30 for candidates who are granted extra time."""
    assert assessed(sat(45, limit=60.0 * minutes)).signals.attempts == full


def test_a_weak_domain_is_a_reason_against_booking() -> None:
    """Security: five of twenty right, where the other domains have all of theirs."""
    answers = [answer(d, n, right=d != "2" or n < 5) for d in "1234" for n in range(20)]
    readiness = with_answers(*answers)
    assert [domain.is_weak for domain in readiness.domains] == [False, True, False, False]
    assert WeakDomain(readiness.domains[1]) in readiness.reasons
    assert readiness.domains[1].cost > 2


def test_the_same_gap_costs_more_in_a_domain_with_more_questions() -> None:
    """Domain 2 has 15 of the 50 scored questions, domain 4 has 6."""
    costs = []
    for weak in "24":
        answers = [answer(d, n, right=n < (9 if d == weak else 14)) for d in "1234" for n in range(20)]
        costs.append(next(domain.cost for domain in with_answers(*answers).domains if domain.id == weak))
    assert costs[0] / costs[1] == pytest.approx(15 / 6, rel=0.1)


def test_without_differences_no_domain_is_weak() -> None:
    """Eleven of twelve against nine of twelve is what chance does."""
    answers = [
        answer(d, n, right=n < right) for d, right in zip("1234", (11, 9, 10, 10), strict=True) for n in range(12)
    ]
    assert not any(domain.is_weak for domain in with_answers(*answers).domains)


def test_memory_counts_by_the_share_of_the_deck_that_was_met() -> None:
    """Sixty well-known cards of six hundred say little; all six hundred say much."""
    few = {d.id: Recall(15, 0.98, 150) for d in GUIDE.domains}
    all_of_them = {d.id: Recall(150, 0.98, 150) for d in GUIDE.domains}
    without, with_few, with_all = (assessed(sat(33), memory=m).probability for m in ({}, few, all_of_them))
    assert with_few < with_all
    assert with_few < without + 0.05


def test_recall_of_a_half_learned_domain_is_not_that_of_the_learned_half() -> None:
    """Half of the cards at 0.9, and of the other half 0.5 are known all the same: 0.7."""
    assert Recall(50, 0.9, 100).known == pytest.approx(0.7)


def test_readiness_uses_the_cut_of_the_forms_that_are_taken() -> None:
    easier = NextForm(FORM.questions, FORM.cut - 1)
    sittings = sat(36, 36, 36)
    assert assessed(sittings, next_form=easier).probability > assessed(sittings).probability + 0.08


def test_the_reference_form_has_the_seats_of_the_domains() -> None:
    domains = [domain for domain, _ in FORM.questions]
    assert [domains.count(d.id) for d in GUIDE.domains] == [12, 15, 17, 6]
    assert FORM.cut == 35


def test_a_bank_with_too_few_questions_is_the_reason() -> None:
    small = replace(EVERYTHING, questions=20, exam=12, diagnostic=False)
    nothing: list[SatSitting] = []
    signals = signals_of(GUIDE, [], nothing)
    readiness = assess(GUIDE, signals, nothing, NOON, {}, FORM, small)
    assert readiness.reasons == (TooFewAnswers(0, 25), BankTooSmall(20, 25))


def test_the_domains_without_answers_are_named_with_too_few_answers() -> None:
    readiness = with_answers(*(answer("1", n) for n in range(5)))
    assert readiness.reasons == (TooFewAnswers(5, 25, readiness.domains[1:]),)
