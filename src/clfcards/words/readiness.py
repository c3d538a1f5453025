"""Readiness: in words, and as the document of `--json`."""

from dataclasses import dataclass

from clfcards.exam.readiness import NERVES, Readiness
from clfcards.exam.sightings import FORGOTTEN_DAYS
from clfcards.exam.signals import SIGNAL_ATTEMPTS
from clfcards.exam.verdict import (
    BankTooSmall,
    DomainReadiness,
    ExamDay,
    LeastProbability,
    MayBeLower,
    NoUnseenQuestions,
    Reason,
    TooFewAnswers,
    TooFewAttempts,
    UnansweredDomains,
    Verdict,
    WeakDomain,
)
from clfcards.model.guide import Guide
from clfcards.next_step import NextStep
from clfcards.use_cases.next_action import NextAction
from clfcards.words.lines import Line, Style, bar, wrapped
from clfcards.words.next_action import NextDocument, next_document, next_lines
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count, estimated, estimated_range
from clfcards.words.score import or_more, passing

_STYLES: dict[str, Style] = {"ready": "good", "not yet": "bad", "not enough evidence": "title"}
_REVIEW = command_line(NextStep.run("review"))
_DAYS = f"{FORGOTTEN_DAYS:.0f} days"


_DOMAINS = "Right answers to expect, by domain; its cards include those outside the deck"


def lines(guide: Guide, readiness: Readiness, following: NextAction, width: int) -> list[Line]:
    """The verdict, the probability, the reasons, each domain, the signal of several attempts, and the next command."""
    verdict = wrapped(readiness.verdict.capitalize(), width, _STYLES[readiness.verdict])
    reasons = [
        line for reason in readiness.reasons for line in wrapped(reason_sentence(reason, guide), width, "", "· ")
    ]
    ending = next_lines(following, width)
    if not readiness.answers:
        return [*verdict, *reasons, Line(), *ending]
    sections = (
        _chances(guide, readiness, width),
        reasons,
        _domains(readiness, width),
        _signal(guide, readiness, width),
        _gain_lines(readiness, width),
        wrapped(_limits(guide, readiness), width, "dim"),
        ending,
    )
    return [*verdict, *(line for section in sections if section for line in (*section, Line()))][:-1]


def _chances(guide: Guide, readiness: Readiness, width: int) -> list[Line]:
    if readiness.is_too_early:
        return []
    vendor = guide.exam.vendor
    within, within_day = estimated_range(*readiness.interval), estimated_range(*readiness.exam_day_interval)
    return [
        *wrapped(
            f"Probability of {passing(guide)} on another exam of these questions: {estimated(readiness.probability)}"
            f"{f' (90% interval {within})' if within else ''}, from {count(readiness.answers, 'answer')} to questions "
            f"that you had not met in the {_DAYS} before.",
            width,
        ),
        *wrapped(
            f"On the day: {estimated(readiness.exam_day)}{f' ({within_day})' if within_day else ''}, if nerves cost "
            f"{NERVES:.0%} of your answers and the exam of {vendor} may be somewhat harder or easier than this bank.",
            width,
        ),
    ]


def _limits(guide: Guide, readiness: Readiness) -> str:
    compared = count(readiness.real_results, "real result") if readiness.real_results else "no real results"
    return (
        "An estimate from a model of your answers here, not a prediction of your result at "
        f"{guide.exam.vendor}: it has been compared with {compared}."
    )


def reason_sentence(reason: Reason, guide: Guide) -> str:
    """A reason for the verdict, or a reservation about it."""
    match reason:
        case TooFewAnswers(answers, needed, missing):
            are = "is" if answers == 1 else "are"
            return (
                f"{count(answers, 'answer')} to questions that you had not met in the {_DAYS} before {are} too few: "
                f"{needed} are needed, with at least one in every domain{_missing(missing)}"
            )
        case BankTooSmall(questions, needed):
            has = f"only {count(questions, 'question')}" if questions else "no questions"
            return f"the bank has {has} for practice exams, but a verdict takes {needed} answers"
        case UnansweredDomains(domains):
            have = "domain {} has" if len(domains) == 1 else "domains {} have"
            return f"{have.format(_names(domains))} no answer to a question that you had not met in the {_DAYS} before"
        case ExamDay(probability):
            return f"the probability of {passing(guide)} on the day is {estimated(probability)}"
        case WeakDomain(domain):
            return (
                f"domain {domain.id} {domain.title} is likely to cost you: about {domain.cost:.0f} of "
                f"{guide.format.scored} scored answers, compared with your other domains"
            )
        case LeastProbability(needed):
            return f"'ready' takes at least {needed:.0%} on the day"
        case MayBeLower(low, needed):
            return f"it may be as low as {estimated(low)}, and 'ready' takes at least {needed:.0%}"
        case TooFewAttempts(attempts, needed):
            return (
                f"one good run can be luck: 'ready' takes {needed} full timed attempts with questions that are mostly "
                f"new to you, and you have {attempts}"
            )
        case NoUnseenQuestions():
            return f"an exam adds little now: you have met too many of its questions in the last {_DAYS}"


