"""The exam guide: as text for a terminal, and as the document of `--json`."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from clfcards.model.guide import Guide
from clfcards.model.number import Number
from clfcards.model.pass_rule import PercentPass, RawPass, ScaledPass
from clfcards.words.phrases import count
from clfcards.words.score import rule_phrase
from clfcards.words.table import aligned


@dataclass(frozen=True, slots=True)
class TaskDocument:
    """A task; `topics` has the wording of each topic by its id."""

    id: str
    title: str
    topics: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DomainDocument:
    """A domain; its weight is in percent."""

    id: str
    title: str
    weight: Number
    tasks: tuple[TaskDocument, ...]


@dataclass(frozen=True, slots=True)
class ServiceDocument:
    """A service; `scope` is `in`, `out` or `unlisted`."""

    id: str
    name: str
    category: str
    scope: str


@dataclass(frozen=True, slots=True)
class RenameDocument:
    """A service's new name; `guide` is the name that the guide uses."""

    service: str
    old: str
    new: str
    guide: str
    by: dt.date


@dataclass(frozen=True, slots=True)
class ClosureDocument:
    """A service that is closed to new customers, or has ended."""

    service: str
    state: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class GuideDocument:
    """The document of `guide show --json`.

    `format` is a mapping, because one of its keys, `pass`, cannot be the name of a field. It is a scaled score if
    there is a `scale`. Otherwise `pass_raw` or `pass_percent` is there instead.
    """

    exam: str
    name: str
    revision: str
    format: Mapping[str, Number | tuple[int, int]]
    domains: tuple[DomainDocument, ...]
    services: tuple[ServiceDocument, ...]
    renames: tuple[RenameDocument, ...]
    closures: tuple[ClosureDocument, ...]


def guide_name(guide: Guide) -> str:
    """`CLF-C02 1.0`: the exam's code and the revision of its guide."""
    return f"{guide.exam.code} {guide.revision}"


def text(guide: Guide) -> str:
    """The exam's terms, the domains with their tasks and numbers of topics, and the numbers of services."""
    exam, form = guide.exam, guide.format
    lines = [
        f"{exam.name} ({exam.code}), {exam.vendor}",
        f"{_questions(guide)}; {count(form.minutes, 'minute')}; {rule_phrase(guide)}",
        f"Guide text: {guide.revision}",
        "",
    ]
    rows = []
    for domain in guide.domains:
        rows.append((f"{domain.weight}%", domain.id, domain.title, ""))
        rows += [("", task.id, task.title, count(len(task.topics), "topic")) for task in domain.tasks]
    lines += aligned(rows)
    scopes = Counter(service.scope for service in guide.services.values())
    lines += [
        "",
        f"Services: {scopes['in']} in scope, {scopes['out']} out of scope, {scopes['unlisted']} unlisted",
        f"Renamed: {len(guide.renames)}; closed or ended: {len(guide.closures)}",
    ]
    return "\n".join(lines)


def _questions(guide: Guide) -> str:
    """ "65 questions: 50 scored, 15 unscored", or "40 questions" if all are scored."""
    form = guide.format
    parts = f": {form.scored} scored, {form.unscored} unscored" if form.unscored else ""
    return f"{count(form.questions, 'question')}{parts}"


def _pass_fields(guide: Guide) -> dict[str, Number | tuple[int, int]]:
    match guide.pass_rule:
        case ScaledPass(minimum, maximum, cut):
            return {"scale": (minimum, maximum), "pass": cut}
        case RawPass(cut):
            return {"pass_raw": cut}
        case PercentPass(cut):
            return {"pass_percent": cut}


def document(guide: Guide) -> GuideDocument:
    """The guide as the document of `--json`."""
    form = guide.format
    return GuideDocument(
        exam=guide.exam.code,
        name=guide.exam.name,
        revision=guide.revision,
        format={
            "scored": form.scored,
            "unscored": form.unscored,
            "minutes": form.minutes,
            **_pass_fields(guide),
        },
        domains=tuple(
            DomainDocument(
                domain.id,
                domain.title,
                domain.weight,
                tuple(TaskDocument(task.id, task.title, task.topics) for task in domain.tasks),
            )
            for domain in guide.domains
        ),
        services=tuple(
            ServiceDocument(service.id, service.name, service.category, service.scope)
            for service in guide.services.values()
        ),
        renames=tuple(RenameDocument(r.service, r.old, r.new, r.guide, r.by) for r in guide.renames),
        closures=tuple(ClosureDocument(c.service, c.state, c.date) for c in guide.closures),
    )
