"""Readiness: in words, and as the document of `--json`."""

from dataclasses import dataclass

from clfcards.exam.readiness import SIGNAL_ATTEMPTS, Readiness
from clfcards.exam.verdict import (
    Advice,
    BankTooSmall,
    BeginWithDiagnostic,
    Book,
    DomainReadiness,
    LeastProbability,
    MayBeLuck,
    OnlyReview,
    PassingProbability,
    Reason,
    SitShortExam,
    SitWholeExam,
    StudyDomain,
    TooFewAnswers,
    UnansweredDomains,
    Verdict,
    WeakDomain,
)
from clfcards.model.guide import Guide
from clfcards.next_step import NextStep
from clfcards.words.lines import Line, Style, bar, wrapped
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count

_STYLES: dict[str, Style] = {"ready": "good", "not yet": "bad", "not enough evidence": "title"}
_REVIEW = command_line(NextStep.run("review"))


def lines(guide: Guide, readiness: Readiness, width: int) -> list[Line]:
    """The verdict, the reasons, each domain, the two signals, and what to do next."""
    verdict = wrapped(readiness.verdict.capitalize(), width, _STYLES[readiness.verdict])
    reasons = [
        line for reason in readiness.reasons for line in wrapped(reason_sentence(reason, guide), width, "", "· ")
    ]
    following = wrapped(advice_sentence(readiness.advice), width, "title", "Next: ")
    if not readiness.answers:
        return [*verdict, *reasons, Line(), *following]
    low, high = readiness.interval
    answers = count(_whole_answers(readiness), "answer")
    probability = wrapped(
        f"Probability of {guide.format.scale_pass} or more: {readiness.probability:.0%} "
        f"(90% interval {low:.0%} to {high:.0%}), from {answers} to unseen questions.",
        width,
    )
    model = wrapped(
        "An estimate from a model of your answers here, not a prediction of your result at "
        f"{guide.exam.vendor}: it assumes that these questions are like the exam's.",
        width,
        "dim",
    )
    sections = (reasons, _domains(readiness, width), _signals(readiness, width), following, model)
    return [*verdict, *probability, *(line for section in sections for line in (Line(), *section))]


def _whole_answers(readiness: Readiness) -> int:
    """The number of answers, as the reason that they are too few gives it."""
    for reason in readiness.reasons:
        if isinstance(reason, TooFewAnswers):
            return _below(reason.needed, reason.answers)
    return round(readiness.answers)


def _below(needed: int, answers: float) -> int:
    """The number of answers, rounded, but never up to the number needed: 24.8 of 25 are 24."""
    return min(round(answers), needed - 1)


def reason_sentence(reason: Reason, guide: Guide) -> str:
    """A reason for the verdict, or a reservation about it."""
    match reason:
        case TooFewAnswers(answers, needed, missing):
            whole = _below(needed, answers)
            are = "is" if whole == 1 else "are"
            return (
                f"{count(whole, 'scored answer')} to unseen questions, discounted by age, {are} too few: "
                f"{needed} are needed, with at least one in every domain{_missing(missing)}"
            )
        case BankTooSmall(questions, needed):
            has = f"only {count(questions, 'question')}" if questions else "no questions"
            return f"the bank has {has} for practice exams, but a verdict takes {needed} answers"
        case UnansweredDomains(domains):
            names = _names(domains)
            have = "domain {} has" if len(domains) == 1 else "domains {} have"
            return (
                f"{have.format(names)} too few scored answers to unseen questions, discounted by age: "
                "at least one is needed in every domain"
            )
        case PassingProbability(probability):
            return f"the probability of {guide.format.scale_pass} or more is {probability:.0%}"
        case WeakDomain(domain, average):
            return (
                f"domain {domain.id} {domain.title} is well below the average: {domain.expected:.0%} against "
                f"{average:.0%}"
            )
        case LeastProbability(needed):
            return f"'ready' takes a probability of at least {needed:.0%}"
        case MayBeLuck(low):
            return f"one good run can be luck: the probability may be as low as {low:.0%}"


def _missing(domains: tuple[DomainReadiness, ...]) -> str:
    """The domains without answers, as the end of a sentence; empty if there are none."""
    if not domains:
        return ""
    return f"; domain{'s' if len(domains) > 1 else ''} {_names(domains)} {'have' if len(domains) > 1 else 'has'} none"


def _names(domains: tuple[DomainReadiness, ...]) -> str:
    return " and ".join(f"{domain.id} {domain.title}" for domain in domains)


