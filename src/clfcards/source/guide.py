"""Read guide.yaml into a Guide."""

from typing import Any

from clfcards.model.citation import book_source
from clfcards.model.guide import (
    Citation,
    Closure,
    Domain,
    Exam,
    Format,
    Guide,
    Practice,
    Rename,
    Revision,
    Scope,
    Service,
    Task,
)
from clfcards.model.number import total
from clfcards.model.problem import Problem
from clfcards.model.spelling import did_you_mean, known_words
from clfcards.source.guide_fields import GUIDE
from clfcards.source.nodes import Mapping, Node, Scalar, Sequence
from clfcards.source.record_file import check_direction, node_of, read_record
from clfcards.source.report import Report


def read_guide(path: str, text: str) -> tuple[Guide | None, list[Problem]]:
    """The guide, or None and the problems that prevent reading it."""
    report = Report(path)
    root, values = read_record(GUIDE, text, report)
    if values is not None and root is not None:
        _check_guide(root, values, report)
        check_direction(root, values.get("language", "en"), report)
    if report.problems or values is None:
        return None, report.problems
    return _guide(values), []


def _check_guide(root: Node, values: dict[str, Any], report: Report) -> None:
    """Checks that the table of fields cannot express: ids are unique, weights sum to 100, references exist."""
    domains = node_of(root, "domains")
    seen: set[str] = set()
    for i, domain in enumerate(values["domains"]):
        for id_, node in [(domain["id"], node_of(domains, i, "id"))] + [
            (task["id"], node_of(domains, i, "tasks", j, "id")) for j, task in enumerate(domain["tasks"])
        ]:
            if id_ in seen:
                report.error(node, f"the id '{id_}' is used by two domains or tasks", "duplicate-id")
            seen.add(id_)
    weights = total(domain["weight"] for domain in values["domains"])
    if weights != 100:
        report.error(domains, f"the weights of the domains sum to {weights}, not 100", "weights")
    _check_pass_rule(root, values, report)

    revisions = [revision["id"] for revision in values["revisions"]]
    if values["revision"] not in revisions:
        message = f"'{values['revision']}' is not one of the revisions"
        known = known_words(values["revision"], revisions, "revision")
        report.error(node_of(root, "revision"), message + known, "unknown-revision")

    services: set[str] = set()
    for scope in ("in_scope", "out_of_scope", "unlisted"):
        for category, members in values.get("services", {}).get(scope, {}).items():
            for id_ in members:
                if id_ in services:
                    node = node_of(root, "services", scope, category, id_)
                    report.error(node, f"the service '{id_}' is listed twice", "duplicate-id")
                services.add(id_)
    for name in ("renames", "closures"):
        for i, entry in enumerate(values.get(name, ())):
            if entry["service"] not in services:
                message = f"unknown service '{entry['service']}'{did_you_mean(entry['service'], services)}"
                report.error(node_of(root, name, i, "service"), message, "unknown-service")
    for before, targets in values.get("predecessor_tasks", {}).items():
        for i, task in enumerate(targets):
            if task not in seen:
                message = f"unknown task '{task}'{did_you_mean(task, seen)}"
                report.error(node_of(root, "predecessor_tasks", before, i), message, "unknown-task")
    _check_names_differ(root, values, report)
    _check_sources(root, values["sources"], report)


def _check_pass_rule(root: Node, values: dict[str, Any], report: Report) -> None:
    """Checks that the pass mark can be reached, and that there is a model of a scale only where there is a scale."""
    terms, cut = values["format"], values.get("practice", {}).get("raw_cut")
    if "raw_pass" in terms and terms["raw_pass"] > terms["scored"]:
        message = (
            f"{terms['raw_pass']} right answers are needed to pass, but only {terms['scored']} questions are scored"
        )
        report.error(node_of(root, "format", "raw_pass"), message, "out-of-range")
    if "scale_pass" in terms:
        if not terms["scale_minimum"] < terms["scale_pass"] < terms["scale_maximum"]:
            report.error(
                node_of(root, "format", "scale_pass"), "the passing score is outside the scale", "out-of-range"
            )
        if cut is not None and cut >= terms["scored"]:
            message = "the raw cut must be less than the number of scored questions"
            report.error(node_of(root, "practice", "raw_cut"), message, "out-of-range")
    elif cut is not None:
        message = "'raw_cut' is the model of a scale, and this exam has none: remove it"
        report.error(node_of(root, "practice", "raw_cut"), message, "two-rules")


def _check_names_differ(root: Node, values: dict[str, Any], report: Report) -> None:
    """Checks that no two ids of domains and tasks, and no two names of services, differ only by case.

    Their tags, and the files named after them, would be the same.
    """
    ids: list[tuple[str, tuple[str | int, ...]]] = [
        (domain["id"], ("domains", i, "id")) for i, domain in enumerate(values["domains"])
    ]
    ids += [
        (task["id"], ("domains", i, "tasks", j, "id"))
        for i, domain in enumerate(values["domains"])
        for j, task in enumerate(domain["tasks"])
    ]
    names = [
        (name, ("services", scope, category, id_))
        for scope in ("in_scope", "out_of_scope", "unlisted")
        for category, members in values.get("services", {}).get(scope, {}).items()
        for id_, name in members.items()
    ]
    for group in (ids, names):
        first: dict[str, str] = {}
        for name, path in group:
            other = first.setdefault(name.casefold(), name)
            if other != name:
                report.error(
                    node_of(root, *path), f"'{name}' differs from '{other}' only by case: rename one", "same-name"
                )


def _check_sources(node: Node, sources: dict[str, Any], report: Report) -> None:
    """Checks that every `source:` names a key of `sources`."""
    if isinstance(node, Sequence):
        for item in node.items:
            _check_sources(item, sources, report)
    elif isinstance(node, Mapping):
        for name, (_, value) in node.entries.items():
            if name == "source" and isinstance(value, Scalar) and value.text not in sources:
                message = f"unknown source '{value.text}'{known_words(value.text, sources, 'source')}"
                report.error(value, message, "unknown-source")
            else:
                _check_sources(value, sources, report)


def _guide(values: dict[str, Any]) -> Guide:
    scopes: list[tuple[str, Scope]] = [("in_scope", "in"), ("out_of_scope", "out"), ("unlisted", "unlisted")]
    services = {
        id_: Service(id_, name, category, scope)
        for key, scope in scopes
        for category, members in values.get("services", {}).get(key, {}).items()
        for id_, name in members.items()
    }
    domains = tuple(
        Domain(**{**domain, "tasks": tuple(Task(**task) for task in domain["tasks"])}) for domain in values["domains"]
    )
    return Guide(
        exam=Exam(**values["exam"]),
        format=Format(**values["format"]),
        practice=Practice(**values.get("practice", {})),
        revision=values["revision"],
        revisions=tuple(Revision(**revision) for revision in values["revisions"]),
        sources={
            key: Citation(source["url"] if "url" in source else book_source(source), source["verified"])
            for key, source in values["sources"].items()
        },
        domains=domains,
        services=services,
        renames=tuple(Rename(**rename) for rename in values.get("renames", ())),
        closures=tuple(Closure(**closure) for closure in values.get("closures", ())),
        predecessor_tasks=values.get("predecessor_tasks", {}),
        language=values.get("language", "en"),
    )
