"""Read deck.yaml into DeckSettings."""

from typing import Any

from clfcards.model.deck import DeckSettings, Floor, Floors, Limits, Package
from clfcards.model.guide import Guide
from clfcards.model.problem import Problem
from clfcards.model.spelling import did_you_mean, known_words
from clfcards.source.deck_fields import DECK
from clfcards.source.nodes import Mapping
from clfcards.source.record_file import check_direction, node_of, read_record
from clfcards.source.report import Report


def read_deck_settings(path: str, text: str, guide: Guide | None) -> tuple[DeckSettings | None, list[Problem]]:
    """The settings, or None and their problems.

    If a guide is given, `shares` and `floors` may only name its tasks and services.
    """
    report = Report(path)
    root, values = read_record(DECK, text, report)
    if values is not None and isinstance(root, Mapping):
        _check_settings(root, values, guide, report)
        if guide is not None:
            check_direction(root, guide.language, report)
    if report.problems or values is None:
        return None, report.problems
    packages = tuple(Package(**package) for package in values["packages"])
    settings = DeckSettings(
        namespace=values["namespace"],
        packages=packages,
        shares=values.get("shares", {}),
        limits=Limits(**values.get("limits", {})),
        desired_retention=values.get("desired_retention", 0.9),
        subdecks=values.get("subdecks", False),
        license=values.get("license", ""),
        homepage=values.get("homepage", ""),
        reviewed=values.get("reviewed", ""),
        floors=_floors(values.get("floors", {})),
        report_url=values.get("report_url", ""),
        rules=values.get("rules", {}),
        imports_may_lack=values.get("imports_may_lack", ()),
    )
    return settings, []


def _floors(values: dict[str, Any]) -> Floors:
    return Floors(
        service=Floor(**values.get("service", {})),
        topic=Floor(**values.get("topic", {})),
        services={id_: Floor(**floor) for id_, floor in values.get("services", {}).items()},
        core_fact_questions=values.get("core_fact_questions", 0),
    )


def _check_settings(root: Mapping, values: dict[str, Any], guide: Guide | None, report: Report) -> None:
    for task in values.get("shares", {}):
        if guide and task not in guide.tasks:
            key = root.entries["shares"][1].entries[task][0]  # type: ignore[union-attr]  # read as a mapping
            report.error(key, f"unknown task '{task}'{known_words(task, guide.tasks, 'task')}", "unknown-task")
    for service in values.get("floors", {}).get("services", {}):
        if guide and service not in guide.services:
            key = root.entries["floors"][1].entries["services"][1].entries[service][0]  # type: ignore[union-attr]  # as above
            report.error(key, f"unknown service '{service}'{did_you_mean(service, guide.services)}", "unknown-service")
    packages = values["packages"]
    for field in ("file", "deck"):
        names = [package[field].lower() for package in packages]
        for i, name in enumerate(names):
            if name in names[:i]:
                node = node_of(root, "packages", i, field)
                report.error(node, f"two packages have the same {field}: '{packages[i][field]}'", "duplicate-id")
    held: set[str] = set()
    for i, package in enumerate(packages):
        for j, holding in enumerate(package["holds"]):
            if holding in held:
                node = node_of(root, "packages", i, "holds", j)
                report.error(node, f"'{holding}' is in two packages: list it in only one", "duplicate-holding")
            held.add(holding)
    if not any(package.get("default") for package in packages):
        report.error(
            node_of(root, "packages"), "no package is the default: set 'default: true' on one of them", "no-default"
        )