def advice_sentence(advice: Advice) -> str:
    """What to do next, with the commands for it."""
    match advice:
        case Book():
            return f"book the exam; until then, keep what you know with '{_REVIEW}'"
        case SitWholeExam():
            return f"take a full practice exam: {command_line(NextStep.run('exam'))}"
        case SitShortExam(length):
            exam = command_line(NextStep.run("exam", length=length))
            return f"take the longest practice exam that the bank has questions for: {exam}"
        case OnlyReview():
            return f"learn the cards with '{_REVIEW}': the bank has too few questions for a practice exam"
        case BeginWithDiagnostic():
            return f"start with: {command_line(NextStep.run('diagnostic'))}"
        case StudyDomain(domain, practice):
            then = f", then {command_line(practice)}" if practice else ""
            return f"you have the most to gain in domain {domain.id} {domain.title}: {_REVIEW}{then}"


def _domains(readiness: Readiness, width: int) -> list[Line]:
    """Each domain's expected share of right answers, with its interval and the recall of its cards."""
    shown: list[Line] = []
    for domain in readiness.domains:
        share = f"{domain.expected:.0%} ({domain.low:.0%} to {domain.high:.0%})"
        cards = (
            f" · {count(domain.recall.cards, 'card')} recalled at {domain.recall.recall:.0%}" if domain.recall else ""
        )
        shown += wrapped(f"{domain.id} {domain.title}, {domain.weight}%", width)
        shown += wrapped(f"{bar(domain.expected, 20)} {share}{cards}", width, "", "   ", "   ")
    return shown


def _signals(readiness: Readiness, width: int) -> list[Line]:
    """The two signals of the usual advice: good results in a row, and no weak domain."""
    signals = readiness.signals
    streak = min(signals.streak, SIGNAL_ATTEMPTS)
    consistent = streak == SIGNAL_ATTEMPTS
    shown = wrapped(
        f"{streak} of {SIGNAL_ATTEMPTS} full timed attempts in a row at {signals.mark} or more",
        width,
        "good" if consistent else "",
        "✓ " if consistent else "✗ ",
    )
    weakest = f"{signals.weakest.id} {signals.weakest.title}"
    expected, average = f"{signals.weakest.expected:.0%}", f"{signals.average:.0%}"
    if signals.is_well_below:
        sentence = f"domain {weakest} is well below the average: {expected} against {average}"
        return [*shown, *wrapped(sentence, width, "", "✗ ")]
    sentence = f"no domain well below the average: the weakest, {weakest}, has {expected} against {average}"
    return [*shown, *wrapped(sentence, width, "good", "✓ ")]


@dataclass(frozen=True, slots=True)
class DomainDocument:
    """A domain's expected share of right answers with its 90% interval, and the expected recall of its cards."""

    id: str
    name: str
    expected: float
    interval: tuple[float, float]
    answers: float
    recall: float | None


@dataclass(frozen=True, slots=True)
class SignalsDocument:
    """The two signals of the usual advice."""

    mark: int
    streak: int
    no_weak_domain: bool


@dataclass(frozen=True, slots=True)
class ReadinessDocument:
    """The document of `--json`. Probabilities and shares are rounded to four decimals, answers to one."""

    verdict: Verdict
    probability: float
    interval: tuple[float, float]
    attempts: int
    answers: float
    weakest_domain: str | None
    domains: tuple[DomainDocument, ...]
    signals: SignalsDocument
    reasons: tuple[str, ...]
    next_step: str


def document(guide: Guide, readiness: Readiness) -> ReadinessDocument:
    """Readiness as the document of `--json`."""
    signals = readiness.signals
    low, high = readiness.interval
    return ReadinessDocument(
        verdict=readiness.verdict,
        probability=round(readiness.probability, 4),
        interval=(round(low, 4), round(high, 4)),
        attempts=signals.full_attempts,
        answers=round(readiness.answers, 1),
        weakest_domain=signals.weakest.id if readiness.answers else None,
        domains=tuple(_domain_document(domain) for domain in readiness.domains),
        signals=SignalsDocument(signals.mark, signals.streak, not signals.is_well_below),
        reasons=tuple(reason_sentence(reason, guide) for reason in readiness.reasons),
        next_step=advice_sentence(readiness.advice),
    )


def _domain_document(domain: DomainReadiness) -> DomainDocument:
    return DomainDocument(
        id=domain.id,
        name=domain.title,
        expected=round(domain.expected, 4),
        interval=(round(domain.low, 4), round(domain.high, 4)),
        answers=round(domain.answers, 1),
        recall=round(domain.recall.recall, 4) if domain.recall else None,
    )