def _missing(domains: tuple[DomainReadiness, ...]) -> str:
    """The domains without answers, as the end of a sentence; empty if there are none."""
    if not domains:
        return ""
    return f"; domain{'s' if len(domains) > 1 else ''} {_names(domains)} {'have' if len(domains) > 1 else 'has'} none"


def _names(domains: tuple[DomainReadiness, ...]) -> str:
    return " and ".join(f"{domain.id} {domain.title}" for domain in domains)


def _gain_lines(readiness: Readiness, width: int) -> list[Line]:
    """Where there is most to gain, or that the exam can be booked."""
    if readiness.verdict == "ready":
        return wrapped("Book the exam, and keep what you know until then.", width, "good")
    domain = readiness.most_to_gain
    if domain is None:
        return []
    review = command_line(NextStep.run("review", domain=domain.id))
    return wrapped(f"You have the most to gain in domain {domain.id} {domain.title}: {review}", width)


def _domains(readiness: Readiness, width: int) -> list[Line]:
    """Each domain's expected share of right answers, with its interval and the recall of its cards."""
    shown = wrapped(_DOMAINS, width, "title")
    for domain in readiness.domains:
        within = estimated_range(domain.low, domain.high)
        share = estimated(domain.expected) + (f" ({within})" if within else "")
        shown += wrapped(f"{domain.id} {domain.title}, {domain.weight}%", width)
        shown += wrapped(f"{bar(domain.expected, 20)} {share}{_cards(domain)}", width, "", "   ", "   ")
    return shown


def _cards(domain: DomainReadiness) -> str:
    if domain.recall is None:
        return ""
    seen = f"{domain.recall.cards:,} of {count(domain.recall.of, 'card')}"
    return f" · {seen} reviewed, recalled at {estimated(domain.recall.recall)}"


def _signal(guide: Guide, readiness: Readiness, width: int) -> list[Line]:
    """The signal of the usual advice: good results in a row."""
    signals = readiness.signals
    streak = min(signals.streak, SIGNAL_ATTEMPTS)
    consistent = streak == SIGNAL_ATTEMPTS
    return wrapped(
        f"{streak} of {SIGNAL_ATTEMPTS} full timed attempts in a row at {or_more(guide, signals.mark)}, with "
        "questions that are mostly new to you",
        width,
        "good" if consistent else "",
        "✓ " if consistent else "✗ ",
    )


@dataclass(frozen=True, slots=True)
class DomainDocument:
    """A domain's expected share of right answers with its 90% interval, and the expected recall of its cards.

    `cost` is how many scored answers the domain is expected to cost compared with the others.
    """

    id: str
    name: str
    expected: float
    interval: tuple[float, float]
    answers: int
    recall: float | None
    cost: float


@dataclass(frozen=True, slots=True)
class ExamDayDocument:
    """The probability of passing the real exam, with nerves and an exam that may be harder; and its 90% interval."""

    probability: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class ReadinessDocument:
    """The document of `--json`. Probabilities and shares are rounded to four decimals.

    `attempts` are full timed ones with mostly new questions; the last `streak` of them reached `mark`. The estimate
    was compared with `real_results` results of the real exam. `weakest_domain` is null unless one is likely to cost.
    """

    verdict: Verdict
    probability: float
    interval: tuple[float, float]
    exam_day: ExamDayDocument
    attempts: int
    mark: int
    streak: int
    real_results: int
    answers: int
    weakest_domain: str | None
    domains: tuple[DomainDocument, ...]
    reasons: tuple[str, ...]
    next: NextDocument


def document(guide: Guide, readiness: Readiness, following: NextAction) -> ReadinessDocument:
    """Readiness as the document of `--json`."""
    signals = readiness.signals
    weak = max((d for d in readiness.domains if d.is_weak), key=lambda d: d.cost, default=None)
    return ReadinessDocument(
        verdict=readiness.verdict,
        probability=round(readiness.probability, 4),
        interval=_rounded(readiness.interval),
        exam_day=ExamDayDocument(round(readiness.exam_day, 4), _rounded(readiness.exam_day_interval)),
        attempts=signals.attempts,
        mark=signals.mark,
        streak=signals.streak,
        real_results=readiness.real_results,
        answers=readiness.answers,
        weakest_domain=weak.id if weak else None,
        domains=tuple(_domain_document(domain) for domain in readiness.domains),
        reasons=tuple(reason_sentence(reason, guide) for reason in readiness.reasons),
        next=next_document(following),
    )


def _rounded(interval: tuple[float, float]) -> tuple[float, float]:
    return round(interval[0], 4), round(interval[1], 4)


def _domain_document(domain: DomainReadiness) -> DomainDocument:
    return DomainDocument(
        id=domain.id,
        name=domain.title,
        expected=round(domain.expected, 4),
        interval=_rounded((domain.low, domain.high)),
        answers=domain.answers,
        recall=round(domain.recall.recall, 4) if domain.recall else None,
        cost=round(domain.cost, 1),
    )
