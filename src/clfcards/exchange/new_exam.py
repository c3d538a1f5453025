"""The files of a new exam: a guide, the settings of its decks, one fact and one question, with comments.

Everything in them is what the maintainer said, so that `check` and `build` pass before anything else is written.
"""

import datetime as dt
import re
from dataclasses import dataclass

from clfcards.exchange.yaml_text import scalar
from clfcards.model.number import Number
from clfcards.model.pass_rule import PassRule, PercentPass, RawPass, ScaledPass

_DOMAIN = re.compile(r"(\d{1,3}(?:\.\d{1,2})?) *%? *[:,]? +(\S.*)\Z|(\S.*?) *[:=,] *(\d{1,3}(?:\.\d{1,2})?) *%?\Z")
_SCALED = re.compile(r"(\d{1,6}) *(?:of|on|/) *(\d{1,6}) *(?:-|–|to) *(\d{1,6})\Z")
_RAW = re.compile(r"\d{1,4}\Z")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?) *%\Z")


@dataclass(frozen=True, slots=True)
class NewDomain:
    """A domain with its weight in percent."""

    title: str
    weight: Number


@dataclass(frozen=True, slots=True)
class NewExam:
    """What a maintainer says of a new exam. `guide` is the address of its published guide."""

    code: str
    name: str
    vendor: str
    guide: str
    domains: tuple[NewDomain, ...]
    scored: int
    unscored: int
    minutes: int
    pass_rule: PassRule
    language: str
    namespace: str


def domain_of(text: str) -> NewDomain:
    """A domain written as "24 Cloud Concepts" or "Cloud Concepts: 24". Raises ValueError for anything else."""
    match = _DOMAIN.match(text.strip())
    if match is None:
        raise ValueError(f"'{text}' is not a domain: write its weight and its title, such as '24 Cloud Concepts'")
    weight, title = (match[1], match[2]) if match[1] else (match[4], match[3])
    return NewDomain(title.strip(), _number(weight))


def pass_rule_of(text: str) -> PassRule:
    """A pass mark: "29" right answers, "72%" of them, or "700 of 100-1000" for a scale. Raises ValueError otherwise."""
    text = text.strip()
    if _RAW.match(text):
        return RawPass(int(text))
    if match := _PERCENT.match(text):
        return PercentPass(_number(match[1]))
    if match := _SCALED.match(text):
        cut, minimum, maximum = map(int, match.groups())
        return ScaledPass(minimum, maximum, cut)
    raise ValueError(
        f"'{text}' is not a pass mark: write a number of right answers (29), a percentage (72%), or a score with its "
        "scale (700 of 100-1000)"
    )


def _number(text: str) -> Number:
    value = float(text)
    return int(value) if value.is_integer() else value


def files_of(exam: NewExam, day: dt.date) -> dict[str, str]:
    """The files by their paths in the exam's folder."""
    heaviest = max(range(len(exam.domains)), key=lambda i: exam.domains[i].weight)
    task = f"{heaviest + 1}.1"
    return {
        "guide.yaml": _guide(exam, day),
        "deck.yaml": _deck(exam),
        f"facts/{task}-start.yaml": _fact(exam, task, day),
        f"questions/{task}-start.yaml": _question(exam, task, day),
    }


def _guide(exam: NewExam, day: dt.date) -> str:
    head = f"""\
# What the guide of {exam.code} says. What you decide yourself is in deck.yaml.
# Every field is described in docs/fields.md; 'clfcards check' finds mistakes.
language: {scalar(exam.language)}

# Every page that supports something in this file, and the day on which you read it.
sources:
  guide:
    url: {scalar(exam.guide)}
    verified: {day}

exam:
  code: {scalar(exam.code)}
  name: {scalar(exam.name)}
  vendor: {scalar(exam.vendor)}
  source: guide

format:
  scored: {exam.scored}
  unscored: {exam.unscored}          # questions that do not count, and are not marked as such
  minutes: {exam.minutes}
{_pass_fields(exam.pass_rule)}  source: guide

# When the guide changes, add a revision, and name it below.
revisions:
  - id: first
    seen: {day}
    note: the first text
revision: first

# Weights are percentages of the scored questions. Replace each task by those of the guide; its topics are
# short keywords of your own, each with an id that never changes.
domains:
"""
    return head + "".join(_domain(i, domain) for i, domain in enumerate(exam.domains, start=1)) + _SERVICES


