"""A score in the unit of its exam: points on a scale, right answers, or percent."""

from dataclasses import dataclass

from clfcards.exam.score import FormScore, Score, ScoreKind, is_equated
from clfcards.model.guide import Guide
from clfcards.model.number import Number
from clfcards.model.pass_rule import PercentPass, RawPass, ScaledPass
from clfcards.words.phrases import count


def amount(kind: ScoreKind, number: Number) -> str:
    """A number in the unit of the score: "712", "29" or "72.5%"."""
    return f"{number}%" if kind == "percent" else str(number)


def out_of(guide: Guide, result: FormScore) -> str:
    """The score with the highest one, if that is not 100%: "712 of 1000", "29 of 40 right" or "72.5%"."""
    return out_of_highest(guide, result.of).format(value=amount(result.score.kind, result.score.value))


def out_of_highest(guide: Guide, of: int) -> str:
    """The phrase of `out_of` for a form of `of` questions; `{value}` stands for the score."""
    match guide.pass_rule:
        case ScaledPass(_, maximum, _):
            return f"{{value}} of {maximum}"
        case RawPass():
            return f"{{value}} of {of} right"
        case PercentPass():
            return "{value}"


def passes(kind: ScoreKind, cut: Number) -> str:
    """What passes: "700 passes", "29 pass" or "72.5% passes"."""
    return f"{amount(kind, cut)} {'pass' if kind == 'raw' and cut != 1 else 'passes'}"


def amount_of(guide: Guide, number: Number) -> str:
    """A difference between scores: "36 points", "2 right answers" or "3 percentage points"."""
    match guide.pass_rule:
        case ScaledPass():
            return f"{number} point{'' if number == 1 else 's'}"
        case RawPass():
            return f"{number} right answer{'' if number == 1 else 's'}"
        case PercentPass():
            return f"{number} percentage point{'' if number == 1 else 's'}"


def or_more(guide: Guide, number: Number) -> str:
    """A score or a better one: "700 or more", "29 or more right answers" or "72.5% or more"."""
    match guide.pass_rule:
        case ScaledPass():
            return f"{number} or more"
        case RawPass():
            return f"{number} or more right answers"
        case PercentPass():
            return f"{number}% or more"


def passing(guide: Guide) -> str:
    """The scores that pass: "700 or more", "29 or more right answers" or "72.5% or more"."""
    return or_more(guide, guide.pass_rule.cut)


def rule_phrase(guide: Guide) -> str:
    """What passes a whole exam, in a few words: "100–1000, 700 passes", "29 of 40 pass" or "72.5% passes"."""
    match guide.pass_rule:
        case ScaledPass(minimum, maximum, cut):
            return f"{minimum}–{maximum}, {passes('scaled', cut)}"
        case RawPass(cut):
            return f"{cut} of {guide.format.scored} {'pass' if cut != 1 else 'passes'}"
        case PercentPass(cut):
            return passes("percent", cut)


def how_scored(guide: Guide) -> str:
    """How the score is calculated, in a few sentences."""
    terms, practice, rule = guide.format, guide.practice, guide.pass_rule
    match rule:
        case ScaledPass() if is_equated(guide):
            return (
                "Every question has an estimated difficulty. The Rasch model converts your right answers on this form "
                f"to the equivalent on a reference form, where {practice.raw_cut} of {terms.scored} pass, "
                f"and two straight lines, from {rule.minimum} to {rule.cut} and on to {rule.maximum}, "
                f"convert that to points. This is a model for practice: {guide.exam.vendor} publishes no conversion, "
                "and the real score can differ."
            )
        case ScaledPass():
            return (
                f"Points are in proportion to right answers: {rule.minimum} for none, {rule.maximum} for all. "
                "How difficult the questions are does not count, and the real score can differ."
            )
        case RawPass():
            return (
                f"The score is the number of right answers: {rule_phrase(guide)}. "
                "A form with fewer questions passes with the same proportion, rounded up."
            )
        case PercentPass():
            return f"The score is the percentage of right answers: {rule_phrase(guide)}."


def right_answers(guide: Guide, result: FormScore) -> str:
    """ "35 of 50 scored questions right; on this form 34 pass." Without unscored questions, none is called scored."""
    return right_answers_of(guide, result.of, result.cut).format(raw=result.raw)


def right_answers_of(guide: Guide, of: int, cut: int) -> str:
    """The sentence of `right_answers` for a form of `of` questions with this raw cut; `{raw}` is their number."""
    question = "scored question" if guide.format.unscored else "question"
    return f"{{raw}} of {count(of, question)} right; on this form {cut} pass."


@dataclass(frozen=True, slots=True)
class ScoreDocument:
    """A score as the document of `--json`. All numbers are in the unit of `kind`: points, right answers, or percent.

    `low` and `high` are one standard error below and above `value`; `passed` is null if there is no verdict.
    """

    kind: ScoreKind
    value: Number
    cut: Number
    low: Number
    high: Number
    passed: bool | None


def document(score: Score | None) -> ScoreDocument | None:
    """The score as the document of `--json`."""
    if score is None:
        return None
    return ScoreDocument(score.kind, score.value, score.cut, score.low, score.high, score.passed)