def _pass_fields(rule: PassRule) -> str:
    match rule:
        case RawPass(cut):
            return f"  raw_pass: {cut}          # right answers that pass\n"
        case PercentPass(cut):
            return f"  percent_pass: {cut}      # percent of right answers that pass\n"
        case ScaledPass(minimum, maximum, cut):
            return f"  scale_minimum: {minimum}\n  scale_maximum: {maximum}\n  scale_pass: {cut}\n"


def _domain(number: int, domain: NewDomain) -> str:
    title = scalar(domain.title)
    return f"""\
  - id: "{number}"
    title: {title}
    weight: {domain.weight}
    source: guide
    tasks:
      - id: "{number}.1"
        title: {title}
        topics: {{overview: overview}}
"""


_SERVICES = """
# Products that the guide names, by category, with their ids; the lists may stay away:
# services: {source: guide, in_scope: {Storage: {amazon-s3: Amazon S3}}}
services:
  source: guide
"""


def _deck(exam: NewExam) -> str:
    file = exam.code.lower()
    return f"""\
# What you decide about the decks of {exam.code}. What the guide says is in guide.yaml.

# Every note's identity in Anki comes from this word and the note's id. Never change it: every learner would get every
# note a second time.
namespace: {exam.namespace}

packages:
  - file: {file}.apkg
    deck: {scalar(exam.name.replace("::", ":"))}
    holds: [facts, study]
    default: true
  - file: {file}-practice.apkg       # for learners who take practice questions in Anki only
    deck: {scalar(f"{exam.name.replace('::', ':')} practice")}
    holds: [exam]
"""


def _fact(exam: NewExam, task: str, day: dt.date) -> str:
    whole = exam.scored + exam.unscored
    return f"""\
# The facts of one task. 'clfcards new fact --task {task}' adds one. Replace this one when you have others.
task: "{task}"
facts:
  - id: {exam.namespace}-questions            # names the item forever: choose it with care
    front: {scalar(f"How many questions does the {exam.code} exam have?")}
    back: {scalar(f"{whole} questions")}
    why: {scalar(f"The guide of the exam counts {exam.scored} scored and {exam.unscored} unscored questions.")}
    source: {scalar(exam.guide)}
    verified: {day}
    priority: 3                  # 1 core, 2 useful, 3 detail
"""


def _question(exam: NewExam, task: str, day: dt.date) -> str:
    lines = [
        f"# The questions of one task. 'clfcards new question --task {task}' adds one.",
        f'task: "{task}"',
        "questions:",
        f"  - id: q-{exam.namespace}-minutes",
        "    pool: exam                   # exam: practice exams; study: flashcards",
        "    difficulty: easy",
        f"    stem: {scalar(f'A candidate plans the day of the {exam.code} exam. How much time does the exam give?')}",
        "    correct:",
        *_option(exam.minutes, "The guide of the exam states this time."),
        "    distractors:",
    ]
    for more in (15, 30, 45):
        why = f"This is {more} minutes more than the guide of the exam states."
        lines += _option(exam.minutes + more, why)
    lines += [f"    source: {scalar(exam.guide)}", f"    verified: {day}", "    priority: 3"]
    return "\n".join(lines) + "\n"


def _option(minutes: int, why: str) -> list[str]:
    return [f"      - text: {minutes} minutes", f"        why: {scalar(why)}"]
